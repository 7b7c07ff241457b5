import { Button, Pagination, Select } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { Marked } from '../../components/marks/Marked';
import { PackageList } from '../../components/packages/PackageList';
import { Empty, Failure, Loading } from '../../components/states/States';
import { api } from '../../lib/api-client';
import type { Facet, Hit, Search } from '../../lib/api-types';
import { siteName, useConfig } from '../../lib/config-context';
import { count, counted } from '../../lib/format';
import classes from './Search.module.css';

const FILTERS = [
  { key: 'owner', word: 'Owner' },
  { key: 'visibility', word: 'Visibility' },
  { key: 'tag', word: 'Tag' },
  { key: 'type', word: 'Kind of file' },
] as const;

const ORDERS = [
  { value: 'relevance', label: 'Best first' },
  { value: 'updated', label: 'Last updated' },
  { value: 'name', label: 'Name' },
  { value: 'size', label: 'Size' },
];

/** All of a search is in the address, so this is the query as well. */
const searchQuery = (params: URLSearchParams) =>
  queryOptions({
    queryKey: ['search', params.toString()],
    queryFn: ({ signal }) => api.get<Search>('/api/ui/search', { signal, query: Object.fromEntries(params) }),
    placeholderData: keepPreviousData,
  });

export function SearchPage() {
  const config = useConfig();
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = useQuery(searchQuery(params));
  const set = (key: string, value: string | null) => {
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (value === null) after.delete(key);
      else after.set(key, value);
      // Another search begins with its first page.
      if (key !== 'page') after.delete('page');
      return after;
    });
  };
  const words = params.get('q') ?? '';
  return (
    <div className={classes.page}>
      <title>{`${words === '' ? 'All packages' : words} · ${siteName(config)}`}</title>
      <h1>{words === '' ? 'All packages' : `Packages for “${words}”`}</h1>
      {error && <Failure error={error} what="The search" onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what="the results" />}
      {data !== undefined && (
        <div className={classes.columns}>
          <Filters params={params} facets={data.facets} onSet={set} />
          <Results found={data} order={params.get('sort') ?? 'relevance'} onSet={set} />
        </div>
      )}
    </div>
  );
}

interface FiltersProps {
  readonly params: URLSearchParams;
  readonly facets: Search['facets'];
  readonly onSet: (key: string, value: string | null) => void;
}

/** Beside the results, and where there is no room for that, folded above them. */
function Filters({ params, facets, onSet }: FiltersProps) {
  const [open, { toggle }] = useDisclosure(false);
  const id = useId();
  const chosen = FILTERS.filter(({ key }) => params.has(key)).length;
  return (
    <aside aria-label="Filters">
      <Button className={classes.fold ?? ''} variant="default" aria-expanded={open} aria-controls={id} onClick={toggle}>
        {chosen === 0 ? 'Filters' : `Filters (${chosen} set)`}
      </Button>
      <div id={id} className={classes.filters} data-open={open}>
        {FILTERS.map(({ key, word }) => (
          <Filter key={key} word={word} values={facets[key]} chosen={params.get(key)} onChoose={(value) => { onSet(key, value); }} />
        ))}
      </div>
    </aside>
  );
}

interface FilterProps {
  readonly word: string;
  readonly values: Facet;
  readonly chosen: string | null;
  readonly onChoose: (value: string | null) => void;
}

function Filter({ word, values, chosen, onChoose }: FilterProps) {
  if (values.length === 0 && chosen === null) return null;
  return (
    <fieldset className={classes.filter}>
      <legend>{word}</legend>
      {values.slice(0, 8).map(({ value, count: number }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          className={classes.value}
          onClick={() => { onChoose(value === chosen ? null : value); }}
        >
          <span className="cut">{value === '' ? 'none' : value}</span>
          <span className="quiet">{count(number)}</span>
        </button>
      ))}
      {chosen !== null && !values.some(({ value }) => value === chosen) && (
        <Button variant="subtle" size="compact-sm" onClick={() => { onChoose(null); }}>
          Remove {chosen}
        </Button>
      )}
    </fieldset>
  );
}

interface ResultsProps {
  readonly found: Search;
  readonly order: string;
  readonly onSet: (key: string, value: string | null) => void;
}

function Results({ found, order, onSet }: ResultsProps) {
  return (
    <div className={classes.results}>
      <div className={classes.tools}>
        <p className="meta" role="status">
          {counted(found.total, 'package')}
        </p>
        <Select
          aria-label="Order"
          data={ORDERS}
          value={order}
          allowDeselect={false}
          onChange={(value) => { onSet('sort', value === 'relevance' ? null : value); }}
        />
      </div>
      {found.packages.length === 0 ? (
        <Empty>No package that you may see matches. Try fewer words or remove a filter.</Empty>
      ) : (
        <PackageList label="Packages" items={found.packages.map(item)} />
      )}
      {found.pages > 1 && (
        <Pagination
          total={found.pages}
          value={found.page}
          onChange={(page) => { onSet('page', page === 1 ? null : String(page)); }}
          getControlProps={(control) => ({ 'aria-label': `${control} page` })}
          getItemProps={(page) => ({ 'aria-label': `Page ${page}` })}
        />
      )}
    </div>
  );
}

function item(hit: Hit) {
  return {
    ...hit,
    handle: (
      <>
        <Marked text={hit.owner} marks={hit.owner_marks} />/<Marked text={hit.name} marks={hit.name_marks} />
      </>
    ),
    description: hit.snippet === null ? null : <Marked text={hit.snippet.text} marks={hit.snippet.marks} />,
  };
}
