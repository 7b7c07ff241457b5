import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { Markdown, type Outline } from '../../components/markdown/Markdown';
import { Empty } from '../../components/states/States';
import { placePath, rawPath } from '../../lib/places';
import { say, sayRich } from '../../lib/texts';
import { usePackage, usePlace } from './place';
import classes from './Readme.module.css';

/** Short texts are seen at once. */
const FEWEST_HEADINGS = 3;

const Contents = lazy(async () => ({ default: (await import('./Contents')).Contents }));

/** The README of the revision in the address. */
export function ReadmePage() {
  const place = usePlace();
  const shown = usePackage();
  const [outline, setOutline] = useState<Outline>([]);
  if (shown.readme === null) {
    return (
      <Empty action={<Link to={placePath(place, 'files')}>{say('readme.files')}</Link>}>
        {say('readme.none')}
      </Empty>
    );
  }
  const resolve = (target: string, kind: 'link' | 'picture') => {
    const path = target.replace(/^\.?\//, '').replace(/[#?].*$/, '');
    return kind === 'picture' ? rawPath(place, shown.revision.hash, path) : placePath(place, 'files', path);
  };
  const listed = outline.length >= FEWEST_HEADINGS;
  return (
    <div className={classes.page} data-contents={listed}>
      <h2 className="only-heard">{say('section.readme')}</h2>
      {listed && (
        <div className={classes.beside}>
          <Suspense fallback={null}>
            <Contents outline={outline} />
          </Suspense>
        </div>
      )}
      <div className={classes.text}>
        <Markdown text={shown.readme.text} resolve={resolve} anchors onOutline={setOutline} />
        {shown.readme.truncated && (
          <p className="quiet">
            {sayRich('readme.cut', { link: (words) => <Link to={placePath(place, 'files', 'README')}>{words}</Link> })}
          </p>
        )}
      </div>
    </div>
  );
}
