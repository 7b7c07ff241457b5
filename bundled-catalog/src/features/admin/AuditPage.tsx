import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { Time } from '../../components/marks/Marks';
import { useNotices } from '../../components/notices/notices-context';
import { type DataColumn, DataTable } from '../../components/table/DataTable';
import type { AdminAudit } from '../../lib/api-types';
import { shortHash } from '../../lib/format';
import { placePath } from '../../lib/places';
import { said, say } from '../../lib/texts';
import { given, useFilters } from '../../lib/use-filters';
import classes from './Admin.module.css';
import { allEvents, auditQuery } from './api';
import { eventsCsv, offer } from './export';
import { Listing } from './Listing';

type Event = AdminAudit['events'][number];

const TYPES = [
  { value: '', word: 'audit.all' },
  { value: 'PUSH', word: 'audit.push' },
  { value: 'INSTALL', word: 'audit.install' },
  { value: 'PREVIEW', word: 'audit.view' },
  { value: 'DELETE', word: 'audit.delete' },
] as const;

const DAY = 86_400;

/** The day's beginning or end in the reader's time zone, in Unix seconds. */
function seconds(day: string, end: boolean): string | undefined {
  const time = Date.parse(`${day}T00:00:00`);
  return Number.isNaN(time) ? undefined : String(time / 1000 + (end ? DAY : 0));
}

/** Everything that happened to packages, newest first. */
export function AuditPage() {
  const { get, set } = useFilters();
  const [user] = useDebouncedValue(get('user'), 300);
  const [handle] = useDebouncedValue(get('package'), 300);
  const query = {
    user: given(user),
    package: given(handle),
    type: given(get('type')),
    from: seconds(get('from'), false),
    to: seconds(get('to'), true),
  };
  const list = useInfiniteQuery(auditQuery(query));
  const events = list.data?.pages.flatMap((page) => page.events) ?? [];
  const columns: readonly DataColumn<Event>[] = [
    { key: 'time', word: say('audit.time'), cell: ({ created }) => <Time at={created} exact /> },
    {
      key: 'user',
      word: say('audit.user'),
      cell: ({ user: name }) => (name === null ? <span className="quiet">{say('audit.nobody')}</span> : <Only word={name} name={say('audit.only', { word: name })} onClick={() => { set('user', name); }} />),
    },
    { key: 'type', word: say('audit.event'), cell: ({ type }) => <Only word={say(`audit.type.${type}`)} name={say('audit.onlyKind', { word: say(`audit.type.${type}`) })} onClick={() => { set('type', type); }} /> },
    { key: 'package', word: say('word.package'), cell: ({ owner, name }) => <Only word={`${owner}/${name}`} name={say('audit.only', { word: `${owner}/${name}` })} onClick={() => { set('package', `${owner}/${name}`); }} /> },
    {
      key: 'hash',
      word: say('word.revision'),
      cell: ({ owner, name, hash }) =>
        hash !== null && (
          <Link to={placePath({ owner, name, rev: hash })}>
            <code>{shortHash(hash)}</code>
          </Link>
        ),
    },
  ];
  return (
    <>
      <div className={classes.tools}>
        <h2>{say('admin.page.audit')}</h2>
        <Export query={query} />
      </div>
      <div className={classes.filters} role="group" aria-label={say('search.filters')}>
        <TextInput label={say('audit.user')} autoComplete="off" value={get('user')} onChange={(event) => { set('user', event.currentTarget.value); }} />
        <TextInput label={say('audit.package')} autoComplete="off" value={get('package')} onChange={(event) => { set('package', event.currentTarget.value); }} />
        <Select label={say('audit.event')} data={said(TYPES).map(({ value, word }) => ({ value, label: word }))} value={get('type')} allowDeselect={false} onChange={(value) => { set('type', value); }} />
        <TextInput label={say('word.from')} type="date" value={get('from')} onChange={(event) => { set('from', event.currentTarget.value); }} />
        <TextInput label={say('word.to')} type="date" value={get('to')} onChange={(event) => { set('to', event.currentTarget.value); }} />
      </div>
      <Listing list={list} shown={events.length} kind="events" none={say('audit.none')}>
        <DataTable label={say('word.events')} columns={columns} rows={events} rowKey={({ id }) => String(id)} />
      </Listing>
    </>
  );
}

/** A value of the table that leaves only the rows like it. */
function Only({ word, name, onClick }: { readonly word: string; readonly name: string; readonly onClick: () => void }) {
  return (
    <button type="button" className={classes.only} aria-label={name} onClick={onClick}>
      {word}
    </button>
  );
}

/** All events that fit, as a file. */
function Export({ query }: { readonly query: Readonly<Record<string, string | undefined>> }) {
  const notices = useNotices();
  const [read, setRead] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  const save = (format: 'csv' | 'json') => {
    const run = new AbortController();
    running.current = run;
    setRead(0);
    allEvents(query, setRead, run.signal)
      .then(
        (events) => {
          if (format === 'csv') offer('audit.csv', 'text/csv;charset=utf-8', eventsCsv(events));
          else offer('audit.json', 'application/json', JSON.stringify(events, null, 2));
        },
        (error: unknown) => {
          if (!run.signal.aborted) notices.show(say('audit.notSaved', { message: error instanceof Error ? error.message : String(error) }));
        },
      )
      .finally(() => { setRead(null); });
  };
  if (read !== null) {
    return (
      <div className={classes.export}>
        <span className="meta" role="status">
          {say('audit.read', { n: read })}
        </span>
        <Button variant="default" onClick={() => { running.current?.abort(); }}>
          {say('common.cancel')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.export}>
      <Button variant="default" onClick={() => { save('csv'); }}>
        {say('audit.csv')}
      </Button>
      <Button variant="default" onClick={() => { save('json'); }}>
        {say('audit.json')}
      </Button>
    </div>
  );
}
