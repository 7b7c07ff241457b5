import { Link } from 'react-router';
import type { ActivityComment, ActivityPush } from '../../lib/api-types';
import { shortHash } from '../../lib/format';
import { placePath } from '../../lib/places';
import { sayRich } from '../../lib/texts';
import { Time } from '../marks/Marks';
import classes from './Activity.module.css';

/** Pushes, the newest first. @param named whether each says whose it is */
export function PushList({ pushes, label, named = true }: { readonly pushes: readonly ActivityPush[]; readonly label: string; readonly named?: boolean }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {pushes.map(({ owner, name, author, created, hash }) => (
        <li key={`${owner}/${name}/${hash}/${created}`} className={classes.row}>
          <Link className={`plain ${classes.handle ?? ''}`} to={placePath({ owner, name, rev: hash })}>
            {owner}/{name} <code className="quiet">{shortHash(hash)}</code>
          </Link>
          <span className="meta">
            {named ? sayRich('activity.by', { author, time: <Time at={created} /> }) : <Time at={created} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Comments, the newest first, each with its first sentence. */
export function CommentList({ comments, label }: { readonly comments: readonly ActivityComment[]; readonly label: string }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {comments.map(({ id, owner, name, author, created, text }) => (
        <li key={id} className={classes.row}>
          <Link className={`plain ${classes.handle ?? ''}`} to={placePath({ owner, name }, 'comments')}>
            {owner}/{name}
          </Link>
          {text !== '' && <span className={classes.text}>{text}</span>}
          <span className="meta">
            {sayRich('activity.by', { author, time: <Time at={created} /> })}
          </span>
        </li>
      ))}
    </ul>
  );
}
