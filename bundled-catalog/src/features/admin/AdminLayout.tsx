import { NavLink, Outlet } from 'react-router';
import { Loading, PageFailure } from '../../components/states/States';
import { siteName, useConfig } from '../../lib/config-context';
import { useSession } from '../../lib/session';
import classes from './Admin.module.css';

const pages = [
  { to: '/admin/users', word: 'Users' },
  { to: '/admin/packages', word: 'Packages' },
  { to: '/admin/storage', word: 'Storage' },
  { to: '/admin/audit', word: 'Audit' },
  { to: '/admin/system', word: 'System' },
];

/** The pages of administrators; nobody else sees anything of them. */
export function AdminLayout() {
  const config = useConfig();
  const session = useSession();
  if (session.isPending) return <Loading what="your session" lines={2} />;
  if (session.error) return <PageFailure error={session.error} what="Your session" onRetry={() => void session.refetch()} />;
  if (!session.data.is_admin) {
    return (
      <div className={classes.page}>
        <title>Not for you</title>
        <h1>For administrators</h1>
        <p className="quiet">You are signed in as {session.data.user}, who is no administrator of this registry.</p>
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <title>{`Administration · ${siteName(config)}`}</title>
      <h1>Administration</h1>
      <div className={classes.columns}>
        <nav aria-label="Administration" className={classes.nav}>
          {pages.map(({ to, word }) => (
            <NavLink key={to} to={to} className={classes.link ?? ''}>
              {word}
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
