import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Choice } from '../../components/choice/Choice';
import { Markdown } from '../../components/markdown/Markdown';
import { Failure, Loading } from '../../components/states/States';
import type { Change, Side } from '../../lib/api-types';
import { bytes, shortHash } from '../../lib/format';
import { type Place, placePath, rawPath } from '../../lib/places';
import { said, say } from '../../lib/texts';
import { nodeQuery } from './api';
import { ChangeMark } from './ChangeMark';
import classes from './Compare.module.css';
import { PictureDiff } from './PictureDiff';
import { isText, kindOf } from './preview-kind';
import { MOST_TEXT, textQuery } from './text-api';
import { TableDiff } from './TableDiff';
import { TextDiff } from './TextDiff';

interface Props {
  readonly place: Place;
  readonly base: string;
  readonly head: string;
  readonly change: Change;
}

/** Of what shows that change, in a page. */
export function idOf({ change, path }: Change): string {
  return `${change}-${path}`;
}

/** One path, and what is different there once it is opened. */
export function ChangeView({ place, base, head, change }: Props) {
  const [open, setOpen] = useState(false);
  const rev = change.change === 'removed' ? base : head;
  return (
    <details id={idOf(change)} className={classes.change} onToggle={(event) => { setOpen(event.currentTarget.open); }}>
      <summary className={classes.line}>
        <ChangeMark kind={change.change} />
        <span className={classes.path}>
          {change.from !== null && <span className="quiet">{change.from} → </span>}
          {change.path}
        </span>
        <span className={`meta ${classes.sizes ?? ''}`}>{sizes(change)}</span>
      </summary>
      {open && (
        <div className={classes.body}>
          <p className={classes.links}>
            <Link to={placePath({ ...place, rev }, 'files', change.path)}>{say('change.open')}</Link>
          </p>
          <Content place={place} base={base} head={head} change={change} />
          {change.metadata_changed && <Metadata place={place} base={base} head={head} change={change} />}
        </div>
      )}
    </details>
  );
}

function sizes({ before, after, change, contents_changed: contents }: Change): string {
  if (before === null || after === null) return bytes((after ?? before)?.size ?? 0);
  if (change === 'moved' || !contents) return contents ? bytes(after.size) : say('change.sameContents');
  return before.size === after.size ? say('change.sameSize', { size: bytes(after.size) }) : `${bytes(before.size)} → ${bytes(after.size)}`;
}

function addresses({ place, base, head, change }: Props) {
  return {
    before: change.before === null ? null : rawPath(place, base, change.from ?? change.path),
    after: change.after === null ? null : rawPath(place, head, change.path),
  };
}

function kindOfSide(side: Side, path: string) {
  return kindOf({ kind: side.kind, type: side.type, path });
}

function Content(props: Props) {
  const { change } = props;
  const side = change.after ?? change.before;
  if (side === null) return null;
  if (!change.contents_changed && change.before !== null && change.after !== null) {
    return <p className="quiet">{say('change.same')}</p>;
  }
  const kind = kindOfSide(side, change.path);
  const { before, after } = addresses(props);
  if (side.kind === 'file' && isText(kind)) return <Texts before={before} after={after} change={change} markdown={kind === 'markdown'} />;
  if (kind === 'picture') {
    if (before !== null && after !== null) return <PictureDiff before={before} after={after} />;
    return <img className={classes.alone} src={after ?? before ?? ''} alt={after === null ? say('word.before') : say('word.after')} />;
  }
  const isTable = kind === 'table' && change.before !== null && change.after !== null;
  return (
    <>
      {isTable && <TableDiff place={props.place} base={props.base} head={props.head} path={change.path} from={change.from} />}
      <dl className="facts">
        {change.before !== null && <Facts word={say('word.before')} side={change.before} />}
        {change.after !== null && <Facts word={say('word.after')} side={change.after} />}
      </dl>
    </>
  );
}

function Facts({ word, side }: { readonly word: string; readonly side: Side }) {
  return (
    <>
      <dt>{word}</dt>
      <dd>
        {bytes(side.size)}
        {side.hash !== null && (
          <>
            , <code title={side.hash}>{shortHash(side.hash)}</code>
          </>
        )}
      </dd>
    </>
  );
}

interface TextsProps {
  readonly before: string | null;
  readonly after: string | null;
  readonly change: Change;
  /** Whether it can also be seen as it is meant to be read. */
  readonly markdown: boolean;
}

const looks = [
  { value: 'lines', word: 'change.lines' },
  { value: 'read', word: 'change.markdown' },
] as const;

function Texts({ before, after, change, markdown }: TextsProps) {
  const [look, setLook] = useState<(typeof looks)[number]['value']>('lines');
  const old = useQuery({ ...textQuery(before ?? ''), enabled: before !== null });
  const now = useQuery({ ...textQuery(after ?? ''), enabled: after !== null });
  const failed = old.error ?? now.error;
  if (failed) {
    return (
      <Failure
        error={failed}
        what={say('thing.texts')}
        onRetry={() => {
          if (old.error) void old.refetch();
          if (now.error) void now.refetch();
        }}
      />
    );
  }
  if ((before !== null && old.data === undefined) || (after !== null && now.data === undefined)) return <Loading what={say('thing.texts')} />;
  const large = Math.max(change.before?.size ?? 0, change.after?.size ?? 0) > MOST_TEXT;
  return (
    <>
      {large && <p className="meta">{say('change.large', { size: bytes(MOST_TEXT) })}</p>}
      {markdown && <Choice label={say('change.look')} options={said(looks)} value={look} onChange={setLook} />}
      {look === 'lines' ? (
        <TextDiff before={old.data ?? ''} after={now.data ?? ''} />
      ) : (
        <div className={classes.pictures}>
          {before !== null && <Read word={say('word.before')} text={old.data ?? ''} />}
          {after !== null && <Read word={say('word.after')} text={now.data ?? ''} />}
        </div>
      )}
    </>
  );
}

function Read({ word, text }: { readonly word: string; readonly text: string }) {
  return (
    <section aria-label={word} className={classes.read}>
      <p className="meta">{word}</p>
      <Markdown text={text} />
    </section>
  );
}

/** What people noted about the file, as JSON. */
function Metadata({ place, base, head, change }: Props) {
  const old = useQuery({ ...nodeQuery({ ...place, rev: base }, change.from ?? change.path), enabled: change.before !== null });
  const now = useQuery({ ...nodeQuery({ ...place, rev: head }, change.path), enabled: change.after !== null });
  const failed = old.error ?? now.error;
  if (failed) return <Failure error={failed} what={say('thing.metadata')} />;
  if ((change.before !== null && old.data === undefined) || (change.after !== null && now.data === undefined)) return <Loading what={say('thing.metadata')} lines={2} />;
  const text = (value: unknown) => (value == null ? '' : JSON.stringify(value, null, 2));
  return (
    <section>
      <h3 className={classes.heading}>{say('file.metadata')}</h3>
      <TextDiff before={text(old.data?.user_metadata)} after={text(now.data?.user_metadata)} />
    </section>
  );
}
