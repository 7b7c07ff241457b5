import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../lib/api-client';
import { useConfig } from '../../lib/config-context';
import classes from './AccountPage.module.css';
import { AccountPage } from './AccountPage';
import { PasswordField } from './PasswordField';
import { problemsOf, useForm } from './use-form';

interface Account extends Record<string, string> {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly again: string;
}

const nobody: Account = { username: '', email: '', password: '', again: '' };

function check({ username, email, password, again }: Account) {
  return problemsOf<Account>({
    username: username === '' && 'Enter a username',
    email: !/^[^\s@]+@[^\s@]+$/.test(email) && 'Enter a valid mail address',
    password: password.length < 8 && 'A password has at least 8 characters',
    again: again !== password && 'The passwords differ',
  });
}

/** Which field an answer of the registry is about; the password takes what concerns none. */
function refused(error: Error | null) {
  const text = error?.message ?? '';
  const field = /username/i.test(text) ? 'username' : /email/i.test(text) ? 'email' : 'password';
  return (name: string) => (error !== null && name === field ? text : undefined);
}

export function SignUpPage() {
  const { signup, mail } = useConfig();
  const register = useMutation({
    mutationFn: ({ username, email, password }: Account) => api.post<unknown>('/api/register', { username, email, password }),
  });
  const { field, problems, onSubmit } = useForm(nobody, check, register.mutate);
  const said = refused(register.error);
  if (!signup) {
    return (
      <AccountPage title="Sign up">
        <p className={classes.hint}>Accounts of this registry are made by its administrator. Ask there for one.</p>
        <Link to="/signin">Sign in</Link>
      </AccountPage>
    );
  }
  if (register.isSuccess) {
    return (
      <AccountPage title="Almost done">
        <p className={classes.hint} role="status">
          {mail
            ? 'A mail is on its way to you. Open the link in it, then sign in.'
            : 'This registry sends no mails. Its administrator has a link for you that makes your account ready.'}
        </p>
        <Link to="/signin">Sign in</Link>
      </AccountPage>
    );
  }
  return (
    <AccountPage title="Sign up">
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <TextInput
          label="Username"
          description="Lower-case letters, digits and underscores"
          autoComplete="username"
          autoCapitalize="none"
          {...field('username')}
          error={problems.username ?? said('username')}
        />
        <TextInput label="Mail address" type="email" autoComplete="email" {...field('email')} error={problems.email ?? said('email')} />
        <PasswordField label="Password" autoComplete="new-password" {...field('password')} error={problems.password ?? said('password')} />
        <PasswordField label="Password again" autoComplete="new-password" {...field('again')} error={problems.again} />
        <Button type="submit" loading={register.isPending}>
          Sign up
        </Button>
      </form>
      <p className={classes.hint}>
        You have an account? <Link to="/signin">Sign in</Link>
      </p>
    </AccountPage>
  );
}
