import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../../components/marks/CopyButton';
import { Failure, Loading } from '../../components/states/States';
import { api } from '../../lib/api-client';
import classes from './AccountPage.module.css';
import { AccountPage } from './AccountPage';

/** A code that `quilt login` asks for; works once, for ten minutes. */
export function CodePage() {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['code'],
    queryFn: ({ signal }) => api.get<{ readonly code: string }>('/api/code', { signal }),
    // Each reading makes another code; only the person asks for one.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  return (
    <AccountPage title="Code for the command line">
      {error && <Failure error={error} what="The code" onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what="the code" lines={2} />}
      {data !== undefined && (
        <>
          <p className={classes.hint}>Paste this where quilt login asks for it. It works once, within ten minutes.</p>
          <code className={classes.code}>{data.code}</code>
          <div>
            <CopyButton text={data.code} label="the code" />
            <Button variant="subtle" size="compact-sm" loading={isFetching} onClick={() => void refetch()}>
              Another code
            </Button>
          </div>
        </>
      )}
    </AccountPage>
  );
}
