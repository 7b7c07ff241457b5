import { Button, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type SubmitEvent, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Failure } from '../../components/states/States';
import { ApiError } from '../../lib/api-client';
import { say } from '../../lib/texts';
import { usePackage, usePlace } from './place';
import { selectQuery, USUAL_ROWS } from './query-api';
import { firstRows, fitsAddress, quoted } from './query-text';
import { QueryResult } from './QueryResult';
import classes from './Query.module.css';
import { TableList } from './TableList';

/** A statement over the tables of one revision. The one that was run is in the address, so a link shows the same again. */
export function QueryPage() {
  const [params] = useSearchParams();
  const { revision } = usePackage();
  return <QueryBox key={revision.hash} sql={params.get('q') ?? ''} />;
}

function QueryBox({ sql }: { readonly sql: string }) {
  const place = usePlace();
  const { revision } = usePackage();
  const queries = useQueryClient();
  const [, setParams] = useSearchParams();
  const [text, setText] = useState(sql);
  const [limit, setLimit] = useState(USUAL_ROWS);
  const [cancelled, setCancelled] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Going back in the browser brings the statement back, too.
  const [ran, setRan] = useState(sql);
  if (ran !== sql) {
    setRan(sql);
    setText(sql);
    setLimit(USUAL_ROWS);
    setCancelled(false);
  }
  const box = useRef<HTMLTextAreaElement>(null);
  const query = selectQuery(place, revision.hash, sql, limit);
  const { data, error, isFetching, refetch } = useQuery({
    ...query,
    enabled: sql !== '' && !cancelled,
    // The first rows stay while more of the same are on their way.
    placeholderData: (known, before) => (before?.queryKey[5] === sql ? known : undefined),
  });
  const run = () => {
    const next = text.trim();
    if (next === '') {
      setProblem(say('query.write'));
      box.current?.focus();
    } else if (!fitsAddress(next)) {
      setProblem(say('query.long'));
    } else {
      setProblem(null);
      setCancelled(false);
      if (next === sql) void refetch();
      else setParams({ q: next }, { preventScrollReset: true });
    }
  };
  const cancel = () => {
    setCancelled(true);
    void queries.cancelQueries({ queryKey: query.queryKey });
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  };
  const insert = (path: string) => {
    const field = box.current;
    if (field === null) return;
    if (field.value.trim() === '') setText(firstRows(path));
    else {
      field.setRangeText(quoted(path), field.selectionStart, field.selectionEnd, 'end');
      setText(field.value);
    }
    field.focus();
  };
  return (
    <div className={classes.page}>
      <h2 className="only-heard">{say('section.query')}</h2>
      <form
        className={classes.form}
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          run();
        }}
      >
        <div className={classes.editor}>
          <Textarea
            ref={box}
            label={say('query.statement')}
            description={say('query.hint')}
            classNames={{ input: classes.text ?? '' }}
            rows={7}
            resize="vertical"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            error={problem}
            value={text}
            onChange={(event) => { setText(event.currentTarget.value); }}
            onKeyDown={onKeyDown}
          />
          <div className={classes.buttons}>
            <Button type="submit" disabled={isFetching}>
              {say('query.run')}
            </Button>
            <Button variant="default" disabled={!isFetching} onClick={cancel}>
              {say('common.cancel')}
            </Button>
            <p className="meta" role="status">
              {isFetching ? say('query.running') : cancelled ? say('query.cancelled') : ''}
            </p>
          </div>
          {error && !isFetching && !cancelled && <Refusal error={error} onRetry={() => void refetch()} />}
        </div>
        <TableList onChoose={insert} />
      </form>
      {data !== undefined && !cancelled && <QueryResult sql={sql} found={data} limit={limit} busy={isFetching} onMore={setLimit} />}
    </div>
  );
}

/** What the server says to the statement, in its words; where it may do the next time, a way to try. */
function Refusal({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
    return (
      <pre className={classes.refusal} role="alert">
        {error.message}
      </pre>
    );
  }
  return <Failure error={error} what={say('thing.result')} onRetry={onRetry} />;
}
