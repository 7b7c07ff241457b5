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
import { say, sayRich } from '../../lib/texts';

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
      <h2 id="sessions">{say('sessions.title')}</h2>
      <p className="quiet">{say('sessions.hint')}</p>
      {error && <Failure error={error} what={say('thing.sessions')} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Loading what={say('thing.sessions')} lines={3} />}
      {data !== undefined && (
        <ul className={classes.list}>
          {data.toSorted((one, other) => Number(other.current) - Number(one.current)).map((session) => (
            <li key={session.id}>
              <Facts session={session} />
              {session.current ? (
                <Link to="/signout">{say('common.signOut')}</Link>
              ) : (
                <Button variant="default" size="compact-sm" aria-label={say('sessions.endThis', { name: nameOfSession(session) })} onClick={() => { ask(session); }}>
                  {say('sessions.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {data?.some(({ current }) => !current) === true && (
        <div>
          <Button variant="default" onClick={() => { ask('others'); }}>
            {say('sessions.endOthers')}
          </Button>
        </div>
      )}
      <Panel about={about} title={(which) => (which === 'others' ? say('sessions.endOthers') : say('sessions.endThis', { name: nameOfSession(which) }))} onClose={close}>
        {(which) => (
          <Confirm
            text={
              which === 'others'
                ? say('sessions.othersLose')
                : say('sessions.oneLoses')
            }
            action={which === 'others' ? say('sessions.endThem') : say('sessions.endIt')}
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
            {say('sessions.this')}
          </Badge>
        )}
      </span>
      <span className="meta">
        {sayRich(session.used_at === null ? 'sessions.unused' : 'sessions.used', {
          made: <Time at={session.made_at} />,
          used: session.used_at !== null && <Time at={session.used_at} />,
          ends: <Time at={session.expires_at} />,
        })}
      </span>
    </div>
  );
}
