import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Empty, Failure, Loading } from '../../components/states/States';
import { bytes } from '../../lib/format';
import { archivePath } from '../../lib/places';
import { say } from '../../lib/texts';
import { useFilters } from '../../lib/use-filters';
import { findQuery, type Sort, treeQuery } from './api';
import { EntryTable } from './EntryTable';
import classes from './Files.module.css';
import { usePackage, usePinned, usePlace } from './place';

const sorts: readonly Sort[] = ['name', '-name', 'size', '-size', 'files', '-files', 'type', '-type'];

function sortOf(word: string): Sort {
  return sorts.find((sort) => sort === word) ?? 'name';
}

/** What is in a folder, and a field that looks through the whole revision. Filter and order are in the address. */
export function FolderView({ path }: { readonly path: string }) {
  const place = usePlace();
  const { revision } = usePackage();
  const { get, set } = useFilters();
  const words = get('find');
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          className={classes.find ?? ''}
          type="search"
          aria-label={say('files.find')}
          placeholder={say('files.find')}
          value={words}
          onChange={(event) => { set('find', event.currentTarget.value); }}
        />
        <Button component="a" href={archivePath(place, revision.hash, path)} variant="subtle">
          {path === '' ? say('files.downloadAll') : say('files.downloadFolder')}
        </Button>
      </div>
      {words.trim() === '' ? (
        <Listing path={path} sort={sortOf(get('sort'))} onSort={(sort) => { set('sort', sort === 'name' ? '' : sort); }} />
      ) : (
        <Found words={words.trim()} />
      )}
    </>
  );
}

function Listing({ path, sort, onSort }: { readonly path: string; readonly sort: Sort; readonly onSort: (sort: string) => void }) {
  const place = usePlace();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(treeQuery(usePinned(), path, sort));
  if (error && data === undefined) return <Failure error={error} what={say('thing.files')} onRetry={() => void refetch()} />;
  const first = data?.pages[0];
  if (data === undefined || first === undefined) return <Loading what={say('thing.files')} />;
  const entries = data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <Empty>{say('files.empty')}</Empty>;
  return (
    <>
      <EntryTable entries={entries} place={place} sort={sort} onSort={onSort} />
      <p className="meta">
        {hasNextPage && `${say('files.some', { shown: entries.length, n: first.total })} `}
        {say('files.size', { size: bytes(first.size), n: first.files })}
      </p>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('common.showMore')}
        </Button>
      )}
      {error && <Failure error={error} what={say('thing.moreFiles')} onRetry={() => void fetchNextPage()} />}
    </>
  );
}

function Found({ words }: { readonly words: string }) {
  const place = usePlace();
  const [asked] = useDebouncedValue(words, 150);
  const { data, error, refetch } = useQuery(findQuery(usePinned(), asked));
  if (error) return <Failure error={error} what={say('thing.theMatching')} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what={say('thing.matching')} />;
  if (data.total === 0) return <Empty>{say('files.noMatch', { words })}</Empty>;
  return (
    <>
      <EntryTable entries={data.entries} place={place} paths />
      <p className="meta" role="status">
        {say(data.entries.length < data.total ? 'files.someMatches' : 'files.matches', { shown: data.entries.length, n: data.total })}
      </p>
    </>
  );
}
