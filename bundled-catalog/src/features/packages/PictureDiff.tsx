import { type PointerEvent, type ReactNode, useState } from 'react';
import { Choice } from '../../components/choice/Choice';
import { Empty } from '../../components/states/States';
import { said, say } from '../../lib/texts';
import { useKept } from '../../lib/use-kept';
import classes from './Compare.module.css';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of the slider below pictures, in pixels, however small these are. */
const NARROWEST = 400;

type Way = 'side' | 'slider';

const ways = [
  { value: 'side', word: 'diff.beside' },
  { value: 'slider', word: 'picture.slider' },
] as const;

/** A picture before and after: beside each other, or one over the other with an edge to be moved. Both have the same scale. */
export function PictureDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const [way, setWay] = useKept<Way>('picture-comparison', 'side');
  const [sizes, setSizes] = useState<Readonly<Record<string, Size>>>({});
  const [broken, setBroken] = useState(false);
  if (broken) {
    return (
      <div role="alert">
        <Empty>{say('picture.oneBroken')}</Empty>
      </div>
    );
  }
  const frame = {
    width: Math.max(1, ...Object.values(sizes).map(({ width }) => width)),
    height: Math.max(1, ...Object.values(sizes).map(({ height }) => height)),
  };
  const picture = (address: string, word: string) => {
    const size = sizes[address];
    return (
      <img
        className={classes.framed}
        src={address}
        alt={word}
        style={{ width: size === undefined ? '100%' : `${(size.width / frame.width) * 100}%` }}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => { setSizes((known) => ({ ...known, [address]: { width, height } })); }}
        onError={() => { setBroken(true); }}
      />
    );
  };
  const caption = (address: string, word: string) => {
    const size = sizes[address];
    return size === undefined ? word : say('picture.named', { word, ...size });
  };
  const style = { aspectRatio: `${frame.width} / ${frame.height}`, maxWidth: frame.width };
  return (
    <>
      <Choice label={say('picture.how')} options={said(ways)} value={way} onChange={setWay} />
      {way === 'side' ? (
        <div className={classes.pictures}>
          {[{ address: before, word: say('word.before') }, { address: after, word: say('word.after') }].map(({ address, word }) => (
            <figure key={word}>
              <figcaption className="meta">{caption(address, word)}</figcaption>
              <div className={classes.frame} style={style}>
                {picture(address, word)}
              </div>
            </figure>
          ))}
        </div>
      ) : (
        <Slider left={caption(before, say('word.before'))} right={caption(after, say('word.after'))} style={style} under={picture(after, say('word.after'))} over={picture(before, say('word.before'))} />
      )}
    </>
  );
}

interface SliderProps {
  readonly left: string;
  readonly right: string;
  readonly style: { readonly aspectRatio: string; readonly maxWidth: number };
  readonly under: ReactNode;
  readonly over: ReactNode;
}

/** The edge follows the pointer on the picture, and the keys of the slider below it. */
function Slider({ left, right, style, under, over }: SliderProps) {
  const [share, setShare] = useState(50);
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left: start, width } = event.currentTarget.getBoundingClientRect();
    setShare(Math.round(Math.max(0, Math.min(100, ((event.clientX - start) / Math.max(1, width)) * 100))));
  };
  return (
    <div className={classes.slider} style={{ maxWidth: Math.max(style.maxWidth, NARROWEST) }}>
      <p className={`meta ${classes.ends ?? ''}`}>
        <span>{left}</span>
        <span>{right}</span>
      </p>
      <div
        className={classes.frame}
        style={style}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) follow(event);
        }}
      >
        {under}
        <div className={classes.over} style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
          {over}
        </div>
        <div className={classes.edge} style={{ left: `${share}%` }} aria-hidden="true" />
      </div>
      <input
        type="range"
        className={classes.range}
        min={0}
        max={100}
        value={share}
        aria-label={say('picture.edge')}
        aria-valuetext={say('picture.shares', { before: share, after: 100 - share })}
        onChange={(event) => { setShare(Number(event.currentTarget.value)); }}
      />
    </div>
  );
}
