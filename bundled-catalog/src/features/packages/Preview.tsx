import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { Markdown } from '../../components/markdown/Markdown';
import { Empty, Failure, Loading } from '../../components/states/States';
import type { Node } from '../../lib/api-types';
import { bytes } from '../../lib/format';
import classes from './Files.module.css';
import { HexView } from './HexView';
import { JsonView } from './JsonView';
import { NotebookView } from './NotebookView';
import { usePackage, usePlace } from './place';
import { mostText, textQuery } from './text-api';
import { isText, kindOf, type PreviewKind } from './preview-kind';
import { SourceView } from './SourceView';
import { linesOf } from './source-lines';
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
      return <HexView node={node} address={address} />;
    default:
      return isText(kind) ? <Text node={node} address={address} kind={kind} /> : null;
  }
}

function Picture({ node, address }: { readonly node: Node; readonly address: string }) {
  const [broken, setBroken] = useState(false);
  if (broken) {
    return (
      <div role="alert">
        <Empty>This file could not be shown as a picture. Download it to open it with your own tools.</Empty>
      </div>
    );
  }
  return <img className={classes.picture} src={address} alt={node.original_name ?? node.name} onError={() => { setBroken(true); }} />;
}

function Text({ node, address, kind }: { readonly node: Node; readonly address: string; readonly kind: PreviewKind }) {
  const most = mostText(kind);
  const { data, error, refetch } = useQuery({ ...textQuery(address, most), enabled: node.size !== 0 });
  if (node.size === 0) return <Empty>This file is empty.</Empty>;
  if (error) return <Failure error={error} what="The text" onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the text" />;
  return (
    <>
      {node.size > most && <p className="meta">The first {bytes(most)} of {bytes(node.size)}.</p>}
      <TextOf kind={kind} text={data} label={node.name} type={node.type} />
    </>
  );
}

interface TextProps {
  readonly kind: PreviewKind;
  readonly text: string;
  readonly label: string;
  /** The extension of the file, with the point. */
  readonly type: string;
}

function TextOf({ kind, text, label, type }: TextProps) {
  switch (kind) {
    case 'markdown':
      return <MarkdownView text={text} label={label} />;
    case 'json':
      return <JsonView text={text} label={label} />;
    case 'notebook':
      return <NotebookView text={text} label={label} />;
    default:
      return <SourceView text={text} label={label} type={type} />;
  }
}

/** As it is meant to be read, or as it was written; an address of a line means the latter. */
function MarkdownView({ text, label }: { readonly text: string; readonly label: string }) {
  const { hash } = useLocation();
  const [source, setSource] = useState(linesOf(hash) !== undefined);
  return (
    <>
      <div>
        <Button variant="default" onClick={() => { setSource(!source); }}>
          {source ? 'Show as Markdown' : 'Show as text'}
        </Button>
      </div>
      {source ? <SourceView text={text} label={label} type=".md" /> : <Markdown text={text} />}
    </>
  );
}
