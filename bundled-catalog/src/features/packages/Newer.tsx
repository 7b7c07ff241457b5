import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Time } from '../../components/marks/Marks';
import type { Package } from '../../lib/api-types';
import { shortHash } from '../../lib/format';
import type { Place } from '../../lib/places';
import { say, sayRich } from '../../lib/texts';
import { latestQuery, packageQuery } from './api';
import classes from './Package.module.css';

/**
 * Tells whoever comes back to the page of the latest revision that it is the latest no more. What is on the screen stays until
 * he wants the newer one.
 */
export function Newer({ place, shown }: { readonly place: Place; readonly shown: Package }) {
  const queries = useQueryClient();
  const [declined, setDeclined] = useState<string | null>(null);
  const { data, refetch } = useQuery(latestQuery(place, shown.revision));
  useEffect(() => {
    // Another window beside this one takes the focus, though both can be seen.
    const ask = () => void refetch();
    window.addEventListener('focus', ask);
    return () => { window.removeEventListener('focus', ask); };
  }, [refetch]);
  const load = () => {
    // What was learnt is over: the latest may be the one that is shown again.
    queries.removeQueries({ queryKey: latestQuery(place, shown.revision).queryKey });
    void queries.resetQueries({ queryKey: packageQuery(place).queryKey });
  };
  const newer = data.hash !== shown.revision.hash && data.hash !== declined ? data : undefined;
  return (
    <div className={classes.newer} role="status" aria-label={say('newer.label')}>
      {newer !== undefined && (
        <p className={classes.notice}>
          <span>
            {sayRich('newer.text', {
              hash: <code>{shortHash(newer.hash)}</code>,
              user: newer.updated_by,
              time: <Time at={newer.updated_at} />,
              shown: <code>{shortHash(shown.revision.hash)}</code>,
            })}
          </span>
          <span className={classes.choices}>
            <Button variant="default" size="compact-sm" onClick={load}>
              {say('newer.load')}
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={() => { setDeclined(newer.hash); }}>
              {say('newer.notNow')}
            </Button>
          </span>
        </p>
      )}
    </div>
  );
}
