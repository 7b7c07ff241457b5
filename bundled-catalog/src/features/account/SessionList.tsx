import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '../../components/dialog/Confirm';
import { Panel } from '../../components/dialog/Panel';
import { Time } from '../../components/marks/Marks';
import { Failure, Loading } from '../../components/states/States';
import { nameOfSession } from './agent';
import classes from './OwnAccountPage.module.css';
import { type OwnSession, sessionsQuery, useEndSession } from './sessions';

/** Where somebody is signed in: browsers with the catalog, and command lines. */
export function SessionList() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  const end = useEndSession();
  const [about, setAbout] = useState<OwnSession | 'others' | null>(null);
  const ask = (which: OwnSession | 'others') => {
    end.reset();
    setAbout(which);
  };
  const close = () => { setAbout(null); };
  return (
    <section aria-labelledby="sessions" className={classes.section}>
      <h2 id="sessions">Sessions</h2>
      <p className="quiet">Browsers and command lines that are signed in as you. Ended ones must sign in again.</p>
      {error && <Failure error={error} what="Your sessions" onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what="your sessions" lines={3} />}
      {data !== undefined && (
        <ul className={classes.list}>
          {data.toSorted((one, other) => Number(other.current) - Number(one.current)).map((session) => (
            <li key={session.id}>
              <Facts session={session} />
              {session.current ? (
                <Link to="/signout">Sign out</Link>
              ) : (
                <Button variant="default" size="compact-sm" aria-label={`End ${nameOfSession(session)}`} onClick={() => { ask(session); }}>
                  End
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {data?.some(({ current }) => !current) === true && (
        <div>
          <Button variant="default" onClick={() => { ask('others'); }}>
            End all other sessions
          </Button>
        </div>
      )}
      <Panel about={about} title={(which) => (which === 'others' ? 'End all other sessions' : `End ${nameOfSession(which)}`)} onClose={close}>
        {(which) => (
          <Confirm
            text={
              which === 'others'
                ? 'Everything but this browser must sign in again, command lines and programs with a token of yours, too.'
                : 'Whoever works there must sign in again. What is being sent or fetched now may be cut off.'
            }
            action={which === 'others' ? 'End them' : 'End it'}
            error={end.error}
            busy={end.isPending}
            onConfirm={() => { end.mutate(which, { onSuccess: close }); }}
            onCancel={close}
          />
        )}
      </Panel>
    </section>
  );
}

function Facts({ session }: { readonly session: OwnSession }) {
  return (
    <div className={classes.facts}>
      <span>
        {nameOfSession(session)}{' '}
        {session.current && (
          <Badge variant="light" tt="none" radius="sm">
            this browser
          </Badge>
        )}
      </span>
      <span className="meta">
        Signed in <Time at={session.made_at} />
        {session.used_at === null ? ', not used since that is noted' : <>, last used <Time at={session.used_at} /></>}, ends by itself{' '}
        <Time at={session.expires_at} />
      </span>
    </div>
  );
}
