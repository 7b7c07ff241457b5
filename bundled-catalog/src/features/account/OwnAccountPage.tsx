import { useMantineColorScheme } from '@mantine/core';
import { Choice } from '../../components/choice/Choice';
import { colourSchemes } from '../../components/frame/schemes';
import { Time } from '../../components/marks/Marks';
import { siteName, useConfig } from '../../lib/config-context';
import { useSession } from '../../lib/session';
import { chooseTimeFormat, useTimeFormat } from '../../lib/time-format';
import classes from './OwnAccountPage.module.css';
import { PasswordForm } from './PasswordForm';
import { SessionList } from './SessionList';

const formats = [
  { value: 'relative', word: 'How long ago' },
  { value: 'local', word: 'Date and time' },
  { value: 'utc', word: 'Date and time in UTC' },
] as const;

/** What somebody can change of his own account, and of this browser. */
export function OwnAccountPage() {
  const config = useConfig();
  const session = useSession();
  const user = session.data?.user ?? '';
  const email = session.data?.email ?? null;
  return (
    <div className={classes.page}>
      <title>{`Your account · ${siteName(config)}`}</title>
      <div>
        <h1>Your account</h1>
        <p className="quiet">
          {user}
          {email !== null && `, ${email}`}
        </p>
      </div>
      <Display />
      <PasswordForm user={user} />
      <SessionList />
    </div>
  );
}

function Display() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const format = useTimeFormat();
  return (
    <section aria-labelledby="display" className={classes.section}>
      <h2 id="display">How this browser shows pages</h2>
      <div className={classes.choice}>
        <span aria-hidden="true">Theme</span>
        <Choice label="Theme" options={colourSchemes} value={colorScheme} onChange={setColorScheme} />
      </div>
      <div className={classes.choice}>
        <span aria-hidden="true">Times</span>
        <div>
          <Choice label="Times" options={formats} value={format} onChange={chooseTimeFormat} />
          <Example />
        </div>
      </div>
    </section>
  );
}

const QUARTER_HOUR = 900;

function Example() {
  // A time that does not change while the page is open.
  const session = useSession();
  return (
    <p className="meta" role="status">
      For example: <Time at={session.dataUpdatedAt / 1000 - QUARTER_HOUR} />
    </p>
  );
}
