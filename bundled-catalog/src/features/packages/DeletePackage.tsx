import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useNotices } from '../../components/notices/notices-context';
import type { Package } from '../../lib/api-types';
import { counted } from '../../lib/format';
import type { Place } from '../../lib/places';
import { useDeletePackage } from './people';
import classes from './Settings.module.css';

/** The end of a package, after its name was typed. */
export function DeletePackage({ place, shown }: { readonly place: Place; readonly shown: Package }) {
  const [open, setOpen] = useState(false);
  return (
    <section className={classes.section} aria-labelledby="delete">
      <h2 id="delete">Delete</h2>
      <p className={classes.text}>All revisions, tags, versions and comments are lost, for everybody with access.</p>
      <Button variant="default" onClick={() => { setOpen(true); }}>
        Delete package
      </Button>
      <Modal opened={open} onClose={() => { setOpen(false); }} title="Delete package" size={480} closeButtonProps={{ 'aria-label': 'Close' }}>
        <Question place={place} shown={shown} onCancel={() => { setOpen(false); }} />
      </Modal>
    </section>
  );
}

interface QuestionProps {
  readonly place: Place;
  readonly shown: Package;
  readonly onCancel: () => void;
}

function Question({ place, shown, onCancel }: QuestionProps) {
  const handle = `${place.owner}/${place.name}`;
  const [typed, setTyped] = useState('');
  const go = useNavigate();
  const notices = useNotices();
  const remove = useDeletePackage(place);
  const onDelete = () => {
    remove.mutate(undefined, {
      onSuccess: () => {
        notices.show(`${handle} is deleted.`);
        void go('/');
      },
    });
  };
  return (
    <>
      <p className={classes.text}>
        {counted(shown.counts.revisions, 'revision')} and {counted(shown.counts.comments, 'comment')} will be lost. This cannot be undone.
      </p>
      <TextInput
        mt="md"
        label={`Type ${handle} to confirm`}
        autoComplete="off"
        value={typed}
        error={remove.error?.message}
        onChange={(event) => { setTyped(event.currentTarget.value); }}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onCancel}>
          Keep it
        </Button>
        <Button bg="var(--danger)" disabled={typed !== handle} loading={remove.isPending} onClick={onDelete}>
          Delete package
        </Button>
      </Group>
    </>
  );
}
