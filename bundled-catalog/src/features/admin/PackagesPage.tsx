import { Badge, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Time, VisibilityMark } from '../../components/marks/Marks';
import { type DataColumn, DataTable } from '../../components/table/DataTable';
import type { AdminPackages } from '../../lib/api-types';
import { bytes, count } from '../../lib/format';
import { placePath } from '../../lib/places';
import { said, say } from '../../lib/texts';
import { given, useFilters } from '../../lib/use-filters';
import classes from './Admin.module.css';
import { packagesQuery } from './api';
import { Listing } from './Listing';

type Line = AdminPackages['packages'][number];

const FILTERS = [
  { value: '', word: 'packages.present' },
  { value: 'deleted', word: 'packages.deleted' },
  { value: 'all', word: 'packages.all' },
] as const;

const columns = (): readonly DataColumn<Line>[] => [
  {
    key: 'name',
    word: say('word.package'),
    sort: 'name',
    cell: ({ owner, name, deleted }) =>
      deleted ? (
        <span className={classes.named}>
          {owner}/{name}
          <Badge variant="default" tt="none" radius="sm">
            {say('packages.isDeleted')}
          </Badge>
        </span>
      ) : (
        <Link to={placePath({ owner, name })}>
          {owner}/{name}
        </Link>
      ),
  },
  { key: 'visibility', word: say('search.visibility'), cell: ({ visibility }) => visibility !== null && <VisibilityMark visibility={visibility} /> },
  { key: 'size', word: say('search.by.size'), sort: 'size', number: true, cell: ({ size }) => bytes(size) },
  { key: 'revisions', word: say('palette.revisions'), number: true, cell: ({ revisions }) => count(revisions) },
  { key: 'installs', word: say('word.installs'), sort: 'installs', number: true, cell: ({ installs }) => count(installs) },
  { key: 'previews', word: say('word.views'), number: true, cell: ({ previews }) => count(previews) },
  { key: 'pushed', word: say('packages.lastPush'), sort: 'last_push', cell: ({ last_push: pushed }) => (pushed === null ? say('word.never') : <Time at={pushed} />) },
  {
    key: 'events',
    word: '',
    number: true,
    cell: ({ owner, name }) => (
      <Link to={`/admin/audit?package=${encodeURIComponent(`${owner}/${name}`)}`} aria-label={say('packages.eventsOf', { handle: `${owner}/${name}` })}>
        {say('word.events')}
      </Link>
    ),
  },
];

/** Every package of everybody, also the deleted ones. */
export function PackagesPage() {
  const { get, set } = useFilters();
  const [words] = useDebouncedValue(get('q'), 150);
  const sort = get('sort') === '' ? 'name' : get('sort');
  const list = useInfiniteQuery(packagesQuery({ q: given(words), filter: given(get('filter')), sort }));
  const [first] = list.data?.pages ?? [];
  const packages = list.data?.pages.flatMap((page) => page.packages) ?? [];
  return (
    <>
      <div className={classes.tools}>
        <h2>{say('admin.page.packages')}</h2>
        <TextInput
          className={classes.find ?? ''}
          type="search"
          aria-label={say('packages.find')}
          placeholder={say('packages.find')}
          value={get('q')}
          onChange={(event) => { set('q', event.currentTarget.value); }}
        />
        <Select aria-label={say('packages.which')} data={said(FILTERS).map(({ value, word }) => ({ value, label: word }))} value={get('filter')} allowDeselect={false} w={160} onChange={(value) => { set('filter', value); }} />
      </div>
      <Listing list={list} shown={packages.length} total={first?.total} kind="packages" none={say('packages.none')}>
        <DataTable
          label={say('admin.page.packages')}
          columns={columns()}
          rows={packages}
          rowKey={({ owner, name, deleted }) => `${owner}/${name}/${String(deleted)}`}
          sort={sort}
          onSort={(chosen) => { set('sort', chosen === 'name' ? '' : chosen); }}
        />
      </Listing>
    </>
  );
}
