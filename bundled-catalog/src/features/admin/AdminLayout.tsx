import { NavLink, Outlet } from 'react-router';
import { Loading, PageFailure } from '../../components/states/States';
import { siteName, useConfig } from '../../lib/config-context';
import { useSession } from '../../lib/session';
import { say } from '../../lib/texts';
import classes from './Admin.module.css';

const pages = ['users', 'packages', 'storage', 'audit', 'system'] as const;

/** The pages of administrators; nobody else sees anything of them. */
export function AdminLayout() {
  const config = useConfig();
  const session = useSession();
  if (session.isPending) return <Loading what={say('thing.session')} lines={2} />;
  if (session.error) return <PageFailure error={session.error} what={say('thing.session')} onRetry={() => void session.refetch()} />;
  if (!session.data.is_admin) {
    return (
      <div className={classes.page}>
        <title>{say('admin.notForYou')}</title>
        <h1>{say('admin.only')}</h1>
        <p className="quiet">{say('admin.youAre', { user: session.data.user ?? '' })}</p>
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <title>{`${say('frame.admin')} · ${siteName(config)}`}</title>
      <h1>{say('frame.admin')}</h1>
      <div className={classes.columns}>
        <nav aria-label={say('frame.admin')} className={classes.nav}>
          {pages.map((page) => (
            <NavLink key={page} to={`/admin/${page}`} className={classes.link ?? ''}>
              {say(`admin.page.${page}`)}
            </NavLink>
          ))}
        </nav>
        <div className={classes.main}>
          <Outlet />
        </div>
      </div>
    </div>
  );
}
