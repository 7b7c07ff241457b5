import { Link } from 'react-router';
import { Markdown } from '../../components/markdown/Markdown';
import { Empty } from '../../components/states/States';
import { placePath, rawPath } from '../../lib/places';
import { usePackage, usePlace } from './place';

/** The README of the revision in the address. */
export function ReadmePage() {
  const place = usePlace();
  const shown = usePackage();
  if (shown.readme === null) {
    return (
      <Empty action={<Link to={placePath(place, 'files')}>Look at the files</Link>}>
        This package has no README. Add a file named README.md to it and push again.
      </Empty>
    );
  }
  const resolve = (target: string, kind: 'link' | 'picture') => {
    const path = target.replace(/^\.?\//, '').replace(/[#?].*$/, '');
    return kind === 'picture' ? rawPath(place, shown.revision.hash, path) : placePath(place, 'files', path);
  };
  return (
    <>
      <h2 className="only-heard">Readme</h2>
      <Markdown text={shown.readme.text} resolve={resolve} />
      {shown.readme.truncated && (
        <p className="quiet">
          This is the beginning of a long text. <Link to={placePath(place, 'files', 'README')}>Open the whole file</Link>
        </p>
      )}
    </>
  );
}
