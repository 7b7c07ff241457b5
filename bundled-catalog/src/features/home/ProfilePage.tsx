import { useQuery } from '@tanstack/react-query';
import { PackageList } from '../../components/packages/PackageList';
import { Empty, Failure, Loading } from '../../components/states/States';
import { api } from '../../lib/api-client';
import type { Card, Home } from '../../lib/api-types';
import { siteName, useConfig } from '../../lib/config-context';
import { useSession } from '../../lib/session';
import { say } from '../../lib/texts';
import classes from './Home.module.css';

/** The most that one answer brings of each list. */
const ALL = 100;

/** One's own packages and those that others share; opening it accepts invitations. */
export function ProfilePage() {
  const config = useConfig();
  const session = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['home', ALL],
    queryFn: ({ signal }) => api.get<Home>('/api/ui/home', { signal, query: { limit: ALL } }),
  });
  return (
    <div className={classes.page}>
      <title>{`${say('frame.own')} · ${siteName(config)}`}</title>
      <h1>{session.data?.user}</h1>
      {error && <Failure error={error} what={say('thing.own')} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what={say('thing.own')} />}
      {data !== undefined && (
        <>
          <Part title={say('frame.own')} cards={data.own} total={data.totals.own} empty={say('profile.noneOwn')} />
          <Part title={say('home.shared')} cards={data.shared} total={data.totals.shared} empty={say('profile.noneShared')} />
        </>
      )}
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly cards: readonly Card[];
  readonly total: number;
  readonly empty: string;
}

function Part({ title, cards, total, empty }: PartProps) {
  return (
    <section>
      <h2>{title}</h2>
      {cards.length === 0 ? <Empty>{empty}</Empty> : <PackageList label={title} items={cards} />}
      {total > cards.length && (
        <p className="meta">
          {say('profile.some', { shown: cards.length, total })}
        </p>
      )}
    </section>
  );
}
