import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { ApiError } from '../../lib/api-client';
import classes from './OwnAccountPage.module.css';
import { PasswordField } from './PasswordField';
import { useChangePassword } from './sessions';
import { problemsOf, useForm } from './use-form';

/** Another password for somebody who is signed in. */
export function PasswordForm({ user }: { readonly user: string }) {
  // Each form begins empty.
  const [changed, setChanged] = useState(0);
  return (
    <section aria-labelledby="password" className={classes.section}>
      <h2 id="password">Password</h2>
      <Fields key={changed} user={user} onChanged={() => { setChanged(changed + 1); }} />
      <p className="quiet" role="status">
        {changed > 0 && 'Your password has been changed. All your other sessions have ended.'}
      </p>
    </section>
  );
}

function Fields({ user, onChanged }: { readonly user: string; readonly onChanged: () => void }) {
  const change = useChangePassword();
  const { field, problems, onSubmit } = useForm(
    { present: '', chosen: '', again: '' },
    ({ present, chosen, again }) =>
      problemsOf<{ present: string; chosen: string; again: string }>({
        present: present === '' && 'Enter your present password',
        chosen: chosen.length < 8 && 'A password has at least 8 characters',
        again: again !== chosen && 'The passwords differ',
      }),
    ({ present, chosen }) => { change.mutate({ present, chosen }, { onSuccess: onChanged }); },
  );
  const { error } = change;
  const wrong = error instanceof ApiError && error.status === 403;
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      {/* So that password managers know whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={user} readOnly hidden />
      <PasswordField
        label="Present password"
        autoComplete="current-password"
        {...field('present')}
        error={problems.present ?? (wrong ? error.message : undefined)}
      />
      <PasswordField
        label="New password"
        description="At least 8 characters. All your other sessions end, also those of the command line."
        autoComplete="new-password"
        {...field('chosen')}
        error={problems.chosen ?? (wrong ? undefined : error?.message)}
      />
      <PasswordField label="New password again" autoComplete="new-password" {...field('again')} error={problems.again} />
      <div className={classes.actions}>
        <Button type="submit" loading={change.isPending}>
          Change password
        </Button>
        <Link to="/reset_password">Forgot your password?</Link>
      </div>
    </form>
  );
}
