import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { Empty, Failure, Loading } from '../../components/states/States';
import { ApiError } from '../../lib/api-client';
import type { Change, Compare } from '../../lib/api-types';
import { bytes, count, shortHash, timeText } from '../../lib/format';
import { comparePath, type Place, placePath } from '../../lib/places';
import { say } from '../../lib/texts';
import { useFilters } from '../../lib/use-filters';
import { useRoomy } from '../../lib/use-wide';
import { compareQuery, lastRevisionsQuery } from './api';
import { ChangedPaths } from './ChangedPaths';
import { marks } from './ChangeMark';
import { ChangeView, idOf } from './ChangeView';
import classes from './Compare.module.css';
import { usePlace } from './place';

const KINDS = ['added', 'removed', 'changed', 'moved'] as const;

/** What is different between two revisions, path by path. */
export function ComparePage() {
  const place = usePlace();
  const { range = '' } = useParams();
  const [base, head] = range.split('...');
  if (base === undefined || base === '' || head === undefined || head === '') {
    return <Empty action={<Link to={placePath(place, 'revisions')}>{say('package.allRevisions')}</Link>}>{say('compare.noRange')}</Empty>;
  }
  return <Comparison place={place} base={base} head={head} />;
}

interface Props {
  readonly place: Place;
  readonly base: string;
  readonly head: string;
}

function Comparison({ place, base, head }: Props) {
  const { get, set } = useFilters();
  const roomy = useRoomy();
  const change = get('change');
  const words = get('find');
  const [asked] = useDebouncedValue(words.trim(), 150);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(compareQuery(place, base, head, change, asked));
  const first = data?.pages[0];
  const changes = data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h2>{say('compare.title')}</h2>
        <Choice {...{ place, base, head }} found={first} />
      </div>
      {error instanceof ApiError && error.status === 404 ? (
        <div role="alert">
          <Empty action={<Link to={placePath(place, 'revisions')}>{say('package.allRevisions')}</Link>}>{error.message}</Empty>
        </div>
      ) : (
        error && <Failure error={error} what={say('thing.comparison')} onRetry={() => void refetch()} />
      )}
      {!error && first === undefined && <Loading what={say('thing.comparison')} />}
      {first !== undefined && !(error instanceof ApiError && error.status === 404) && (
        <>
          <Summary summary={first.summary} />
          {differs(first.summary) && (
            <div className={classes.tools} role="group" aria-label={say('compare.which')}>
              {KINDS.filter((kind) => first.summary[kind] > 0).map((kind) => (
                <Button
                  key={kind}
                  variant="default"
                  aria-pressed={change === kind}
                  className={classes.kind ?? ''}
                  onClick={() => { set('change', change === kind ? '' : kind); }}
                >
                  {say(marks[kind].word)} {count(first.summary[kind])}
                </Button>
              ))}
              <TextInput
                className={classes.find ?? ''}
                type="search"
                aria-label={say('compare.find')}
                placeholder={say('compare.find')}
                value={words}
                onChange={(event) => { set('find', event.currentTarget.value); }}
              />
            </div>
          )}
          {differs(first.summary) && changes.length === 0 && <Empty>{say('compare.none')}</Empty>}
          <div className={classes.beside}>
            {roomy && changes.length > 1 && <ChangedPaths changes={changes} onOpen={goTo} />}
            <div className={classes.changes}>
              {changes.map((one) => (
                <ChangeView key={idOf(one)} place={place} base={first.base.hash} head={first.head.hash} change={one} />
              ))}
              {hasNextPage && (
                <>
                  <p className="meta">
                    {say('compare.some', { shown: changes.length, n: first.total })}
                  </p>
                  <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                    {say('common.showMore')}
                  </Button>
                </>
              )}
            </div>
          </div>
        </>
      )}
    </div>
  );
}

/** Opens what shows that change, and leads keyboards and eyes there. */
function goTo(change: Change) {
  const view = document.getElementById(idOf(change));
  if (!(view instanceof HTMLDetailsElement)) return;
  view.open = true;
  view.scrollIntoView({ block: 'start' });
  view.querySelector('summary')?.focus({ preventScroll: true });
}

function differs({ added, removed, changed, moved }: Compare['summary']): boolean {
  return added + removed + changed + moved > 0;
}

function Summary({ summary }: { readonly summary: Compare['summary'] }) {
  if (!differs(summary)) return <Empty>{say('compare.same')}</Empty>;
  const parts = KINDS.filter((kind) => summary[kind] > 0).map((kind) => say(`compare.${kind}`, { n: summary[kind] }));
  return (
    <p className={classes.summary} role="status">
      {say('compare.summary', { changes: parts.join(', '), more: bytes(summary.bytes_added), less: bytes(summary.bytes_removed) })}
    </p>
  );
}

/** The two revisions; others can be chosen, and the two can change places. */
function Choice({ place, base, head, found }: Props & { readonly found: Compare | undefined }) {
  const go = useNavigate();
  const { data } = useQuery(lastRevisionsQuery(place));
  const known = new Map<string, string>();
  for (const { hash, tags, versions, created } of data ?? []) {
    if (!known.has(hash)) known.set(hash, [shortHash(hash), ...tags, ...versions, timeText(created)].join(' · '));
  }
  const options = (chosen: string) => {
    if (!known.has(chosen)) known.set(chosen, shortHash(chosen));
    return [...known].map(([value, label]) => ({ value, label }));
  };
  const from = found?.base.hash ?? base;
  const to = found?.head.hash ?? head;
  return (
    <div className={classes.choice}>
      <Select label={say('word.from')} data={options(from)} value={from} allowDeselect={false} onChange={(chosen) => void go(comparePath(place, chosen ?? from, to))} />
      <Select label={say('word.to')} data={options(to)} value={to} allowDeselect={false} onChange={(chosen) => void go(comparePath(place, from, chosen ?? to))} />
      <Button component={Link} to={comparePath(place, head, base)} variant="default">
        {say('compare.swap')}
      </Button>
    </div>
  );
}
