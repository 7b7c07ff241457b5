import { Backups } from './Backups';
import { useConfig } from '../../lib/config-context';
import classes from './Admin.module.css';
import { type Fact, Facts } from './Facts';

/** What this registry is and how it is set; changed in the control panel or by its settings. */
export function SystemPage() {
  const config = useConfig();
  const facts: readonly Fact[] = [
    ['Version', config.version],
    ['Registry', <code key="registry">{config.api}</code>],
    ['Catalog', <code key="catalog">{config.catalog}</code>],
    ['Team', config.team === null ? 'none' : `${config.team.name ?? config.team.id} (${config.team.id})`],
    ['Signing in', config.alwaysRequiresAuth ? 'needed to see anything' : 'not needed for public packages'],
    ['Sign-up', config.signup ? 'everybody can make an account' : 'administrators make accounts'],
    ['Mail', config.mail ? 'sent by a mail server' : 'not sent; administrators pass links on'],
    ['Public packages', config.visibility.public ? 'allowed' : 'not allowed'],
    ['Packages for the team', config.visibility.team ? 'allowed' : 'not allowed'],
    ['Managing users here', config.users ? 'on' : 'off'],
  ];
  return (
    <>
      <div className={classes.tools}>
        <h2>System</h2>
      </div>
      <Facts facts={facts} />
      <p className="quiet">These are changed in the control panel of the appliance or by its settings.</p>
      <Backups />
    </>
  );
}
