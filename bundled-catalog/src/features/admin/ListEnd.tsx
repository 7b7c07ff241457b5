import { Button } from '@mantine/core';
import { Failure } from '../../components/states/States';
import { count } from '../../lib/format';

interface Props {
  readonly shown: number;
  /** Absent where the server does not count. */
  readonly total?: number;
  readonly what: string;
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly error: Error | null;
    readonly fetchNextPage: () => unknown;
  };
}

/** How much of a list is shown, and the way to more. */
export function ListEnd({ shown, total, what, list }: Props) {
  return (
    <>
      <p className="meta" role="status">
        {list.hasNextPage ? `Showing ${count(shown)}${total === undefined ? '' : ` of ${count(total)}`} ${what}.` : `${count(shown)} ${what}.`}
      </p>
      {list.error && <Failure error={list.error} what={`More ${what}`} onRetry={() => { list.fetchNextPage(); }} />}
      {list.hasNextPage && (
        <div>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => { list.fetchNextPage(); }}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
