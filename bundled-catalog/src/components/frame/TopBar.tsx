import { Button, Menu } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { siteName, useConfig } from '../../lib/config-context';
import { signInPath, useHere } from '../../lib/here';
import { useSession } from '../../lib/session';
import { say } from '../../lib/texts';
import classes from './Frame.module.css';
import { SearchField } from './SearchField';
import { ThemeMenu } from './ThemeMenu';

/** Mark and name, search, theme, and who is signed in. */
export function TopBar() {
  const config = useConfig();
  const { pathname } = useLocation();
  return (
    <header className={classes.bar}>
      <Link to="/" className={`plain ${classes.home ?? ''}`} aria-label={siteName(config)}>
        <img src="/mark.svg" alt="" width="24" height="24" />
        <span className={`cut ${classes.name ?? ''}`}>{siteName(config)}</span>
      </Link>
      <SearchField className={classes.search ?? ''} />
      <div className={classes.right}>
        <ThemeMenu />
        {pathname !== '/signin' && <UserMenu />}
      </div>
    </header>
  );
}

function UserMenu() {
  const session = useSession();
  const here = useHere();
  if (session.data === undefined) return null;
  const { user } = session.data;
  if (user === null) {
    return (
      <Button component={Link} to={signInPath(here)} variant="default">
        {say('common.signIn')}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">{user}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/profile">
          {say('frame.own')}
        </Menu.Item>
        <Menu.Item component={Link} to="/account">
          {say('frame.account')}
        </Menu.Item>
        <Menu.Item component={Link} to="/code">
          {say('frame.code')}
        </Menu.Item>
        {session.data.is_admin && (
          <Menu.Item component={Link} to="/admin/users">
            {say('frame.admin')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item component={Link} to="/signout">
          {say('common.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
