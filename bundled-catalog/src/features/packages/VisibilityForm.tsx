import { Button, Group, Modal, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure, Loading } from '../../components/states/States';
import { useConfig } from '../../lib/config-context';
import type { Place } from '../../lib/places';
import { accessQuery, PUBLIC, TEAM, useGrant, useRevoke } from './people';
import classes from './Settings.module.css';

/** Whether the team or everybody may see the package, as far as the registry allows it. */
export function VisibilityForm({ place }: { readonly place: Place }) {
  const { visibility } = useConfig();
  const { data, error, refetch } = useQuery(accessQuery(place));
  const grant = useGrant(place);
  const revoke = useRevoke(place);
  const [asking, setAsking] = useState(false);
  if (error) return <Failure error={error} what="Who may see this package" onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what="who may see this package" lines={2} />;
  const failed = grant.error ?? revoke.error;
  const set = (who: string, on: boolean) => {
    grant.reset();
    revoke.reset();
    if (on) grant.mutate(who);
    else revoke.mutate(who);
  };
  return (
    <section className={classes.section} aria-labelledby="visibility">
      <h2 id="visibility">Visibility</h2>
      {!visibility.team && !visibility.public && <p className={classes.text}>This registry keeps packages private: only the people below see them.</p>}
      {visibility.team && (
        <Switch
          label="Team"
          description="Everyone with an account here can see and install it."
          checked={data.includes(TEAM)}
          onChange={(event) => { set(TEAM, event.currentTarget.checked); }}
        />
      )}
      {visibility.public && (
        <Switch
          label="Public"
          description="Everyone who can reach this registry can see and install it, without signing in."
          checked={data.includes(PUBLIC)}
          onChange={(event) => {
            if (event.currentTarget.checked) setAsking(true);
            else set(PUBLIC, false);
          }}
        />
      )}
      {failed && (
        <p className={classes.problem} role="alert">
          Nothing was changed: {failed.message}
        </p>
      )}
      <Modal opened={asking} onClose={() => { setAsking(false); }} title="Make this package public?" size={480} closeButtonProps={{ 'aria-label': 'Close' }}>
        <p className={classes.text}>
          Everyone who can reach this registry will see all revisions of {place.owner}/{place.name}, also the old ones.
        </p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => { setAsking(false); }}>
            Keep it as it is
          </Button>
          <Button
            onClick={() => {
              setAsking(false);
              set(PUBLIC, true);
            }}
          >
            Make it public
          </Button>
        </Group>
      </Modal>
    </section>
  );
}
