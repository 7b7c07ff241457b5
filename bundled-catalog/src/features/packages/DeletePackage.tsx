import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useNotices } from '../../components/notices/notices-context';
import type { Package } from '../../lib/api-types';
import type { Place } from '../../lib/places';
import { say } from '../../lib/texts';
import { useDeletePackage } from './people';
import classes from './Settings.module.css';

/** The end of a package, after its name was typed. */
export function DeletePackage({ place, shown }: { readonly place: Place; readonly shown: Package }) {
  const [open, setOpen] = useState(false);
  return (
    <section className={classes.section} aria-labelledby="delete">
      <h2 id="delete">{say('delete.title')}</h2>
      <p className={classes.text}>{say('delete.text')}</p>
      <Button variant="default" onClick={() => { setOpen(true); }}>
        {say('delete.action')}
      </Button>
      <Modal opened={open} onClose={() => { setOpen(false); }} title={say('delete.action')} size={480} closeButtonProps={{ 'aria-label': say('common.close') }}>
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
        notices.show(say('delete.done', { handle }));
        void go('/');
      },
    });
  };
  return (
    <>
      <p className={classes.text}>
        {say('delete.loses', { revisions: shown.counts.revisions, comments: shown.counts.comments })}
      </p>
      <TextInput
        mt="md"
        label={say('delete.type', { handle })}
        autoComplete="off"
        value={typed}
        error={remove.error?.message}
        onChange={(event) => { setTyped(event.currentTarget.value); }}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onCancel}>
          {say('delete.keep')}
        </Button>
        <Button bg="var(--danger)" disabled={typed !== handle} loading={remove.isPending} onClick={onDelete}>
          {say('delete.action')}
        </Button>
      </Group>
    </>
  );
}
