import { useQuery } from '@tanstack/react-query';
import { Markdown } from '../../components/markdown/Markdown';
import { Empty, Failure, Loading } from '../../components/states/States';
import type { Node } from '../../lib/api-types';
import { bytes } from '../../lib/format';
import classes from './Files.module.css';
import { usePackage, usePlace } from './place';
import { MOST_TEXT, textQuery } from './text-api';
import { isText, kindOf, type PreviewKind } from './preview-kind';
import { TablePreview } from './TablePreview';

/** The content of a file, in the form that fits its kind. */
export function Preview({ node, address }: { readonly node: Node; readonly address: string }) {
  const place = usePlace();
  const { revision } = usePackage();
  const kind = kindOf(node);
  switch (kind) {
    case 'picture':
      return <Picture node={node} address={address} />;
    case 'audio':
      return (
        // Files of people have no captions to offer.
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <audio controls preload="metadata" src={address} aria-label={node.name} />
      );
    case 'video':
      return (
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <video controls preload="metadata" src={address} aria-label={node.name} style={{ maxWidth: '100%' }} />
      );
    case 'pdf':
      return <iframe className={classes.frame} src={address} title={node.name} />;
    case 'table':
      return <TablePreview key={address} source={{ place, hash: revision.hash, path: node.path }} />;
    case 'sheet':
      return <Empty>Spreadsheets are not shown here. Download it to open it with your own tools.</Empty>;
    case 'other':
      return <Empty>Files of this kind are not shown here. Download it to open it.</Empty>;
    default:
      return isText(kind) ? <Text node={node} address={address} kind={kind} /> : null;
  }
}

function Picture({ node, address }: { readonly node: Node; readonly address: string }) {
  return <img className={classes.picture} src={address} alt={node.original_name ?? node.name} />;
}

function Text({ node, address, kind }: { readonly node: Node; readonly address: string; readonly kind: PreviewKind }) {
  const { data, error, refetch } = useQuery(textQuery(address));
  if (error) return <Failure error={error} what="The text" onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the text" />;
  return (
    <>
      {node.size > MOST_TEXT && <p className="meta">The first {bytes(MOST_TEXT)} of {bytes(node.size)}.</p>}
      {kind === 'markdown' ? <Markdown text={data} /> : <Code text={kind === 'json' ? pretty(data) : data} label={node.name} />}
    </>
  );
}

function Code({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // Keyboards must be able to move text that is larger than its place.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={classes.code} role="group" aria-label={label} tabIndex={0}>
      {text}
    </pre>
  );
}

/** JSON with one value a line; what is not whole or not JSON stays as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
