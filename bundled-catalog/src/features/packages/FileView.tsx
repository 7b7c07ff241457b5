import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { CopyButton } from '../../components/marks/CopyButton';
import type { Node } from '../../lib/api-types';
import { bytes, counted } from '../../lib/format';
import { queryPath, rawPath } from '../../lib/places';
import classes from './Files.module.css';
import { usePackage, usePlace } from './place';
import { Preview } from './Preview';
import { kindOf } from './preview-kind';
import { firstRows } from './query-text';

/** What a file is, ways to get it, what the client noted about it, and its content. */
export function FileView({ node }: { readonly node: Node }) {
  const place = usePlace();
  const { revision } = usePackage();
  return (
    <>
      <div className={classes.head}>
        <strong>{node.original_name ?? node.name}</strong>
        <span className="meta">
          {node.kind === 'table' ? 'table' : node.type === '' ? 'file' : node.type.slice(1)}, {bytes(node.size)}
          {node.rows !== null && `, ${counted(node.rows, 'row')}`}
        </span>
        <span>
          <CopyButton text={node.path} label={`the path ${node.path}`}>{'Copy path'}</CopyButton>
          {kindOf(node) === 'table' && (
            <Button component={Link} variant="subtle" size="compact-sm" to={queryPath(place, firstRows(node.path))}>
              Query this table
            </Button>
          )}
          {node.kind === 'file' && (
            <Button component="a" variant="subtle" size="compact-sm" href={rawPath(place, revision.hash, node.path)}>
              Raw
            </Button>
          )}
          <Button component="a" variant="default" size="compact-sm" href={rawPath(place, revision.hash, node.path, true)}>
            Download
          </Button>
        </span>
      </div>
      <details>
        <summary>Details</summary>
        <dl>
          {node.objects.map((object) => (
            <div key={object.hash}>
              <dt className="quiet">SHA-256</dt>
              <dd>
                <code style={{ overflowWrap: 'anywhere' }}>{object.hash}</code>
              </dd>
            </div>
          ))}
        </dl>
        {node.metadata_hash !== null && <pre className={classes.code}>{JSON.stringify(node.user_metadata, null, 2)}</pre>}
      </details>
      <Preview node={node} address={rawPath(place, revision.hash, node.path)} />
    </>
  );
}
