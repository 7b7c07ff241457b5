import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { PackageList } from '../../components/packages/PackageList';
import { Empty, Loading, PageFailure } from '../../components/states/States';
import { api } from '../../lib/api-client';
import type { Search } from '../../lib/api-types';
import { siteName, useConfig } from '../../lib/config-context';
import { counted } from '../../lib/format';

/** The packages of one person that the viewer may see. */
export function UserPage() {
  const { user = '' } = useParams();
  const config = useConfig();
  const { data, error, refetch } = useQuery({
    queryKey: ['search', 'owner', user],
    queryFn: ({ signal }) => api.get<Search>('/api/ui/search', { signal, query: { q: '', owner: user, sort: 'name' } }),
  });
  if (error) return <PageFailure error={error} what={`The packages of ${user}`} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what="packages" />;
  return (
    <>
      <title>{`${user} · ${siteName(config)}`}</title>
      <h1>{user}</h1>
      <p className="meta">{counted(data.total, 'package')}</p>
      {data.packages.length === 0 ? (
        <Empty>{user} has no packages that you may see.</Empty>
      ) : (
        <PackageList label={`Packages of ${user}`} items={data.packages.map((hit) => ({ ...hit, description: hit.snippet?.text }))} />
      )}
      {data.total > data.packages.length && (
        <p className="meta">
          Showing {data.packages.length} of {counted(data.total, 'package')}.{' '}
          <Link to={`/search?q=&owner=${encodeURIComponent(user)}&sort=name`}>Show all</Link>
        </p>
      )}
    </>
  );
}
