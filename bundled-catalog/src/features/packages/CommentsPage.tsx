import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { Confirm } from '../../components/dialog/Confirm';
import { Panel } from '../../components/dialog/Panel';
import { Empty, Failure, Loading } from '../../components/states/States';
import { forgetDraft, readDraft, writeDraft } from '../../lib/drafts';
import { signInPath, useHere } from '../../lib/here';
import type { Place } from '../../lib/places';
import { useSession, useSessionEnded } from '../../lib/session';
import { say } from '../../lib/texts';
import { CommentForm } from './CommentForm';
import { anchorOf, type Comment, commentsQuery, useAddComment, useRemoveComment } from './comments';
import { CommentView } from './CommentView';
import classes from './Comments.module.css';
import { usePlace } from './place';

/** What people say about a package, oldest first. */
export function CommentsPage() {
  const place = usePlace();
  const { data, error, refetch } = useQuery(commentsQuery(place));
  const { hash } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const remove = useRemoveComment(place);
  const [removing, setRemoving] = useState<Comment | null>(null);
  const near = [...new Set([place.owner, ...(data?.comments.map(({ author }) => author) ?? [])])];
  const close = () => { setRemoving(null); };
  const onRemoved = () => {
    close();
    // What had the focus is gone.
    heading.current?.focus();
  };
  return (
    <div className={classes.page}>
      <h2 ref={heading} tabIndex={-1} className="only-heard">
        {say('section.comments')}
      </h2>
      {error && <Failure error={error} what={say('thing.comments')} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what={say('thing.comments')} />}
      {data?.comments.length === 0 && <Empty>{say('comments.none')}</Empty>}
      {data?.comments.map((comment) => (
        <CommentView
          key={comment.id}
          place={place}
          comment={comment}
          mayHide={data.may_hide}
          linked={hash === `#${anchorOf(comment)}`}
          near={near}
          onRemove={() => {
            remove.reset();
            setRemoving(comment);
          }}
        />
      ))}
      <Write place={place} near={near} />
      <Panel about={removing} title={() => say('comments.delete')} onClose={close}>
        {(comment) => (
          <Confirm
            text={say('comments.loses')}
            action={say('comments.deleteIt')}
            error={remove.error}
            busy={remove.isPending}
            onConfirm={() => { remove.mutate(comment, { onSuccess: onRemoved }); }}
            onCancel={close}
          />
        )}
      </Panel>
    </div>
  );
}

interface WriteProps {
  readonly place: Place;
  readonly near: readonly string[];
}

function Write({ place, near }: WriteProps) {
  const session = useSession();
  const here = useHere();
  const ended = useSessionEnded();
  if (session.data === undefined) return null;
  if (session.data.user === null && !ended) {
    return (
      <p>
        <Link to={signInPath(here)}>{say('comments.signIn')}</Link>
      </p>
    );
  }
  return <NewComment place={place} near={near} user={session.data.user} />;
}

function NewComment({ place, near, user }: WriteProps & { readonly user: string | null }) {
  // Of the person who began to type, also when the session ends meanwhile.
  const [draft] = useState(`comment ${user ?? ''} ${place.owner}/${place.name}`);
  const [text, setText] = useState(() => readDraft(draft));
  const { mutate, isPending, error } = useAddComment(place);
  const onSend = () => {
    mutate(text, {
      onSuccess: () => {
        setText('');
        forgetDraft(draft);
      },
    });
  };
  return (
    <CommentForm
      label={say('comments.write')}
      text={text}
      onText={(typed) => {
        setText(typed);
        writeDraft(draft, typed);
      }}
      action={say('comments.send')}
      error={error ? say('comments.notSent', { message: error.message }) : undefined}
      busy={isPending}
      near={near}
      onSend={onSend}
    />
  );
}
