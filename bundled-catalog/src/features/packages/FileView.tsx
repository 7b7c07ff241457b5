import { Button, Tabs } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Link } from 'react-router';
import { CopyButton } from '../../components/marks/CopyButton';
import { Time } from '../../components/marks/Marks';
import { Loading } from '../../components/states/States';
import type { Node } from '../../lib/api-types';
import { bytes, shortHash } from '../../lib/format';
import { placePath, queryPath, rawPath } from '../../lib/places';
import { say, sayRich } from '../../lib/texts';
import { useFilters } from '../../lib/use-filters';
import { fileHistoryQuery } from './api';
import classes from './Files.module.css';
import { FileHistoryView, MetadataView } from './later';
import { usePackage, usePlace } from './place';
import { Preview } from './Preview';
import { kindOf } from './preview-kind';
import { firstRows } from './query-text';

const CONTENT = 'content';

/** What a file is, ways to get it, its content, what is noted about it, and when it changed. Which of these is in the address. */
export function FileView({ node }: { readonly node: Node }) {
  const place = usePlace();
  const { revision } = usePackage();
  const { get, set } = useFilters();
  const view = ['metadata', 'history'].find((word) => word === get('view')) ?? CONTENT;
  return (
    <>
      <div className={classes.head}>
        <strong>{node.original_name ?? node.name}</strong>
        <span className="meta">
          {node.kind === 'table' ? say('entry.table') : node.type === '' ? say('entry.file') : node.type.slice(1)}, {bytes(node.size)}
          {node.rows !== null && `, ${say('count.rows', { n: node.rows })}`}
          <LastChange path={node.path} />
        </span>
        <span>
          <CopyButton text={node.path} label={say('file.thePath', { path: node.path })}>{say('file.copyPath')}</CopyButton>
          {kindOf(node) === 'table' && (
            <Button component={Link} variant="subtle" size="compact-sm" to={queryPath(place, firstRows(node.path))}>
              {say('file.query')}
            </Button>
          )}
          {node.kind === 'file' && (
            <Button component="a" variant="subtle" size="compact-sm" href={rawPath(place, revision.hash, node.path)}>
              {say('file.raw')}
            </Button>
          )}
          <Button component="a" variant="default" size="compact-sm" href={rawPath(place, revision.hash, node.path, true)}>
            {say('common.download')}
          </Button>
        </span>
      </div>
      <Tabs value={view} onChange={(word) => { set('view', word === CONTENT ? '' : word); }} keepMounted={false}>
        <Tabs.List aria-label={say('file.views')}>
          <Tabs.Tab value={CONTENT}>{say('file.content')}</Tabs.Tab>
          <Tabs.Tab value="metadata">{say('file.metadata')}</Tabs.Tab>
          <Tabs.Tab value="history">{say('file.history')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={CONTENT} className={classes.panel ?? ''}>
          <Preview node={node} address={rawPath(place, revision.hash, node.path)} />
        </Tabs.Panel>
        <Tabs.Panel value="metadata" className={classes.panel ?? ''}>
          <Suspense fallback={<Loading what={say('thing.metadata')} lines={3} />}>
            <MetadataView node={node} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes.panel ?? ''}>
          <Suspense fallback={<Loading what={say('thing.history')} lines={3} />}>
            <FileHistoryView path={node.path} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** The last revision that changed the file, as soon as it is found; its tab tells the rest. */
function LastChange({ path }: { readonly path: string }) {
  const place = usePlace();
  const { data } = useInfiniteQuery(fileHistoryQuery(place, path));
  const last = data?.pages.find(({ changes }) => changes.length > 0)?.changes[0];
  if (last === undefined) return null;
  return (
    <>
      {sayRich('file.lastChange', {
        revision: (
          <Link to={placePath({ ...place, rev: last.hash }, 'files', path)} aria-label={say('file.lastRevision', { hash: shortHash(last.hash) })}>
            <code>{shortHash(last.hash)}</code>
          </Link>
        ),
        time: <Time at={last.created} />,
      })}
    </>
  );
}
