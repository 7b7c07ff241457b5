import { Badge, Button, Menu, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '../../components/dialog/Confirm';
import { Panel } from '../../components/dialog/Panel';
import { Time } from '../../components/marks/Marks';
import { useNotices } from '../../components/notices/notices-context';
import { type DataColumn, DataTable } from '../../components/table/DataTable';
import type { AdminUsers } from '../../lib/api-types';
import { useConfig } from '../../lib/config-context';
import { count } from '../../lib/format';
import { useSession } from '../../lib/session';
import { said, say, type TextId } from '../../lib/texts';
import { given, useFilters } from '../../lib/use-filters';
import classes from './Admin.module.css';
import { type UserAction, useResetPassword, useUserAction, usersQuery } from './api';
import { CreateUser } from './CreateUser';
import { LinkPanel, type PasswordLink } from './LinkPanel';
import { Listing } from './Listing';

type User = AdminUsers['users'][number];

const FILTERS = [
  { value: '', word: 'users.all' },
  { value: 'active', word: 'users.active' },
  { value: 'disabled', word: 'users.disabled' },
  { value: 'admin', word: 'users.admins' },
] as const;

type Action = UserAction | 'reset_password';

/** What an action is called, and what it takes away where it takes something away. */
const actions: Readonly<Record<Action, { readonly word: TextId; readonly loses?: TextId }>> = {
  disable: { word: 'users.disable', loses: 'users.disable.loses' },
  enable: { word: 'users.enable' },
  reset_password: { word: 'users.reset', loses: 'users.reset.loses' },
  grant_admin: { word: 'users.grant' },
  revoke_admin: { word: 'users.revoke', loses: 'users.revoke.loses' },
};

const done: Readonly<Record<UserAction, TextId>> = {
  disable: 'users.disable.done',
  enable: 'users.enable.done',
  grant_admin: 'users.grant.done',
  revoke_admin: 'users.revoke.done',
};

/** Everybody with an account. */
export function UsersPage() {
  const config = useConfig();
  const notices = useNotices();
  const { get, set } = useFilters();
  const [words] = useDebouncedValue(get('q'), 150);
  const sort = get('sort') === '' ? 'name' : get('sort');
  const list = useInfiniteQuery(usersQuery({ q: given(words), filter: given(get('filter')), sort }));
  const act = useUserAction();
  const reset = useResetPassword();
  const [asked, setAsked] = useState<{ readonly user: string; readonly action: Action } | null>(null);
  const [link, setLink] = useState<PasswordLink | null>(null);
  const session = useSession();
  const [first] = list.data?.pages ?? [];
  const users = list.data?.pages.flatMap((page) => page.users) ?? [];
  const run = (action: Action, username: string) => {
    if (action === 'reset_password') {
      reset.mutate(
        { username },
        {
          onSuccess: ({ name, link: made }) => {
            setAsked(null);
            if (made === null) notices.show(say('users.reset.mailed', { user: name }));
            else setLink({ name, link: made });
          },
        },
      );
      return;
    }
    act.mutate(
      { action, username },
      {
        onSuccess: () => {
          setAsked(null);
          notices.show(say(done[action], { user: username }));
        },
        onError: (error) => {
          if (actions[action].loses === undefined) notices.show(say('common.notChanged', { message: error.message }));
        },
      },
    );
  };
  const choose = (action: Action, username: string) => {
    act.reset();
    reset.reset();
    if (actions[action].loses === undefined) run(action, username);
    else setAsked({ action, user: username });
  };
  const columns: readonly DataColumn<User>[] = [
    {
      key: 'name',
      word: say('users.name'),
      sort: 'name',
      cell: ({ name, state, is_admin: admin }) => (
        <span className={classes.named}>
          <Link to={`/user/${name}`}>{name}</Link>
          {admin && <Badge variant="light" tt="none" radius="sm">{say('users.isAdmin')}</Badge>}
          {state === 'disabled' && <Badge variant="default" tt="none" radius="sm">{say('users.isDisabled')}</Badge>}
        </span>
      ),
    },
    { key: 'email', word: say('users.mail'), cell: ({ email }) => <span className="quiet">{email}</span> },
    { key: 'packages', word: say('admin.page.packages'), sort: 'packages', number: true, cell: ({ packages }) => count(packages) },
    { key: 'installs', word: say('word.installs'), number: true, cell: ({ installs }) => count(installs) },
    { key: 'previews', word: say('word.views'), number: true, cell: ({ previews }) => count(previews) },
    { key: 'seen', word: say('users.seen'), sort: 'last_seen', cell: ({ last_seen: seen }) => (seen === null ? say('word.never') : <Time at={seen} />) },
    {
      key: 'actions',
      word: '',
      number: true,
      cell: (user) => <Actions user={user} own={user.name === session.data?.user} enabled={config.users} mailed={config.mail} onChoose={choose} />,
    },
  ];
  return (
    <>
      <div className={classes.tools}>
        <h2>{say('admin.page.users')}</h2>
        <TextInput
          className={classes.find ?? ''}
          type="search"
          aria-label={say('users.find')}
          placeholder={say('users.find')}
          value={get('q')}
          onChange={(event) => { set('q', event.currentTarget.value); }}
        />
        <Select aria-label={say('users.which')} data={said(FILTERS).map(({ value, word }) => ({ value, label: word }))} value={get('filter')} allowDeselect={false} w={160} onChange={(value) => { set('filter', value); }} />
        {config.users && <CreateUser />}
      </div>
      {!config.users && <p className="quiet">{say('users.off')}</p>}
      <Listing list={list} shown={users.length} total={first?.total} kind="users" none={say('users.none')}>
        <DataTable label={say('admin.page.users')} columns={columns} rows={users} rowKey={({ name }) => name} sort={sort} onSort={(chosen) => { set('sort', chosen === 'name' ? '' : chosen); }} />
      </Listing>
      <Panel about={asked} title={({ action }) => say(actions[action].word)} onClose={() => { setAsked(null); }}>
        {({ user, action }) => (
          <Confirm
            text={say(actions[action].loses ?? actions[action].word, { user })}
            action={say(actions[action].word)}
            error={action === 'reset_password' ? reset.error : act.error}
            busy={act.isPending || reset.isPending}
            onConfirm={() => { run(action, user); }}
            onCancel={() => { setAsked(null); }}
          />
        )}
      </Panel>
      <LinkPanel about={link} title={({ name }) => say('users.noPassword', { user: name })} onClose={() => { setLink(null); }} />
    </>
  );
}

interface ActionsProps {
  readonly user: User;
  /** Nobody locks oneself out. */
  readonly own: boolean;
  readonly enabled: boolean;
  /** Whether links go out by mail. */
  readonly mailed: boolean;
  readonly onChoose: (action: Action, username: string) => void;
}

function Actions({ user, own, enabled, mailed, onChoose }: ActionsProps) {
  const button = useRef<HTMLButtonElement>(null);
  const active = user.state === 'active';
  const possible: readonly Action[] = enabled
    ? [
        ...(active ? [] : (['enable'] as const)),
        // It ends one's own session, and the link that only this page would show with it.
        ...(active && (mailed || !own) ? (['reset_password'] as const) : []),
        ...(user.is_admin ? (own ? [] : (['revoke_admin'] as const)) : active ? (['grant_admin'] as const) : []),
        ...(active && !own ? (['disable'] as const) : []),
      ]
    : [];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button ref={button} variant="subtle" size="compact-sm" aria-label={say('users.actionsFor', { user: user.name })}>
          {say('table.actions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={`/admin/audit?user=${encodeURIComponent(user.name)}`}>
          {say('users.events')}
        </Menu.Item>
        {possible.map((action) => (
          <Menu.Item
            key={action}
            onClick={() => {
              // A question that follows gives the focus back to where it was, which must not be in the closed menu.
              button.current?.focus();
              onChoose(action, user.name);
            }}
          >
            {say(actions[action].word)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
