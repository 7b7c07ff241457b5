import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { ApiError } from '../../lib/api-client';
import { say } from '../../lib/texts';
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
      <h2 id="password">{say('password.password')}</h2>
      <Fields key={changed} user={user} onChanged={() => { setChanged(changed + 1); }} />
      <p className="quiet" role="status">
        {changed > 0 && say('password.changed')}
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
        present: present === '' && say('password.enterPresent'),
        chosen: chosen.length < 8 && say('password.short'),
        again: again !== chosen && say('password.differ'),
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
        label={say('password.present')}
        autoComplete="current-password"
        {...field('present')}
        error={problems.present ?? (wrong ? error.message : undefined)}
      />
      <PasswordField
        label={say('password.new')}
        description={say('password.hint')}
        autoComplete="new-password"
        {...field('chosen')}
        error={problems.chosen ?? (wrong ? undefined : error?.message)}
      />
      <PasswordField label={say('password.newAgain')} autoComplete="new-password" {...field('again')} error={problems.again} />
      <div className={classes.actions}>
        <Button type="submit" loading={change.isPending}>
          {say('password.change')}
        </Button>
        <Link to="/reset_password">{say('password.forgot')}</Link>
      </div>
    </form>
  );
}
