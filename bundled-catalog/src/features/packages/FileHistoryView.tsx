import { Badge, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { Time } from '../../components/marks/Marks';
import { Failure, Loading } from '../../components/states/States';
import type { FileHistory } from '../../lib/api-types';
import { shortHash } from '../../lib/format';
import { comparePath, type Place, placePath } from '../../lib/places';
import { say, sayRich } from '../../lib/texts';
import { fileHistoryQuery } from './api';
import { ChangeMark } from './ChangeMark';
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
  if (error && data === undefined) return <Failure error={error} what={say('thing.history')} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what={say('thing.history')} lines={3} />;
  const looked = data.pages.reduce((sum, page) => sum + page.looked, 0);
  return (
    <>
      <ol className={classes.list} aria-label={say('history.list')}>
        {changes.map((change, index) => (
          <li key={`${change.hash}-${index}`} className={classes.row}>
            <Change place={place} path={path} change={change} />
          </li>
        ))}
      </ol>
      <p className="meta" role="status">
        {looksOn && error === null
          ? say('history.looking', { looked, n: counts.revisions })
          : hasNextPage
            ? say('history.last', { n: changes.length })
            : say('history.all', { changes: changes.length, revisions: looked })}
      </p>
      {hasNextPage && !looksOn && (
        <Button variant="default" onClick={() => { setWanted(wanted + AT_ONCE); }}>
          {say('common.showMore')}
        </Button>
      )}
      {error && <Failure error={error} what={say('thing.moreHistory')} onRetry={() => void fetchNextPage()} />}
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
        <span aria-hidden="true">{say(`history.${change}`)}</span>
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
        {sayRich('revision.pushed', { author, time: <Time at={created} /> })}
        {' · '}
        {previous === null ? (
          say('history.first')
        ) : (
          <Link to={`${comparePath(place, previous, hash)}?${new URLSearchParams({ find: path }).toString()}`} aria-label={say('revision.whatIn', { hash: shortHash(hash) })}>
            {say('revision.what')}
          </Link>
        )}
      </div>
    </>
  );
}
