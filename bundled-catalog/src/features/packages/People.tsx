import { Autocomplete, Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { Link } from 'react-router';
import { Time } from '../../components/marks/Marks';
import { Failure, Loading } from '../../components/states/States';
import type { Place } from '../../lib/places';
import { say } from '../../lib/texts';
import { accessQuery, invitationsQuery, isMail, namesQuery, PUBLIC, TEAM, useGrant, useRevoke, useWithdraw } from './people';
import classes from './Settings.module.css';

/** Everybody with access by name; the owner adds and removes. */
export function People({ place, editable }: { readonly place: Place; readonly editable: boolean }) {
  const { data, error, refetch } = useQuery(accessQuery(place));
  const revoke = useRevoke(place);
  const people = data?.filter((user) => user !== PUBLIC && user !== TEAM).toSorted();
  return (
    <section className={classes.section} aria-labelledby="people">
      <h2 id="people">{say('people.title')}</h2>
      {error && <Failure error={error} what={say('thing.thePeople')} onRetry={() => void refetch()} />}
      {!error && people === undefined && <Loading what={say('thing.people')} lines={2} />}
      {people !== undefined && (
        <ul className={classes.list}>
          {people.map((user) => (
            <li key={user}>
              <Link to={`/user/${user}`}>{user}</Link>
              {user === place.owner ? (
                <span className="quiet">{say('people.owner')}</span>
              ) : (
                editable && (
                  <Button variant="subtle" size="compact-sm" aria-label={say('people.remove', { user })} onClick={() => { revoke.mutate(user); }}>
                    {say('word.remove')}
                  </Button>
                )
              )}
            </li>
          ))}
        </ul>
      )}
      {revoke.error && (
        <p className={classes.problem} role="alert">
          {say('common.notChanged', { message: revoke.error.message })}
        </p>
      )}
      {editable && <AddPerson place={place} />}
      {editable && <Invitations place={place} />}
    </section>
  );
}

function AddPerson({ place }: { readonly place: Place }) {
  const [who, setWho] = useState('');
  const [beginning] = useDebouncedValue(isMail(who) ? '' : who.trim(), 150);
  const { data: names = [] } = useQuery(namesQuery(beginning));
  const grant = useGrant(place);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = who.trim();
    if (chosen !== '') grant.mutate(chosen, { onSuccess: () => { setWho(''); } });
  };
  return (
    <form onSubmit={onSubmit} className={classes.row}>
      <Autocomplete
        label={say('people.add')}
        description={say('people.addHint')}
        data={[...names]}
        value={who}
        onChange={setWho}
        error={grant.error?.message}
        miw={280}
      />
      <Button type="submit" variant="default" loading={grant.isPending}>
        {isMail(who) ? say('people.invite') : say('people.addIt')}
      </Button>
    </form>
  );
}

function Invitations({ place }: { readonly place: Place }) {
  const { data, error, refetch } = useQuery(invitationsQuery(place));
  const withdraw = useWithdraw(place);
  if (error) return <Failure error={error} what={say('thing.invitations')} onRetry={() => void refetch()} />;
  if (data === undefined || data.length === 0) return null;
  return (
    <>
      <h3>{say('people.invited')}</h3>
      <ul className={classes.list}>
        {data.map(({ invitation_id: id, email, invited_at: at }) => (
          <li key={id}>
            {email}
            <span className="meta">
              <Time at={Date.parse(at) / 1000} />
            </span>
            <Button variant="subtle" size="compact-sm" aria-label={say('people.withdrawOf', { email })} onClick={() => { withdraw.mutate(id); }}>
              {say('people.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      {withdraw.error && (
        <p className={classes.problem} role="alert">
          {say('common.notChanged', { message: withdraw.error.message })}
        </p>
      )}
    </>
  );
}
