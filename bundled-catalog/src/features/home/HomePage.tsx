import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Command } from '../../components/marks/Command';
import { PackageList } from '../../components/packages/PackageList';
import { Empty, Failure, Loading } from '../../components/states/States';
import { api } from '../../lib/api-client';
import type { Card, Home } from '../../lib/api-types';
import { siteName, useConfig } from '../../lib/config-context';
import { count } from '../../lib/format';
import { useSession } from '../../lib/session';
import classes from './Home.module.css';

const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => api.get<Home>('/api/ui/home', { signal }),
});

/** Where work goes on: what changed last, what others share, what is one's own. */
export function HomePage() {
  const config = useConfig();
  const session = useSession();
  const { data, error, refetch } = useQuery(homeQuery);
  const user = session.data?.user ?? null;
  return (
    <div className={classes.page}>
      <title>{siteName(config)}</title>
      <h1>{user === null ? siteName(config) : 'Home'}</h1>
      {error && <Failure error={error} what="The packages" onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what="the packages" />}
      {data !== undefined && <Lists home={data} user={user} />}
    </div>
  );
}

function Lists({ home, user }: { readonly home: Home; readonly user: string | null }) {
  if (home.empty) return user === null ? <Welcome /> : <FirstSteps user={user} />;
  return (
    <>
      <List title="Recently updated" cards={home.recent} total={home.totals.recent} all="/search?q=&sort=updated" />
      {user !== null && <List title="Your packages" cards={home.own} total={home.totals.own} all="/profile" />}
      {user !== null && <List title="Shared with you" cards={home.shared} total={home.totals.shared} all="/profile" />}
    </>
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

function Welcome() {
  return (
    <Empty
      action={
        <Button component={Link} to="/signin">
          Sign in
        </Button>
      }
    >
      Sign in to see the packages of this registry.
    </Empty>
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
