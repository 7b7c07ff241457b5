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
import { count } from '../../lib/format';
import { say } from '../../lib/texts';
import classes from './Search.module.css';

const FILTERS = ['owner', 'visibility', 'tag', 'type'] as const;

const ORDERS = ['relevance', 'updated', 'name', 'size'] as const;

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
      <title>{`${words === '' ? say('palette.all') : words} · ${siteName(config)}`}</title>
      <h1>{words === '' ? say('palette.all') : say('search.for', { words })}</h1>
      {error && <Failure error={error} what={say('thing.search')} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what={say('thing.results')} />}
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
  const chosen = FILTERS.filter((key) => params.has(key)).length;
  return (
    <aside aria-label={say('search.filters')}>
      <Button className={classes.fold ?? ''} variant="default" aria-expanded={open} aria-controls={id} onClick={toggle}>
        {chosen === 0 ? say('search.filters') : say('search.filtersSet', { n: chosen })}
      </Button>
      <div id={id} className={classes.filters} data-open={open}>
        {FILTERS.map((key) => (
          <Filter key={key} word={say(`search.${key}`)} values={facets[key]} chosen={params.get(key)} onChoose={(value) => { onSet(key, value); }} />
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
          <span className="cut">{value === '' ? say('search.none') : value}</span>
          <span className="quiet">{count(number)}</span>
        </button>
      ))}
      {chosen !== null && !values.some(({ value }) => value === chosen) && (
        <Button variant="subtle" size="compact-sm" onClick={() => { onChoose(null); }}>
          {say('search.remove', { value: chosen })}
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
          {say('count.packages', { n: found.total })}
        </p>
        <Select
          aria-label={say('search.order')}
          data={ORDERS.map((value) => ({ value, label: say(`search.by.${value}`) }))}
          value={order}
          allowDeselect={false}
          onChange={(value) => { onSet('sort', value === 'relevance' ? null : value); }}
        />
      </div>
      {found.packages.length === 0 ? (
        <Empty>{say('search.nothing')}</Empty>
      ) : (
        <PackageList label={say('admin.page.packages')} items={found.packages.map(item)} />
      )}
      {found.pages > 1 && (
        <Pagination
          total={found.pages}
          value={found.page}
          onChange={(page) => { onSet('page', page === 1 ? null : String(page)); }}
          getControlProps={(control) => ({ 'aria-label': say(`search.page.${control}`) })}
          getItemProps={(page) => ({ 'aria-label': say('search.page', { page }) })}
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
