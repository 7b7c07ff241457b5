import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure, Loading } from '../../components/states/States';
import { bytes, count } from '../../lib/format';
import { say } from '../../lib/texts';
import { usePackage, usePlace } from './place';
import { tablesQuery } from './query-api';
import classes from './Query.module.css';

/** More tables than this get a field to find one. */
const FEW = 8;

/** The tables of the revision; choosing one puts its name into the statement. */
export function TableList({ onChoose }: { readonly onChoose: (path: string) => void }) {
  const place = usePlace();
  const { revision } = usePackage();
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 150);
  const { data, error, refetch } = useQuery(tablesQuery(place, revision.hash, asked));
  const finds = words !== '' || (data?.total ?? 0) > FEW;
  return (
    <section className={classes.tables} aria-labelledby="tables">
      <h3 id="tables" className={classes.heading}>
        {say('tables.title')} {data !== undefined && <span className="quiet">{count(data.total)}</span>}
      </h3>
      {finds && (
        <TextInput
          type="search"
          aria-label={say('tables.find')}
          placeholder={say('tables.find')}
          value={words}
          onChange={(event) => { setWords(event.currentTarget.value); }}
        />
      )}
      {error && <Failure error={error} what={say('thing.tableList')} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading what={say('thing.tables')} lines={3} />}
      {data?.total === 0 && (
        <p className="quiet">{asked === '' ? say('tables.none') : say('tables.noMatch', { words: asked })}</p>
      )}
      {data !== undefined && data.entries.length > 0 && (
        <ul className={classes.list}>
          {data.entries.map(({ path, size }) => (
            <li key={path}>
              <button type="button" className={classes.table} title={path} onClick={() => { onChoose(path); }}>
                <span className="only-heard">{say('tables.insert')} </span>
                <span className="cut">{path}</span>
                <span className="quiet">{bytes(size)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {data !== undefined && data.entries.length < data.total && (
        <p className="meta">
          {say('tables.some', { shown: data.entries.length, total: data.total })}
        </p>
      )}
    </section>
  );
}
