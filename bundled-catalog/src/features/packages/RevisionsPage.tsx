import { Badge, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { CopyButton } from '../../components/marks/CopyButton';
import { Time } from '../../components/marks/Marks';
import { Failure, Loading } from '../../components/states/States';
import type { Revisions } from '../../lib/api-types';
import { bytes, counted, shortHash } from '../../lib/format';
import { comparePath, type Place, placePath } from '../../lib/places';
import { revisionsQuery } from './api';
import { usePlace } from './place';
import classes from './Revisions.module.css';

type Revision = Revisions['revisions'][number];

/** Every push, newest first, with what it changed. */
export function RevisionsPage() {
  const place = usePlace();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(revisionsQuery(place));
  if (error && data === undefined) return <Failure error={error} what="The revisions" onRetry={() => void refetch()} />;
  const first = data?.pages[0];
  if (data === undefined || first === undefined) return <Loading what="the revisions" />;
  const revisions = data.pages.flatMap((page) => page.revisions);
  return (
    <>
      <h2 className="only-heard">Revisions</h2>
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
            Showing {revisions.length} of {counted(first.total, 'revision')}.
          </p>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </>
      )}
      {error && <Failure error={error} what="More revisions" onRetry={() => void fetchNextPage()} />}
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
        <CopyButton text={revision.hash} label={`hash ${shortHash(revision.hash)}`} />
        {[...revision.tags, ...revision.versions].map((name) => (
          <Badge key={name} variant="light" tt="none" radius="sm">
            {name}
          </Badge>
        ))}
      </div>
      <div className="meta">
        {revision.author} pushed <Time at={revision.created} /> · {bytes(revision.size)} in {counted(revision.files, 'file')}
        {revision.changes !== null && revision.previous !== null && (
          <>
            {' · '}
            <span aria-hidden="true">
              +{revision.changes.added} −{revision.changes.removed} ~{revision.changes.changed}
            </span>
            <span className="only-heard">
              {revision.changes.added} added, {revision.changes.removed} removed, {revision.changes.changed} changed
            </span>
          </>
        )}
        {revision.previous !== null && revision.previous !== revision.hash && (
          <>
            {' · '}
            <Link to={comparePath(place, revision.previous, revision.hash)} aria-label={`What changed in ${shortHash(revision.hash)}`}>
              What changed
            </Link>
          </>
        )}
      </div>
    </>
  );
}
