import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { PushList } from '../../components/activity/Activity';
import { PackageList } from '../../components/packages/PackageList';
import { Empty, Failure, Loading, PageFailure } from '../../components/states/States';
import { activityQuery } from '../../lib/activity';
import { api } from '../../lib/api-client';
import type { Search } from '../../lib/api-types';
import { siteName, useConfig } from '../../lib/config-context';
import { say, sayRich } from '../../lib/texts';
import classes from './UserPage.module.css';

/** The packages of one person, and what he pushed last, as far as the viewer may see it. */
export function UserPage() {
  const { user = '' } = useParams();
  const config = useConfig();
  const { data, error, refetch } = useQuery({
    queryKey: ['search', 'owner', user],
    queryFn: ({ signal }) => api.get<Search>('/api/ui/search', { signal, query: { q: '', owner: user, sort: 'name' } }),
  });
  if (error) return <PageFailure error={error} what={say('thing.packagesOf', { user })} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what={say('thing.somePackages')} />;
  return (
    <div className={classes.page}>
      <title>{`${user} · ${siteName(config)}`}</title>
      <div>
        <h1>{user}</h1>
        <p className={`meta ${classes.total ?? ''}`}>{say('count.packages', { n: data.total })}</p>
        {data.packages.length === 0 ? (
          <Empty>{say('user.none', { user })}</Empty>
        ) : (
          <PackageList label={say('user.packages', { user })} items={data.packages.map((hit) => ({ ...hit, description: hit.snippet?.text }))} />
        )}
        {data.total > data.packages.length && (
          <p className="meta">
            {sayRich('user.some', {
              shown: data.packages.length,
              n: data.total,
              link: (words) => <Link to={`/search?q=&owner=${encodeURIComponent(user)}&sort=name`}>{words}</Link>,
            })}
          </p>
        )}
      </div>
      <Pushes user={user} />
    </div>
  );
}

/** To packages of anybody. */
function Pushes({ user }: { readonly user: string }) {
  const { data, error, refetch } = useQuery(activityQuery(user));
  if (error) return <Failure error={error} what={say('thing.pushesOf', { user })} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what={say('thing.pushes')} lines={3} />;
  if (data.pushes.length === 0) return null;
  return (
    <section>
      <h2>{say('user.pushes')}</h2>
      <PushList label={say('user.pushesOf', { user })} pushes={data.pushes} named={false} />
    </section>
  );
}
