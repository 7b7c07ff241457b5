import type { RouteObject } from 'react-router';
import { Frame } from '../components/frame/Frame';
import { NotFound } from '../components/states/States';
import { SignInPage } from '../features/account/SignInPage';
import { SignOutPage } from '../features/account/SignOutPage';
import type { Config } from '../lib/config';
import { RequireSession } from './RequireSession';

/** Every address of the catalog (catalog.md sections 2 and 12). */
export function routes(config: Config): RouteObject[] {
  const browsing: RouteObject[] = [];
  return [
    {
      element: <Frame />,
      children: [
        { path: '/signin', element: <SignInPage /> },
        { path: '/signout', element: <SignOutPage /> },
        config.alwaysRequiresAuth ? { element: <RequireSession />, children: browsing } : { children: browsing },
        { element: <RequireSession />, children: [] },
        { path: '*', element: <NotFound /> },
      ],
    },
  ];
}
