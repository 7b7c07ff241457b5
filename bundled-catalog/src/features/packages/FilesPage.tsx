import { Failure, Loading } from '../../components/states/States';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { ApiError } from '../../lib/api-client';
import { say, sayRich } from '../../lib/texts';
import { useRoomy } from '../../lib/use-wide';
import { nodeQuery } from './api';
import { Breadcrumb } from './Breadcrumb';
import { FileView } from './FileView';
import { FolderView } from './FolderView';
import classes from './Files.module.css';
import { MetadataView } from './later';
import { useFilePath, usePackage, usePinned, usePlace } from './place';
import { TreePane } from './TreePane';

/** A folder or a file of a revision, whatever the address names; beside it, where there is room, the tree of all. */
export function FilesPage() {
  const place = usePlace();
  const shown = usePackage();
  const path = useFilePath();
  const roomy = useRoomy();
  return (
    <div className={classes.beside}>
      <h2 className="only-heard">{say('palette.files')}</h2>
      {roomy && <TreePane key={shown.revision.hash} place={place} path={path} />}
      <div className={classes.page}>
        <Breadcrumb place={place} path={path} />
        {path === '' ? <FolderView key={shown.revision.hash} path="" /> : <Below key={`${shown.revision.hash}/${path}`} path={path} />}
      </div>
    </div>
  );
}

function Below({ path }: { readonly path: string }) {
  const place = usePinned();
  const { data, error, refetch } = useQuery(nodeQuery(place, path));
  if (error instanceof ApiError && error.status === 404) {
    return (
      <p className="quiet" role="alert">
        {sayRich('files.nothingAt', { path: <code>{path}</code> })}
      </p>
    );
  }
  if (error) return <Failure error={error} what={say('thing.path')} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what={path} />;
  if (data.kind !== 'group') return <FileView node={data} />;
  return (
    <>
      {data.metadata_hash !== null && (
        <details>
          <summary>{say('files.folderMetadata')}</summary>
          <Suspense fallback={<Loading what={say('thing.metadata')} lines={2} />}>
            <MetadataView node={data} />
          </Suspense>
        </details>
      )}
      <FolderView path={path} />
    </>
  );
}
