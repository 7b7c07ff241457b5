import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { Markdown } from '../../components/markdown/Markdown';
import { Empty, Failure, Loading } from '../../components/states/States';
import type { Node } from '../../lib/api-types';
import { bytes } from '../../lib/format';
import { say } from '../../lib/texts';
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

/** Bytes of what the browser shows itself (`catalog.md` 12.2). */
const MOST = { picture: 50_000_000, pdf: 100_000_000 } as const;

/** The content of a file, in the form that fits its kind. */
export function Preview({ node, address }: { readonly node: Node; readonly address: string }) {
  const place = usePlace();
  const { revision } = usePackage();
  const kind = kindOf(node);
  if ((kind === 'picture' || kind === 'pdf') && node.size > MOST[kind]) {
    return (
      <Empty>
        {say(`preview.large.${kind}`, { most: bytes(MOST[kind]), size: bytes(node.size) })}
      </Empty>
    );
  }
  switch (kind) {
    case 'picture':
      return <Picture node={node} address={address} />;
    case 'audio':
    case 'video':
      return <Played key={address} node={node} address={address} kind={kind} />;
    case 'pdf':
      return <iframe className={classes.frame} src={address} title={node.name} />;
    case 'table':
      return <TablePreview key={address} source={{ place, hash: revision.hash, path: node.path }} />;
    case 'sheet':
      return <Empty>{say('preview.sheet')}</Empty>;
    case 'other':
      return <HexView node={node} address={address} />;
    default:
      return isText(kind) ? <Text node={node} address={address} kind={kind} /> : null;
  }
}

/** What the browser says that it cannot show. */
function Broken({ kind }: { readonly kind: 'audio' | 'video' | 'picture' }) {
  return (
    <div role="alert">
      <Empty>{say(`preview.broken.${kind}`)}</Empty>
    </div>
  );
}

interface MediaProps {
  readonly node: Node;
  readonly address: string;
}

/** Never starts by itself. */
function Played({ node, address, kind }: MediaProps & { readonly kind: 'audio' | 'video' }) {
  const [broken, setBroken] = useState(false);
  if (broken) return <Broken kind={kind} />;
  const player = { controls: true, preload: 'metadata', src: address, 'aria-label': node.name, onError: () => { setBroken(true); } } as const;
  // Files of people have no captions to offer.
  // eslint-disable-next-line jsx-a11y/media-has-caption
  return kind === 'audio' ? <audio {...player} /> : <video {...player} className={classes.fitting} />;
}

/** As wide as there is room, or pixel by pixel. */
function Picture({ node, address }: MediaProps) {
  const [broken, setBroken] = useState(false);
  const [size, setSize] = useState<{ readonly width: number; readonly height: number } | null>(null);
  const [whole, setWhole] = useState(false);
  if (broken) return <Broken kind="picture" />;
  return (
    <>
      <div className={classes.tools}>
        <span className="meta">{size !== null && say('picture.size', size)}</span>
        <Button variant="default" size="compact-sm" aria-pressed={whole} onClick={() => { setWhole(!whole); }}>
          {say('preview.actual')}
        </Button>
      </div>
      {/* Keyboards must be able to move what is larger than its place. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.preview} role="group" aria-label={node.name} tabIndex={0}>
        <img
          className={`${classes.picture ?? ''} ${whole ? '' : (classes.fitting ?? '')}`}
          src={address}
          alt={node.original_name ?? node.name}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => { setSize({ width, height }); }}
          onError={() => { setBroken(true); }}
        />
      </div>
    </>
  );
}

function Text({ node, address, kind }: { readonly node: Node; readonly address: string; readonly kind: PreviewKind }) {
  const most = mostText(kind);
  const { data, error, refetch } = useQuery({ ...textQuery(address, most), enabled: node.size !== 0 });
  if (node.size === 0) return <Empty>{say('file.empty')}</Empty>;
  if (error) return <Failure error={error} what={say('thing.text')} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what={say('thing.text')} />;
  return (
    <>
      {node.size > most && <p className="meta">{say('preview.first', { part: bytes(most), all: bytes(node.size) })}</p>}
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
      <div className={classes.choice}>
        <Button variant="default" onClick={() => { setSource(!source); }}>
          {source ? say('preview.markdown') : say('view.text')}
        </Button>
      </div>
      {source ? <SourceView text={text} label={label} type=".md" /> : <Markdown text={text} />}
    </>
  );
}
