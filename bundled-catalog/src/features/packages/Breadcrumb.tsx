import { Link } from 'react-router';
import { type Place, placePath } from '../../lib/places';
import { say } from '../../lib/texts';
import classes from './Files.module.css';

/** Where one is, each folder a link. */
export function Breadcrumb({ place, path }: { readonly place: Place; readonly path: string }) {
  const names = path === '' ? [] : path.split('/');
  return (
    <nav aria-label={say('files.folder')}>
      <ol className={classes.crumbs}>
        <li>
          <Crumb to={placePath(place, 'files')} name={place.name} last={names.length === 0} />
        </li>
        {names.map((name, index) => (
          <li key={names.slice(0, index + 1).join('/')}>
            <Crumb to={placePath(place, 'files', names.slice(0, index + 1).join('/'))} name={name} last={index === names.length - 1} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Crumb({ to, name, last }: { readonly to: string; readonly name: string; readonly last: boolean }) {
  return last ? <span aria-current="page">{name}</span> : <Link to={to}>{name}</Link>;
}
