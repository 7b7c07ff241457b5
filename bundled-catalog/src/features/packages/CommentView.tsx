import { Badge, Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { Markdown } from '../../components/markdown/Markdown';
import { CopyButton } from '../../components/marks/CopyButton';
import { Time } from '../../components/marks/Marks';
import { type Place, placePath } from '../../lib/places';
import { say, sayRich } from '../../lib/texts';
import { CommentForm } from './CommentForm';
import { anchorOf, type Comment, useEditComment, useHideComment } from './comments';
import classes from './Comments.module.css';

interface Props {
  readonly place: Place;
  readonly comment: Comment;
  readonly mayHide: boolean;
  /** Whether the address names this one. */
  readonly linked: boolean;
  readonly near: readonly string[];
  readonly onRemove: () => void;
}

/** One comment, and what its reader may do to it. */
export function CommentView({ place, comment, mayHide, linked, near, onRemove }: Props) {
  const { author } = comment;
  const [editing, setEditing] = useState(false);
  const changeable = useIsBefore(comment.changeable_until);
  const hide = useHideComment(place, comment.id);
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!linked) return;
    article.current?.scrollIntoView({ block: 'center' });
    article.current?.focus({ preventScroll: true });
  }, [linked]);
  const stopEditing = () => {
    setEditing(false);
    article.current?.focus();
  };
  return (
    <article
      ref={article}
      id={anchorOf(comment)}
      tabIndex={-1}
      className={classes.comment}
      data-linked={linked}
      data-hidden={comment.hidden}
      aria-label={say('comments.by', { author })}
      aria-current={linked ? 'location' : undefined}
    >
      <div className={classes.head}>
        <p className="meta">
          {sayRich(comment.edited === null ? 'comments.head' : 'comments.edited', {
            author: <Link to={`/user/${author}`}>{author}</Link>,
            owner: author === place.owner ? 'yes' : 'no',
            time: <Time at={comment.created} />,
            edited: comment.edited !== null && <Time at={comment.edited} />,
          })}
        </p>
        {comment.hidden && (
          <Badge variant="light" tt="none" radius="sm">
            {author === place.owner ? say('comments.hiddenYours') : say('comments.hidden')}
          </Badge>
        )}
      </div>
      {editing ? (
        <EditForm place={place} comment={comment} near={near} onEnd={stopEditing} />
      ) : (
        <Markdown text={comment.contents} pictures={false} />
      )}
      {!editing && (
        <div className={classes.actions}>
          <CopyButton text={`${window.location.origin}${placePath({ ...place, rev: undefined }, 'comments')}#${anchorOf(comment)}`} label={say('comments.toBy', { author })}>
            {say('copy.link')}
          </CopyButton>
          {changeable && (
            <>
              <Button variant="subtle" size="compact-sm" onClick={() => { setEditing(true); }}>
                {say('comments.edit')}
              </Button>
              <Button variant="subtle" size="compact-sm" onClick={onRemove}>
                {say('comments.remove')}
              </Button>
            </>
          )}
          {mayHide && (
            <Button variant="subtle" size="compact-sm" loading={hide.isPending} onClick={() => { hide.mutate(!comment.hidden); }}>
              {comment.hidden ? say('comments.show') : say('comments.hide')}
            </Button>
          )}
        </div>
      )}
      {hide.error && (
        <p role="alert" className="problem">
          {say('common.notChanged', { message: hide.error.message })}
        </p>
      )}
    </article>
  );
}

function EditForm({ place, comment, near, onEnd }: Pick<Props, 'place' | 'comment' | 'near'> & { readonly onEnd: () => void }) {
  const [text, setText] = useState(comment.contents);
  const edit = useEditComment(place, comment.id);
  return (
    <CommentForm
      label={say('comments.change')}
      text={text}
      onText={setText}
      action={say('comments.save')}
      error={edit.error ? say('comments.notChanged', { message: edit.error.message }) : undefined}
      busy={edit.isPending}
      near={near}
      onSend={() => { edit.mutate(text, { onSuccess: onEnd }); }}
      onCancel={onEnd}
    />
  );
}

/** Whether that time is still to come; false for none. Unix seconds. */
function useIsBefore(end: number | null): boolean {
  const [passed, setPassed] = useState<number | null>(null);
  useEffect(() => {
    if (end === null) return undefined;
    const timer = setTimeout(() => { setPassed(end); }, Math.max(0, end * 1000 - Date.now()));
    return () => { clearTimeout(timer); };
  }, [end]);
  return end !== null && passed !== end;
}
