import { Button, Group, Modal, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure, Loading } from '../../components/states/States';
import { useConfig } from '../../lib/config-context';
import type { Place } from '../../lib/places';
import { say } from '../../lib/texts';
import { accessQuery, PUBLIC, TEAM, useGrant, useRevoke } from './people';
import classes from './Settings.module.css';

/** Whether the team or everybody may see the package, as far as the registry allows it. */
export function VisibilityForm({ place }: { readonly place: Place }) {
  const { visibility } = useConfig();
  const { data, error, refetch } = useQuery(accessQuery(place));
  const grant = useGrant(place);
  const revoke = useRevoke(place);
  const [asking, setAsking] = useState(false);
  if (error) return <Failure error={error} what={say('thing.visibility')} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what={say('thing.visibility')} lines={2} />;
  const failed = grant.error ?? revoke.error;
  const set = (who: string, on: boolean) => {
    grant.reset();
    revoke.reset();
    if (on) grant.mutate(who);
    else revoke.mutate(who);
  };
  return (
    <section className={classes.section} aria-labelledby="visibility">
      <h2 id="visibility">{say('search.visibility')}</h2>
      {!visibility.team && !visibility.public && <p className={classes.text}>{say('visibility.kept')}</p>}
      {visibility.team && (
        <Switch
          label={say('visibility.team')}
          description={say('visibility.teamHint')}
          checked={data.includes(TEAM)}
          onChange={(event) => { set(TEAM, event.currentTarget.checked); }}
        />
      )}
      {visibility.public && (
        <Switch
          label={say('visibility.public')}
          description={say('visibility.publicHint')}
          checked={data.includes(PUBLIC)}
          onChange={(event) => {
            if (event.currentTarget.checked) setAsking(true);
            else set(PUBLIC, false);
          }}
        />
      )}
      {failed && (
        <p className={classes.problem} role="alert">
          {say('common.notChanged', { message: failed.message })}
        </p>
      )}
      <Modal opened={asking} onClose={() => { setAsking(false); }} title={say('visibility.ask')} size={480} closeButtonProps={{ 'aria-label': say('common.close') }}>
        <p className={classes.text}>
          {say('visibility.warn', { handle: `${place.owner}/${place.name}` })}
        </p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => { setAsking(false); }}>
            {say('visibility.keep')}
          </Button>
          <Button
            onClick={() => {
              setAsking(false);
              set(PUBLIC, true);
            }}
          >
            {say('visibility.make')}
          </Button>
        </Group>
      </Modal>
    </section>
  );
}
