import { Button, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { ApiError } from '../../lib/api-client';
import { useConfig } from '../../lib/config-context';
import { safeNext, useSession, useSessionEnded, useSignIn } from '../../lib/session';
import classes from './AccountPage.module.css';
import { AccountPage } from './AccountPage';
import { PasswordField } from './PasswordField';
import { problemsOf, useForm } from './use-form';

function problem(error: Error): string {
  if (error instanceof ApiError && error.status === 401) return 'This name and password do not fit together.';
  if (error instanceof ApiError && error.status === 429) {
    return error.retryAfter === undefined ? error.message : `${error.message} Try again in ${error.retryAfter} seconds.`;
  }
  return `Signing in did not work: ${error.message}`;
}

export function SignInPage() {
  const [params] = useSearchParams();
  const session = useSession();
  const ended = useSessionEnded();
  const target = safeNext(params.get('next'), '/profile');
  if (session.data?.user != null) return <Navigate to={target} replace />;
  return (
    <AccountPage title="Sign in">
      {ended && <p className={classes.hint}>Your session has ended. Sign in to go on where you were.</p>}
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
    username: username === '' && 'Enter your username',
    password: password === '' && 'Enter your password',
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
        <TextInput label="Username" autoComplete="username" autoCapitalize="none" {...field('username')} error={problems.username} />
        <PasswordField
          ref={passwordField}
          label="Password"
          autoComplete="current-password"
          {...field('password')}
          error={problems.password ?? (signIn.error ? problem(signIn.error) : undefined)}
        />
        <Button type="submit" loading={signIn.isPending}>
          Sign in
        </Button>
      </form>
      <p className={classes.hint}>
        <Link to="/reset_password">Forgot your password?</Link>
      </p>
      {config.signup && (
        <p className={classes.hint}>
          No account yet? <Link to="/signup">Sign up</Link>
        </p>
      )}
    </>
  );
}
