import { Badge, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { Time } from '../../components/marks/Marks';
import { Failure, Loading } from '../../components/states/States';
import type { FileHistory } from '../../lib/api-types';
import { count, counted, shortHash } from '../../lib/format';
import { comparePath, type Place, placePath } from '../../lib/places';
import { fileHistoryQuery } from './api';
import { ChangeMark, marks } from './ChangeMark';
import { usePackage, usePlace } from './place';
import classes from './Revisions.module.css';

/** How many changes are looked for before somebody asks for more. */
const AT_ONCE = 20;

/** The revisions in which a file changed, newest first. Looks on by itself until it has found some, or all. */
export function FileHistoryView({ path }: { readonly path: string }) {
  const place = usePlace();
  const { counts } = usePackage();
  const [wanted, setWanted] = useState(AT_ONCE);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(fileHistoryQuery(place, path));
  const changes = data?.pages.flatMap((page) => page.changes) ?? [];
  const looksOn = hasNextPage && changes.length < wanted;
  useEffect(() => {
    if (looksOn && !isFetching && error === null) void fetchNextPage();
  }, [looksOn, isFetching, error, fetchNextPage]);
  if (error && data === undefined) return <Failure error={error} what="The history" onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the history" lines={3} />;
  const looked = data.pages.reduce((sum, page) => sum + page.looked, 0);
  return (
    <>
      <ol className={classes.list} aria-label="Revisions in which this file changed">
        {changes.map((change, index) => (
          <li key={`${change.hash}-${index}`} className={classes.row}>
            <Change place={place} path={path} change={change} />
          </li>
        ))}
      </ol>
      <p className="meta" role="status">
        {looksOn && error === null
          ? `Looking for more: ${count(looked)} of ${counted(counts.revisions, 'revision')} compared so far.`
          : hasNextPage
            ? `Showing the last ${counted(changes.length, 'change')}.`
            : `${counted(changes.length, 'change')} in ${counted(looked, 'revision')}.`}
      </p>
      {hasNextPage && !looksOn && (
        <Button variant="default" onClick={() => { setWanted(wanted + AT_ONCE); }}>
          Show more
        </Button>
      )}
      {error && <Failure error={error} what="More of the history" onRetry={() => void fetchNextPage()} />}
    </>
  );
}

interface Props {
  readonly place: Place;
  readonly path: string;
  readonly change: FileHistory['changes'][number];
}

function Change({ place, path, change: { hash, author, created, change, previous, tags, versions } }: Props) {
  const there = { ...place, rev: hash };
  return (
    <>
      <div className={classes.main}>
        <ChangeMark kind={change} />
        <span aria-hidden="true">{marks[change].word} in</span>
        <Link to={change === 'removed' ? placePath(there) : placePath(there, 'files', path)}>
          <code>{shortHash(hash)}</code>
        </Link>
        {[...tags, ...versions].map((name) => (
          <Badge key={name} variant="light" tt="none" radius="sm">
            {name}
          </Badge>
        ))}
      </div>
      <div className="meta">
        {author} pushed <Time at={created} />
        {' · '}
        {previous === null ? (
          'the first revision'
        ) : (
          <Link to={`${comparePath(place, previous, hash)}?${new URLSearchParams({ find: path }).toString()}`} aria-label={`What changed in ${shortHash(hash)}`}>
            What changed
          </Link>
        )}
      </div>
    </>
  );
}
