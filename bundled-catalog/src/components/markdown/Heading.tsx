import type { ReactNode } from 'react';
import { copy } from '../../lib/clipboard';
import { say } from '../../lib/texts';
import { useNotices } from '../notices/notices-context';
import classes from './Markdown.module.css';

interface Props {
  readonly tag: 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  /** Absent where the heading has no words. */
  readonly id: string | undefined;
  readonly children?: ReactNode;
}

/** A heading with a link to itself, which is copied as one goes there. */
export function Heading({ tag: Tag, id, children }: Props) {
  const notices = useNotices();
  if (id === undefined) return <Tag>{children}</Tag>;
  const onClick = () => {
    const { origin, pathname, search } = window.location;
    copy(`${origin}${pathname}${search}#${encodeURIComponent(id)}`).then(
      () => { notices.show(say('markdown.linkCopied')); },
      () => { notices.show(say('markdown.linkThere')); },
    );
  };
  return (
    <div className={classes.heading}>
      <Tag id={id}>{children}</Tag>
      {/* Beside the heading, so that it is no part of its name. */}
      <a href={`#${encodeURIComponent(id)}`} className={classes.anchor} aria-label={say('markdown.copyLink')} aria-describedby={id} onClick={onClick}>
        #
      </a>
    </div>
  );
}
