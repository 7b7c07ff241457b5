import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type SubmitEvent, useState } from 'react';
import { useNotices } from '../../components/notices/notices-context';
import { useConfig } from '../../lib/config-context';
import classes from './Admin.module.css';
import { useCreateUser } from './api';

/** An account for somebody, who then chooses a password by a link. */
export function CreateUser() {
  const [open, { open: show, close }] = useDisclosure(false);
  return (
    <>
      <Button onClick={show}>Create user</Button>
      <Modal opened={open} onClose={close} title="Create user" size={480} closeButtonProps={{ 'aria-label': 'Close' }}>
        <CreateForm onClose={close} />
      </Modal>
    </>
  );
}

function CreateForm({ onClose }: { readonly onClose: () => void }) {
  const config = useConfig();
  const notices = useNotices();
  const create = useCreateUser();
  const [username, setUsername] = useState('');
  const [email, setEmail] = useState('');
  const ofMail = create.error?.message.startsWith('Email') === true || create.error?.message.startsWith('Invalid email') === true;
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate(
      { username: username.trim(), email: email.trim() },
      {
        onSuccess: () => {
          onClose();
          notices.show(config.mail ? `${username} gets a mail with a link to choose a password.` : `${username} has an account. The control panel of the appliance has the link to choose a password.`);
        },
      },
    );
  };
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <TextInput
        label="Username"
        description="Small letters, digits and _, beginning with a letter"
        required
        autoComplete="off"
        autoCapitalize="none"
        data-autofocus
        value={username}
        error={ofMail ? undefined : create.error?.message}
        onChange={(event) => { setUsername(event.currentTarget.value); }}
      />
      <TextInput
        label="Mail address"
        type="email"
        required
        autoComplete="off"
        value={email}
        error={ofMail ? create.error?.message : undefined}
        onChange={(event) => { setEmail(event.currentTarget.value); }}
      />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending}>
          Create user
        </Button>
      </Group>
    </form>
  );
}
