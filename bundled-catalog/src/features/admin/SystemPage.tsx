import { Backups } from './Backups';
import { useConfig } from '../../lib/config-context';
import { say } from '../../lib/texts';
import classes from './Admin.module.css';
import { type Fact, Facts } from './Facts';

/** What this registry is and how it is set; changed in the control panel or by its settings. */
export function SystemPage() {
  const config = useConfig();
  const facts: readonly Fact[] = [
    [say('system.version'), config.version],
    [say('system.registry'), <code key="registry">{config.api}</code>],
    [say('system.catalog'), <code key="catalog">{config.catalog}</code>],
    [say('system.team'), config.team === null ? say('system.noTeam') : `${config.team.name ?? config.team.id} (${config.team.id})`],
    [say('system.signIn'), config.alwaysRequiresAuth ? say('system.signIn.needed') : say('system.signIn.free')],
    [say('system.signUp'), config.signup ? say('system.signUp.on') : say('system.signUp.off')],
    [say('users.mail'), config.mail ? say('system.mail.on') : say('system.mail.off')],
    [say('home.public'), config.visibility.public ? say('system.allowed') : say('system.notAllowed')],
    [say('system.teamPackages'), config.visibility.team ? say('system.allowed') : say('system.notAllowed')],
    [say('system.users'), config.users ? say('system.on') : say('system.off')],
  ];
  return (
    <>
      <div className={classes.tools}>
        <h2>{say('admin.page.system')}</h2>
      </div>
      <Facts facts={facts} />
      <p className="quiet">{say('system.hint')}</p>
      <Backups />
    </>
  );
}
