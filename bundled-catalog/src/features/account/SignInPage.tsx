import { Button, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { ApiError } from '../../lib/api-client';
import { useConfig } from '../../lib/config-context';
import { safeNext, useSession, useSessionEnded, useSignIn } from '../../lib/session';
import { say, sayRich } from '../../lib/texts';
import classes from './AccountPage.module.css';
import { AccountPage } from './AccountPage';
import { PasswordField } from './PasswordField';
import { problemsOf, useForm } from './use-form';

function problem(error: Error): string {
  if (error instanceof ApiError && error.status === 401) return say('signIn.wrong');
  if (error instanceof ApiError && error.status === 429) {
    return error.retryAfter === undefined ? error.message : say('signIn.wait', { message: error.message, n: error.retryAfter });
  }
  return say('signIn.failed', { message: error.message });
}

export function SignInPage() {
  const [params] = useSearchParams();
  const session = useSession();
  const ended = useSessionEnded();
  const target = safeNext(params.get('next'), '/profile');
  if (session.data?.user != null) return <Navigate to={target} replace />;
  return (
    <AccountPage title={say('common.signIn')}>
      {ended && <p className={classes.hint}>{say('signIn.ended')}</p>}
      <SignInForm />
    </AccountPage>
  );
}

interface Entered extends Record<string, string> {
  readonly username: string;
  readonly password: string;
}

function check({ username, password }: Entered) {
  return problemsOf<Entered>({
    username: username === '' && say('signIn.enterName'),
    password: password === '' && say('signIn.enterPassword'),
  });
}

function SignInForm() {
  const config = useConfig();
  const signIn = useSignIn();
  const passwordField = useRef<HTMLInputElement>(null);
  const { field, problems, onSubmit } = useForm<Entered>({ username: '', password: '' }, check, (entered) => {
    signIn.mutate(entered, { onError: () => passwordField.current?.focus() });
  });

  return (
    <>
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <TextInput label={say('account.username')} autoComplete="username" autoCapitalize="none" {...field('username')} error={problems.username} />
        <PasswordField
          ref={passwordField}
          label={say('password.password')}
          autoComplete="current-password"
          {...field('password')}
          error={problems.password ?? (signIn.error ? problem(signIn.error) : undefined)}
        />
        <Button type="submit" loading={signIn.isPending}>
          {say('common.signIn')}
        </Button>
      </form>
      <p className={classes.hint}>
        <Link to="/reset_password">{say('password.forgot')}</Link>
      </p>
      {config.signup && (
        <p className={classes.hint}>
          {sayRich('signIn.noAccount', { link: (words) => <Link to="/signup">{words}</Link> })}
        </p>
      )}
    </>
  );
}
