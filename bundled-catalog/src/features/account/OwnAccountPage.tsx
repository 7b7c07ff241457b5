import { useMantineColorScheme } from '@mantine/core';
import { Choice } from '../../components/choice/Choice';
import { colourSchemes } from '../../components/frame/schemes';
import { languages } from '../../components/language/languages';
import { useChooseLanguage } from '../../components/language/use-choose';
import { Time } from '../../components/marks/Marks';
import { siteName, useConfig } from '../../lib/config-context';
import { useLanguageChoice } from '../../lib/language';
import { useSession } from '../../lib/session';
import { said, say, sayRich, type TextId } from '../../lib/texts';
import { chooseTimeFormat, type TimeFormat, useTimeFormat } from '../../lib/time-format';
import classes from './OwnAccountPage.module.css';
import { PasswordForm } from './PasswordForm';
import { SessionList } from './SessionList';

const formats: readonly { readonly value: TimeFormat; readonly word: TextId }[] = [
  { value: 'relative', word: 'times.relative' },
  { value: 'local', word: 'times.local' },
  { value: 'utc', word: 'times.utc' },
];

/** What somebody can change of his own account, and of this browser. */
export function OwnAccountPage() {
  const config = useConfig();
  const session = useSession();
  const user = session.data?.user ?? '';
  const email = session.data?.email ?? null;
  return (
    <div className={classes.page}>
      <title>{`${say('frame.account')} · ${siteName(config)}`}</title>
      <div>
        <h1>{say('frame.account')}</h1>
        <p className="quiet">
          {[user, ...(email === null ? [] : [email])].join(', ')}
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
      <h2 id="display">{say('account.display')}</h2>
      <div className={classes.choice}>
        <span aria-hidden="true">{say('account.theme')}</span>
        <Choice label={say('account.theme')} options={said(colourSchemes)} value={colorScheme} onChange={setColorScheme} />
      </div>
      <div className={classes.choice}>
        <span aria-hidden="true">{say('account.times')}</span>
        <div>
          <Choice label={say('account.times')} options={said(formats)} value={format} onChange={chooseTimeFormat} />
          <Example />
        </div>
      </div>
      <div className={classes.choice}>
        <span aria-hidden="true">{say('language.language')}</span>
        <Choice id="language" label={say('language.language')} options={languages()} value={useLanguageChoice()} onChange={useChooseLanguage()} />
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
      {sayRich('account.example', { time: <Time at={session.dataUpdatedAt / 1000 - QUARTER_HOUR} /> })}
    </p>
  );
}
