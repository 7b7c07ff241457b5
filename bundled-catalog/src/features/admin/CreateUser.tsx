import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type SubmitEvent, useState } from 'react';
import { useNotices } from '../../components/notices/notices-context';
import type { Admission } from '../../lib/api-types';
import { say } from '../../lib/texts';
import classes from './Admin.module.css';
import { useCreateUser } from './api';
import { LinkPanel, type PasswordLink } from './LinkPanel';

/** An account for somebody, who then chooses a password by a link. */
export function CreateUser() {
  const notices = useNotices();
  const [open, { open: show, close }] = useDisclosure(false);
  const [made, setMade] = useState<PasswordLink | null>(null);
  const onMade = ({ name, link }: Admission) => {
    close();
    if (link === null) notices.show(say('create.mailed', { user: name }));
    else setMade({ name, link });
  };
  return (
    <>
      <Button onClick={show}>{say('create.title')}</Button>
      <Modal opened={open} onClose={close} title={say('create.title')} size={480} closeButtonProps={{ 'aria-label': say('common.close') }}>
        <CreateForm onMade={onMade} onClose={close} />
      </Modal>
      <LinkPanel about={made} title={({ name }) => say('create.made', { user: name })} onClose={() => { setMade(null); }} />
    </>
  );
}

interface FormProps {
  readonly onMade: (admission: Admission) => void;
  readonly onClose: () => void;
}

function CreateForm({ onMade, onClose }: FormProps) {
  const create = useCreateUser();
  const [username, setUsername] = useState('');
  const [email, setEmail] = useState('');
  const ofMail = create.error?.message.startsWith('Email') === true || create.error?.message.startsWith('Invalid email') === true;
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate({ username: username.trim(), email: email.trim() }, { onSuccess: onMade });
  };
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <TextInput
        label={say('account.username')}
        description={say('create.nameHint')}
        required
        autoComplete="off"
        autoCapitalize="none"
        data-autofocus
        value={username}
        error={ofMail ? undefined : create.error?.message}
        onChange={(event) => { setUsername(event.currentTarget.value); }}
      />
      <TextInput
        label={say('account.mail')}
        type="email"
        required
        autoComplete="off"
        value={email}
        error={ofMail ? create.error?.message : undefined}
        onChange={(event) => { setEmail(event.currentTarget.value); }}
      />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {say('common.cancel')}
        </Button>
        <Button type="submit" loading={create.isPending}>
          {say('create.title')}
        </Button>
      </Group>
    </form>
  );
}
