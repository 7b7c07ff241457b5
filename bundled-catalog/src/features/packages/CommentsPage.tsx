import { Button, Tabs, Textarea } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { Link } from 'react-router';
import { Markdown } from '../../components/markdown/Markdown';
import { Time } from '../../components/marks/Marks';
import { Empty, Failure, Loading } from '../../components/states/States';
import { api, segments } from '../../lib/api-client';
import { forgetDraft, readDraft, writeDraft } from '../../lib/drafts';
import { signInPath, useHere } from '../../lib/here';
import type { Place } from '../../lib/places';
import { useSession, useSessionEnded } from '../../lib/session';
import classes from './Comments.module.css';
import { usePlace } from './place';

/** As the registry tells it (registry-api.md 2.11); times in Unix seconds. */
interface Comment {
  readonly id: string;
  readonly author: string;
  readonly created: number;
  readonly contents: string;
}

const commentsPath = ({ owner, name }: Place) => `/api/comments/${segments(owner, name)}/`;

const commentsQuery = (place: Place) =>
  queryOptions({
    queryKey: ['package', place.owner, place.name, 'comments'],
    queryFn: ({ signal }) => api.get<{ readonly comments: readonly Comment[] }>(commentsPath(place), { signal }),
  });

/** What people say about a package, oldest first. */
export function CommentsPage() {
  const place = usePlace();
  const { data, error, refetch } = useQuery(commentsQuery(place));
  return (
    <div className={classes.page}>
      <h2 className="only-heard">Comments</h2>
      {error && <Failure error={error} what="The comments" onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what="the comments" />}
      {data?.comments.length === 0 && <Empty>Nobody has said anything yet.</Empty>}
      {data?.comments.map((comment) => (
        <article key={comment.id} className={classes.comment} aria-label={`Comment by ${comment.author}`}>
          <p className="meta">
            <Link to={`/user/${comment.author}`}>{comment.author}</Link>
            {comment.author === place.owner && ' (owner)'} <Time at={comment.created} />
          </p>
          <Markdown text={comment.contents} pictures={false} />
        </article>
      ))}
      <Write place={place} />
    </div>
  );
}

function Write({ place }: { readonly place: Place }) {
  const session = useSession();
  const here = useHere();
  const ended = useSessionEnded();
  if (session.data === undefined) return null;
  if (session.data.user === null && !ended) {
    return (
      <p>
        <Link to={signInPath(here)}>Sign in to comment</Link>
      </p>
    );
  }
  return <CommentForm place={place} user={session.data.user} />;
}

function CommentForm({ place, user }: { readonly place: Place; readonly user: string | null }) {
  const queries = useQueryClient();
  // Of the person who began to type, also when the session ends meanwhile.
  const [draft] = useState(`comment ${user ?? ''} ${place.owner}/${place.name}`);
  const [text, setText] = useState(() => readDraft(draft));
  const { mutate, isPending, error } = useMutation({
    mutationFn: (contents: string) => api.post<{ readonly comment: Comment }>(commentsPath(place), { contents }),
    onSuccess: ({ comment }) => {
      setText('');
      forgetDraft(draft);
      queries.setQueryData(commentsQuery(place).queryKey, (known) => known && { comments: [...known.comments, comment] });
    },
  });
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() !== '') mutate(text);
  };
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <Tabs defaultValue="write">
        <Tabs.List>
          <Tabs.Tab value="write">Write</Tabs.Tab>
          <Tabs.Tab value="preview">Preview</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="write" pt="sm">
          <Textarea
            label="Write a comment"
            description="Basic Markdown works. Pictures are not shown."
            autosize
            minRows={4}
            value={text}
            disabled={isPending}
            error={error ? `The comment was not sent: ${error.message}` : undefined}
            onChange={(event) => {
              setText(event.currentTarget.value);
              writeDraft(draft, event.currentTarget.value);
            }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview" pt="sm">
          {text.trim() === '' ? <p className="quiet">(empty)</p> : <Markdown text={text} pictures={false} />}
        </Tabs.Panel>
      </Tabs>
      <Button type="submit" loading={isPending} disabled={text.trim() === ''}>
        Comment
      </Button>
    </form>
  );
}
