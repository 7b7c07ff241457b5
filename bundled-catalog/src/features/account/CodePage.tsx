import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../../components/marks/CopyButton';
import { Failure, Loading } from '../../components/states/States';
import { api } from '../../lib/api-client';
import { say } from '../../lib/texts';
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
    <AccountPage title={say('frame.code')}>
      {error && <Failure error={error} what={say('thing.code')} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what={say('thing.code')} lines={2} />}
      {data !== undefined && (
        <>
          <p className={classes.hint}>{say('code.hint')}</p>
          <code className={classes.code}>{data.code}</code>
          <div>
            <CopyButton text={data.code} label={say('thing.code')} />
            <Button variant="subtle" size="compact-sm" loading={isFetching} onClick={() => void refetch()}>
              {say('code.another')}
            </Button>
          </div>
        </>
      )}
    </AccountPage>
  );
}
