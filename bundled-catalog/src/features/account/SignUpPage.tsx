import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../lib/api-client';
import { useConfig } from '../../lib/config-context';
import { say, sayRich } from '../../lib/texts';
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
    username: username === '' && say('signUp.enterName'),
    email: !/^[^\s@]+@[^\s@]+$/.test(email) && say('signUp.enterMail'),
    password: password.length < 8 && say('password.short'),
    again: again !== password && say('password.differ'),
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
      <AccountPage title={say('signUp.title')}>
        <p className={classes.hint}>{say('signUp.off')}</p>
        <Link to="/signin">{say('common.signIn')}</Link>
      </AccountPage>
    );
  }
  if (register.isSuccess) {
    return (
      <AccountPage title={say('signUp.almost')}>
        <p className={classes.hint} role="status">
          {mail
            ? say('signUp.mailed')
            : say('signUp.unmailed')}
        </p>
        <Link to="/signin">{say('common.signIn')}</Link>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={say('signUp.title')}>
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <TextInput
          label={say('account.username')}
          description={say('signUp.nameHint')}
          autoComplete="username"
          autoCapitalize="none"
          {...field('username')}
          error={problems.username ?? said('username')}
        />
        <TextInput label={say('account.mail')} type="email" autoComplete="email" {...field('email')} error={problems.email ?? said('email')} />
        <PasswordField label={say('password.password')} autoComplete="new-password" {...field('password')} error={problems.password ?? said('password')} />
        <PasswordField label={say('password.again')} autoComplete="new-password" {...field('again')} error={problems.again} />
        <Button type="submit" loading={register.isPending}>
          {say('signUp.title')}
        </Button>
      </form>
      <p className={classes.hint}>
        {sayRich('signUp.haveAccount', { link: (words) => <Link to="/signin">{words}</Link> })}
      </p>
    </AccountPage>
  );
}
