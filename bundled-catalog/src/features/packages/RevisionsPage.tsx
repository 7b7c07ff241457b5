import { Badge, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { CopyButton } from '../../components/marks/CopyButton';
import { Time } from '../../components/marks/Marks';
import { Failure, Loading } from '../../components/states/States';
import type { Revisions } from '../../lib/api-types';
import { bytes, shortHash } from '../../lib/format';
import { comparePath, type Place, placePath } from '../../lib/places';
import { say, sayRich } from '../../lib/texts';
import { revisionsQuery } from './api';
import { usePlace } from './place';
import classes from './Revisions.module.css';

type Revision = Revisions['revisions'][number];

/** Every push, newest first, with what it changed. */
export function RevisionsPage() {
  const place = usePlace();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(revisionsQuery(place));
  if (error && data === undefined) return <Failure error={error} what={say('thing.revisions')} onRetry={() => void refetch()} />;
  const first = data?.pages[0];
  if (data === undefined || first === undefined) return <Loading what={say('thing.revisions')} />;
  const revisions = data.pages.flatMap((page) => page.revisions);
  return (
    <>
      <h2 className="only-heard">{say('palette.revisions')}</h2>
      <ol className={classes.list}>
        {revisions.map((revision, index) => (
          <li key={`${revision.hash}-${index}`} className={classes.row}>
            <RevisionRow place={place} revision={revision} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <>
          <p className="meta">
            {say('revisions.some', { shown: revisions.length, n: first.total })}
          </p>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {say('common.showMore')}
          </Button>
        </>
      )}
      {error && <Failure error={error} what={say('thing.moreRevisions')} onRetry={() => void fetchNextPage()} />}
    </>
  );
}

function RevisionRow({ place, revision }: { readonly place: Place; readonly revision: Revision }) {
  return (
    <>
      <div className={classes.main}>
        <Link to={placePath({ ...place, rev: revision.hash })}>
          <code>{shortHash(revision.hash)}</code>
        </Link>
        <CopyButton text={revision.hash} label={say('revision.hash', { hash: shortHash(revision.hash) })} />
        {[...revision.tags, ...revision.versions].map((name) => (
          <Badge key={name} variant="light" tt="none" radius="sm">
            {name}
          </Badge>
        ))}
      </div>
      <div className="meta">
        {sayRich('revision.pushed', { author: revision.author, time: <Time at={revision.created} /> })} · {say('revision.size', { size: bytes(revision.size), n: revision.files })}
        {revision.changes !== null && revision.previous !== null && (
          <>
            {' · '}
            <span aria-hidden="true">
              +{revision.changes.added} −{revision.changes.removed} ~{revision.changes.changed}
            </span>
            <span className="only-heard">
              {say('revision.changes', { ...revision.changes })}
            </span>
          </>
        )}
        {revision.previous !== null && revision.previous !== revision.hash && (
          <>
            {' · '}
            <Link to={comparePath(place, revision.previous, revision.hash)} aria-label={say('revision.whatIn', { hash: shortHash(revision.hash) })}>
              {say('revision.what')}
            </Link>
          </>
        )}
      </div>
    </>
  );
}
