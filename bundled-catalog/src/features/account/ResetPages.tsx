import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api, ApiError } from '../../lib/api-client';
import { useConfig } from '../../lib/config-context';
import { say, sayRich } from '../../lib/texts';
import classes from './AccountPage.module.css';
import { AccountPage } from './AccountPage';
import { PasswordField } from './PasswordField';
import { problemsOf, useForm } from './use-form';

/** Asks for a link with which to choose another password. */
export function ResetPage() {
  const { mail } = useConfig();
  const reset = useMutation({ mutationFn: ({ email }: { readonly email: string }) => api.post<unknown>('/api/reset_password', { email }) });
  const { field, problems, onSubmit } = useForm(
    { email: '' },
    ({ email }) => problemsOf<{ email: string }>({ email: !email.includes('@') && say('reset.enter') }),
    reset.mutate,
  );
  if (reset.isSuccess) {
    return (
      <AccountPage title={say('reset.check')}>
        <p className={classes.hint} role="status">
          {mail
            ? say('reset.mailed')
            : say('reset.unmailed')}
        </p>
        <Link to="/signin">{say('common.signIn')}</Link>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={say('reset.title')}>
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <TextInput label={say('account.mail')} type="email" autoComplete="email" {...field('email')} error={problems.email ?? reset.error?.message} />
        <Button type="submit" loading={reset.isPending}>
          {say('reset.send')}
        </Button>
      </form>
    </AccountPage>
  );
}

/** Where the link of a reset mail leads. */
export function ChangePasswordPage() {
  const { link = '' } = useParams();
  const change = useMutation({ mutationFn: ({ password }: { readonly password: string }) => api.post<unknown>('/api/change_password', { link, password }) });
  const { field, problems, onSubmit } = useForm(
    { password: '', again: '' },
    ({ password, again }) =>
      problemsOf<{ password: string; again: string }>({
        password: password.length < 8 && say('password.short'),
        again: again !== password && say('password.differ'),
      }),
    change.mutate,
  );
  if (change.isSuccess) {
    return (
      <AccountPage title={say('reset.changed')}>
        <p className={classes.hint} role="status">
          {say('reset.ended')}
        </p>
        <Link to="/signin">{say('common.signIn')}</Link>
      </AccountPage>
    );
  }
  const used = change.error instanceof ApiError && change.error.status === 401;
  return (
    <AccountPage title={say('reset.choose')}>
      {used && (
        <p className={classes.hint} role="alert">
          {sayRich('reset.used', { link: (words) => <Link to="/reset_password">{words}</Link> })}
        </p>
      )}
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <PasswordField
          label={say('password.new')}
          autoComplete="new-password"
          {...field('password')}
          error={problems.password ?? (used ? undefined : change.error?.message)}
        />
        <PasswordField label={say('password.newAgain')} autoComplete="new-password" {...field('again')} error={problems.again} />
        <Button type="submit" loading={change.isPending}>
          {say('password.change')}
        </Button>
      </form>
    </AccountPage>
  );
}

/** Where the registry leads whose activation link did not work. */
export function ActivationErrorPage() {
  const { brand } = useConfig();
  return (
    <AccountPage title={say('activation.title')}>
      <p className={classes.hint}>
        {brand.support === null ? say('activation.ask') : say('activation.write', { address: brand.support })}
      </p>
      <Link to="/signin">{say('common.signIn')}</Link>
    </AccountPage>
  );
}
