import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Empty, Failure, Loading } from '../../components/states/States';
import { say } from '../../lib/texts';

interface Props {
  readonly list: {
    /** Absent as long as nothing has come. */
    readonly data: unknown;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly error: Error | null;
    readonly refetch: () => unknown;
    readonly fetchNextPage: () => unknown;
  };
  readonly shown: number;
  /** Absent where the server does not count. */
  readonly total?: number | undefined;
  /** What is listed. */
  readonly kind: 'users' | 'packages' | 'events';
  /** Said of a list without rows. */
  readonly none: string;
  /** The rows. */
  readonly children: ReactNode;
}

/** A list in all its states, how much of it is shown, and the way to more. */
export function Listing({ list, shown, total, kind, none, children }: Props) {
  if (list.data === undefined) {
    return list.error ? <Failure error={list.error} what={say(`thing.${kind}`)} onRetry={() => { list.refetch(); }} /> : <Loading what={say(`thing.${kind}`)} />;
  }
  if (shown === 0) return <Empty>{none}</Empty>;
  return (
    <>
      {children}
      <p className="meta" role="status">
        {list.hasNextPage ? say(`list.some.${kind}`, { shown, total: total ?? shown }) : say(`list.all.${kind}`, { n: shown })}
      </p>
      {list.error && <Failure error={list.error} what={say(`list.more.${kind}`)} onRetry={() => { list.fetchNextPage(); }} />}
      {list.hasNextPage && (
        <div>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => { list.fetchNextPage(); }}>
            {say('common.showMore')}
          </Button>
        </div>
      )}
    </>
  );
}
