import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure, Loading } from '../../components/states/States';
import { bytes, count } from '../../lib/format';
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
        Tables {data !== undefined && <span className="quiet">{count(data.total)}</span>}
      </h3>
      {finds && (
        <TextInput
          type="search"
          aria-label="Find a table"
          placeholder="Find a table"
          value={words}
          onChange={(event) => { setWords(event.currentTarget.value); }}
        />
      )}
      {error && <Failure error={error} what="The list of tables" onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading what="the tables" lines={3} />}
      {data?.total === 0 && (
        <p className="quiet">{asked === '' ? 'This revision has no tables. Parquet, CSV, TSV, JSON Lines and Excel count as such.' : `No table holds “${asked}”.`}</p>
      )}
      {data !== undefined && data.entries.length > 0 && (
        <ul className={classes.list}>
          {data.entries.map(({ path, size }) => (
            <li key={path}>
              <button type="button" className={classes.table} title={path} onClick={() => { onChoose(path); }}>
                <span className="only-heard">Insert </span>
                <span className="cut">{path}</span>
                <span className="quiet">{bytes(size)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {data !== undefined && data.entries.length < data.total && (
        <p className="meta">
          Showing {count(data.entries.length)} of {count(data.total)}.
        </p>
      )}
    </section>
  );
}
