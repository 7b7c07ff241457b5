import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api, ApiError } from '../../lib/api-client';
import { useConfig } from '../../lib/config-context';
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
    ({ email }) => problemsOf<{ email: string }>({ email: !email.includes('@') && 'Enter your mail address' }),
    reset.mutate,
  );
  if (reset.isSuccess) {
    return (
      <AccountPage title="Check your mail">
        <p className={classes.hint} role="status">
          {mail
            ? 'If there is an account with this address, a link to choose another password is on its way.'
            : 'This registry sends no mails. If there is an account with this address, its administrator now has a link for you.'}
        </p>
        <Link to="/signin">Sign in</Link>
      </AccountPage>
    );
  }
  return (
    <AccountPage title="Reset your password">
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <TextInput label="Mail address" type="email" autoComplete="email" {...field('email')} error={problems.email ?? reset.error?.message} />
        <Button type="submit" loading={reset.isPending}>
          Send a link
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
        password: password.length < 8 && 'A password has at least 8 characters',
        again: again !== password && 'The passwords differ',
      }),
    change.mutate,
  );
  if (change.isSuccess) {
    return (
      <AccountPage title="Your password has been changed">
        <p className={classes.hint} role="status">
          All your sessions have ended.
        </p>
        <Link to="/signin">Sign in</Link>
      </AccountPage>
    );
  }
  const used = change.error instanceof ApiError && change.error.status === 401;
  return (
    <AccountPage title="Choose a password">
      {used && (
        <p className={classes.hint} role="alert">
          This link is not valid any more. <Link to="/reset_password">Ask for another</Link>
        </p>
      )}
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <PasswordField
          label="New password"
          autoComplete="new-password"
          {...field('password')}
          error={problems.password ?? (used ? undefined : change.error?.message)}
        />
        <PasswordField label="New password again" autoComplete="new-password" {...field('again')} error={problems.again} />
        <Button type="submit" loading={change.isPending}>
          Change password
        </Button>
      </form>
    </AccountPage>
  );
}

/** Where the registry leads whose activation link did not work. */
export function ActivationErrorPage() {
  const { brand } = useConfig();
  return (
    <AccountPage title="This link did not work">
      <p className={classes.hint}>
        An activation link works once and for a day. {brand.support === null ? 'Ask the administrator for another.' : `Write to ${brand.support} for another.`}
      </p>
      <Link to="/signin">Sign in</Link>
    </AccountPage>
  );
}
