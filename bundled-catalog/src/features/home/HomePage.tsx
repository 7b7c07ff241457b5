import { Button, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { CommentList, PushList } from '../../components/activity/Activity';
import { Command } from '../../components/marks/Command';
import { PackageList } from '../../components/packages/PackageList';
import { Failure, Loading } from '../../components/states/States';
import { activityQuery } from '../../lib/activity';
import { api } from '../../lib/api-client';
import type { Card, Home } from '../../lib/api-types';
import { siteName, useConfig } from '../../lib/config-context';
import { signInPath } from '../../lib/here';
import { readOpened } from '../../lib/opened';
import { useSession } from '../../lib/session';
import { say } from '../../lib/texts';
import classes from './Home.module.css';

/** So many of each list, until somebody asks for all. */
const FEW = 6;

const homeQuery = (opened: readonly string[]) =>
  queryOptions({
    queryKey: ['home', 'opened', opened],
    queryFn: ({ signal }) => api.get<Home>('/api/ui/home', { signal, query: { opened } }),
  });

/** Where work goes on: what one opened, what changed last, what others share, what is one's own, and what people do. */
export function HomePage() {
  const config = useConfig();
  const session = useSession();
  const [kept] = useState(readOpened);
  const { data, error, refetch } = useQuery(homeQuery(kept?.handles ?? []));
  const user = session.data?.user ?? null;
  const known = session.data !== undefined || session.isError;
  return (
    <div className={classes.page}>
      <title>{siteName(config)}</title>
      <h1>{user === null ? siteName(config) : say('palette.home')}</h1>
      {known && user === null && <Welcome />}
      {user !== null && data?.empty === false && <SearchForm />}
      {error && <Failure error={error} what={say('thing.packages')} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what={say('thing.packages')} />}
      {data !== undefined && known && user === null && <List title={say('home.public')} cards={data.recent} total={data.totals.recent} all="/search?q=&sort=updated" />}
      {data !== undefined && user !== null && (data.empty ? <FirstSteps user={user} /> : <Work home={data} opened={kept?.user === user ? data.opened : []} />)}
    </div>
  );
}

function Work({ home, opened }: { readonly home: Home; readonly opened: readonly Card[] }) {
  return (
    <div className={classes.columns}>
      <div className={classes.lists}>
        <OpenedList cards={opened} />
        <List title={say('home.updated')} cards={home.recent} total={home.totals.recent} all="/search?q=&sort=updated" />
        <List title={say('home.shared')} cards={home.shared} total={home.totals.shared} all="/profile" />
        <List title={say('frame.own')} cards={home.own} total={home.totals.own} all="/profile" />
      </div>
      <aside className={classes.lists} aria-label={say('home.activity')}>
        <Activity />
      </aside>
    </div>
  );
}

function SearchForm() {
  const go = useNavigate();
  const [text, setText] = useState('');
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void go(`/search?q=${encodeURIComponent(text.trim())}`);
  };
  return (
    <form role="search" aria-label={say('palette.all')} className={classes.search} onSubmit={onSubmit}>
      <TextInput type="search" aria-label={say('home.words')} placeholder={say('home.words')} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
      <Button type="submit" variant="default">
        {say('home.search')}
      </Button>
    </form>
  );
}

/** What this browser knows; the rest of it is here already. */
function OpenedList({ cards }: { readonly cards: readonly Card[] }) {
  const [all, setAll] = useState(false);
  if (cards.length === 0) return null;
  return (
    <section>
      <div className={classes.head}>
        <h2>{say('home.opened')}</h2>
        {cards.length > FEW && !all && (
          <Button variant="subtle" size="compact-sm" onClick={() => { setAll(true); }}>
            {say('home.all', { n: cards.length })}
          </Button>
        )}
      </div>
      <PackageList label={say('home.opened')} items={all ? cards : cards.slice(0, FEW)} />
    </section>
  );
}

interface ListProps {
  readonly title: string;
  readonly cards: readonly Card[];
  readonly total: number;
  readonly all: string;
}

function List({ title, cards, total, all }: ListProps) {
  if (cards.length === 0) return null;
  return (
    <section>
      <div className={classes.head}>
        <h2>{title}</h2>
        {total > cards.length && <Link to={all}>{say('home.all', { n: total })}</Link>}
      </div>
      <PackageList label={title} items={cards} />
    </section>
  );
}

/** Of those packages alone that the viewer may see. */
function Activity() {
  const { data, error, refetch } = useQuery(activityQuery());
  if (error) return <Failure error={error} what={say('thing.activity')} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what={say('thing.activity')} />;
  return (
    <>
      {data.pushes.length > 0 && (
        <section>
          <h2>{say('home.pushes')}</h2>
          <PushList label={say('home.pushes')} pushes={data.pushes} />
        </section>
      )}
      {data.comments.length > 0 && (
        <section>
          <h2>{say('home.comments')}</h2>
          <CommentList label={say('home.comments')} comments={data.comments} />
        </section>
      )}
    </>
  );
}

function Welcome() {
  return (
    <div className={classes.welcome}>
      <p>{say('home.welcome')}</p>
      <Button component={Link} to={signInPath('/')}>
        {say('common.signIn')}
      </Button>
    </div>
  );
}

/** What to do in a registry without packages. */
function FirstSteps({ user }: { readonly user: string }) {
  const { api: registry } = useConfig();
  const steps = [
    { text: say('steps.config'), line: 'quilt config', note: say('steps.address', { registry }) },
    { text: say('steps.login'), line: 'quilt login', note: say('steps.code') },
    { text: say('steps.push'), line: `quilt build ${user}/first folder && quilt push ${user}/first`, note: '' },
  ];
  return (
    <section>
      <h2>{say('steps.title')}</h2>
      <ol className={classes.steps}>
        {steps.map(({ text, line, note }) => (
          <li key={line}>
            {text} {note}
            <Command line={line} />
          </li>
        ))}
      </ol>
    </section>
  );
}
