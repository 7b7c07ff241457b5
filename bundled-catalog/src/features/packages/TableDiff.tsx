import { Button, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure, Loading } from '../../components/states/States';
import { ApiError } from '../../lib/api-client';
import type { Cell, TableChanges } from '../../lib/api-types';
import type { Place } from '../../lib/places';
import { say, sayRich } from '../../lib/texts';
import classes from './Compare.module.css';
import { tableChangesQuery } from './table-api';
import { cellText } from './table-cells';

interface Props {
  readonly place: Place;
  readonly base: string;
  readonly head: string;
  readonly path: string;
  /** Path in the base of what was moved. */
  readonly from: string | null;
}

const BY_PLACE = '';

const signs = { added: '+', removed: '-', changed: '~' } as const;

/** Columns and rows that differ between two states of a table; rows belong together by their place, or by a column that names them. */
export function TableDiff({ place, base, head, path, from }: Props) {
  const [key, setKey] = useState(BY_PLACE);
  const query = tableChangesQuery(place, base, head, path, from, key === BY_PLACE ? undefined : key);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({ ...query, placeholderData: keepPreviousData });
  const [first] = data?.pages ?? [];
  const choice = first !== undefined && (
    <Select
      label={say('tableDiff.by')}
      data={[{ value: BY_PLACE, label: say('tableDiff.place') }, ...first.columns.filter(({ change }) => change === 'same').map(({ name }) => ({ value: name, label: name }))]}
      value={key}
      allowDeselect={false}
      onChange={(chosen) => { setKey(chosen ?? BY_PLACE); }}
    />
  );
  if (error) {
    return (
      <>
        {choice}
        {error instanceof ApiError && error.status === 422 ? (
          <p className="quiet" role="alert">
            {say('tableDiff.failed', { message: error.message })}
          </p>
        ) : (
          <Failure error={error} what={say('thing.tableChanges')} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  if (first === undefined) return <Loading what={say('thing.tableChanges')} lines={3} />;
  const lines = data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <>
      <Numbers found={first} />
      {choice}
      {lines.length > 0 && <Lines columns={first.columns} lines={lines} />}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('tableDiff.more')}
        </Button>
      )}
    </>
  );
}

function Numbers({ found: { rows, counts, columns, partial } }: { readonly found: TableChanges }) {
  const changed = columns.flatMap(({ change, ...column }) => (change === 'same' ? [] : [{ ...column, change }]));
  return (
    <>
      <p>
        {say(rows.before === rows.after ? 'tableDiff.same' : 'tableDiff.other', { before: rows.before, rows: rows.after, ...counts })}
      </p>
      {changed.length > 0 && (
        <ul className={classes.columns}>
          {changed.map(({ name, change, before, after }) => (
            <li key={`${change} ${name}`}>
              {sayRich(`tableDiff.column.${change}`, { column: <code>{name}</code>, before, after })}
            </li>
          ))}
        </ul>
      )}
      {partial && <p className="quiet">{say('tableDiff.partial')}</p>}
    </>
  );
}

function Lines({ columns, lines }: { readonly columns: TableChanges['columns']; readonly lines: TableChanges['lines'] }) {
  return (
    // Keyboards must be able to move a table that is wider than the page.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.diff} role="group" aria-label={say('tableDiff.rows')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="only-heard">{say('tableDiff.change')}</span>
            </th>
            {columns.map(({ name }, index) => (
              <th key={index} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ change, before, after, cells }, index) => (
            <tr key={index} data-sign={signs[change]}>
              <td className={classes.sign}>
                <span aria-hidden="true">{signs[change]}</span>
                <span className="only-heard">{say(`line.${change}`)}</span>
              </td>
              {columns.map(({ name }, column) => (
                <td key={`${name} ${column}`} className={classes.text}>
                  {change === 'changed' && cells.includes(column) ? (
                    <>
                      <del>{shown(before?.[column])}</del> <ins>{shown(after?.[column])}</ins>
                    </>
                  ) : (
                    shown((after ?? before)?.[column])
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shown(cell: Cell | undefined): string {
  return cell === null ? 'null' : cellText(cell);
}
