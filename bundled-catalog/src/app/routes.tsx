import { Navigate, type RouteObject, useLocation } from 'react-router';
import { Frame } from '../components/frame/Frame';
import { NotFound } from '../components/states/States';
import { CodePage } from '../features/account/CodePage';
import { ActivationErrorPage, ChangePasswordPage, ResetPage } from '../features/account/ResetPages';
import { SignInPage } from '../features/account/SignInPage';
import { SignOutPage } from '../features/account/SignOutPage';
import { SignUpPage } from '../features/account/SignUpPage';
import { ToAdmin } from '../features/admin/ToAdmin';
import { ProfilePage } from '../features/home/ProfilePage';
import { SearchPage } from '../features/search/SearchPage';
import type { Config } from '../lib/config';
import { BrokenPage } from './BrokenPage';
import { RequireSession } from './RequireSession';

/** The package page and what belongs to it comes when it is first needed. */
const packagePages: RouteObject[] = ['/package/:owner/:name', '/package/:owner/:name/at/:rev'].map((path) => ({
  path,
  lazy: async () => ({ Component: (await import('../features/packages/PackageLayout')).PackageLayout }),
  children: [
    { index: true, lazy: async () => ({ Component: (await import('../features/packages/ReadmePage')).ReadmePage }) },
    { path: 'files/*', lazy: async () => ({ Component: (await import('../features/packages/FilesPage')).FilesPage }) },
    { path: 'query', lazy: async () => ({ Component: (await import('../features/packages/QueryPage')).QueryPage }) },
    { path: 'comments', lazy: async () => ({ Component: (await import('../features/packages/CommentsPage')).CommentsPage }) },
    { path: 'settings', lazy: async () => ({ Component: (await import('../features/packages/SettingsPage')).SettingsPage }) },
    { path: 'revisions', lazy: async () => ({ Component: (await import('../features/packages/RevisionsPage')).RevisionsPage }) },
    { path: 'compare/:range', lazy: async () => ({ Component: (await import('../features/packages/ComparePage')).ComparePage }) },
  ],
}));

/** Few people need them, so they come when they are first opened. */
const adminPages: RouteObject = {
  path: '/admin',
  lazy: async () => ({ Component: (await import('../features/admin/AdminLayout')).AdminLayout }),
  children: [
    { index: true, element: <Navigate to="/admin/users" replace /> },
    { path: 'users', lazy: async () => ({ Component: (await import('../features/admin/UsersPage')).UsersPage }) },
    { path: 'packages', lazy: async () => ({ Component: (await import('../features/admin/PackagesPage')).PackagesPage }) },
    { path: 'storage', lazy: async () => ({ Component: (await import('../features/admin/StoragePage')).StoragePage }) },
    { path: 'audit', lazy: async () => ({ Component: (await import('../features/admin/AuditPage')).AuditPage }) },
    { path: 'system', lazy: async () => ({ Component: (await import('../features/admin/SystemPage')).SystemPage }) },
  ],
};

/** The original's other address of the same page. */
function ToSignIn() {
  const { search } = useLocation();
  return <Navigate to={`/signin${search}`} replace />;
}

/** Every address of the catalog (catalog.md sections 2 and 12). */
export function routes(config: Config): RouteObject[] {
  const browsing: RouteObject[] = [
    { path: '/', lazy: async () => ({ Component: (await import('../features/home/HomePage')).HomePage }) },
    { path: '/search', element: <SearchPage /> },
    ...['/user/:user', '/package/:user'].map((path) => ({ path, lazy: async () => ({ Component: (await import('../features/users/UserPage')).UserPage }) })),
    ...packagePages,
  ];
  const pages: RouteObject[] = [
    { path: '/signin', element: <SignInPage /> },
    { path: '/login', element: <ToSignIn /> },
    { path: '/signout', element: <SignOutPage /> },
    { path: '/signup', element: <SignUpPage /> },
    { path: '/reset_password', element: <ResetPage /> },
    { path: '/reset_password/:link', element: <ChangePasswordPage /> },
    { path: '/activation_error', element: <ActivationErrorPage /> },
    config.alwaysRequiresAuth ? { element: <RequireSession />, children: browsing } : { children: browsing },
    {
      element: <RequireSession />,
      children: [
        { path: '/code', element: <CodePage /> },
        { path: '/profile', element: <ProfilePage /> },
        { path: '/account', lazy: async () => ({ Component: (await import('../features/account/OwnAccountPage')).OwnAccountPage }) },
        { path: '/profile/admin', element: <ToAdmin /> },
        adminPages,
      ],
    },
    { path: '*', element: <NotFound /> },
  ];
  // The frame stays, whatever becomes of the page in it.
  return [{ element: <Frame />, HydrateFallback: () => null, children: [{ ErrorBoundary: BrokenPage, children: pages }] }];
}
