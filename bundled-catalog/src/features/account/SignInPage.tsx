import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type SubmitEvent, useRef, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { ApiError } from '../../lib/api-client';
import { useConfig } from '../../lib/config-context';
import { safeNext, useSession, useSignIn } from '../../lib/session';
import classes from './AccountPage.module.css';
import { AccountPage } from './AccountPage';

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
  const target = safeNext(params.get('next'), '/profile');
  if (session.data?.user != null) return <Navigate to={target} replace />;
  return (
    <AccountPage title="Sign in">
      <SignInForm />
    </AccountPage>
  );
}

function SignInForm() {
  const config = useConfig();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (username === '') nameField.current?.focus();
    else if (password === '') passwordField.current?.focus();
    else signIn.mutate({ username, password }, { onError: () => passwordField.current?.focus() });
  };

  return (
    <>
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <TextInput
          ref={nameField}
          label="Username"
          autoComplete="username"
          autoCapitalize="none"
          value={username}
          error={tried && username === '' ? 'Enter your username' : undefined}
          onChange={(event) => { setUsername(event.currentTarget.value); }}
        />
        <PasswordInput
          ref={passwordField}
          label="Password"
          autoComplete="current-password"
          value={password}
          error={tried && password === '' ? 'Enter your password' : signIn.error ? problem(signIn.error) : undefined}
          onChange={(event) => { setPassword(event.currentTarget.value); }}
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
