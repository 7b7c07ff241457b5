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
import { count } from '../../lib/format';
import { signInPath } from '../../lib/here';
import { readOpened } from '../../lib/opened';
import { useSession } from '../../lib/session';
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
      <h1>{user === null ? siteName(config) : 'Home'}</h1>
      {known && user === null && <Welcome />}
      {user !== null && data?.empty === false && <SearchForm />}
      {error && <Failure error={error} what="The packages" onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what="the packages" />}
      {data !== undefined && known && user === null && <List title="Public packages" cards={data.recent} total={data.totals.recent} all="/search?q=&sort=updated" />}
      {data !== undefined && user !== null && (data.empty ? <FirstSteps user={user} /> : <Work home={data} opened={kept?.user === user ? data.opened : []} />)}
    </div>
  );
}

function Work({ home, opened }: { readonly home: Home; readonly opened: readonly Card[] }) {
  return (
    <div className={classes.columns}>
      <div className={classes.lists}>
        <OpenedList cards={opened} />
        <List title="Recently updated" cards={home.recent} total={home.totals.recent} all="/search?q=&sort=updated" />
        <List title="Shared with you" cards={home.shared} total={home.totals.shared} all="/profile" />
        <List title="Your packages" cards={home.own} total={home.totals.own} all="/profile" />
      </div>
      <aside className={classes.lists} aria-label="What people did last">
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
    <form role="search" aria-label="All packages" className={classes.search} onSubmit={onSubmit}>
      <TextInput type="search" aria-label="Words in names, files and READMEs" placeholder="Words in names, files and READMEs" value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
      <Button type="submit" variant="default">
        Search
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
        <h2>Recently opened</h2>
        {cards.length > FEW && !all && (
          <Button variant="subtle" size="compact-sm" onClick={() => { setAll(true); }}>
            Show all {count(cards.length)}
          </Button>
        )}
      </div>
      <PackageList label="Recently opened" items={all ? cards : cards.slice(0, FEW)} />
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
        {total > cards.length && <Link to={all}>Show all {count(total)}</Link>}
      </div>
      <PackageList label={title} items={cards} />
    </section>
  );
}

/** Of those packages alone that the viewer may see. */
function Activity() {
  const { data, error, refetch } = useQuery(activityQuery());
  if (error) return <Failure error={error} what="The latest pushes and comments" onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the latest pushes and comments" />;
  return (
    <>
      {data.pushes.length > 0 && (
        <section>
          <h2>Latest pushes</h2>
          <PushList label="Latest pushes" pushes={data.pushes} />
        </section>
      )}
      {data.comments.length > 0 && (
        <section>
          <h2>Latest comments</h2>
          <CommentList label="Latest comments" comments={data.comments} />
        </section>
      )}
    </>
  );
}

function Welcome() {
  return (
    <div className={classes.welcome}>
      <p>This registry keeps packages of data and all their revisions. Sign in to see those that are shared with you.</p>
      <Button component={Link} to={signInPath('/')}>
        Sign in
      </Button>
    </div>
  );
}

/** What to do in a registry without packages. */
function FirstSteps({ user }: { readonly user: string }) {
  const { api: registry } = useConfig();
  const steps = [
    { text: 'Point the client to this registry.', line: 'quilt config', note: `Enter ${registry} when it asks for the address.` },
    { text: 'Sign in from the command line.', line: 'quilt login', note: 'Your browser shows a code to paste.' },
    { text: 'Build a package from a folder and push it.', line: `quilt build ${user}/first folder && quilt push ${user}/first`, note: '' },
  ];
  return (
    <section>
      <h2>Your first package</h2>
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
