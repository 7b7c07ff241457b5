import { render } from '@testing-library/react';
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router';
import { Providers } from '../app/Providers';
import type { Config } from '../lib/config';
import { newQueryClient } from '../lib/query-client';

export const someConfig: Config = {
  api: 'http://localhost:5000',
  alwaysRequiresAuth: false,
  team: null,
  stripeKey: '',
  sentryDSN: '',
  mixpanelToken: '',
  brand: { name: 'My registry', mark: '/mark.svg', support: null, docs: null },
  signup: true,
  mail: true,
  visibility: { public: true, team: false },
  users: true,
  github: null,
  catalog: 'http://localhost:3000',
  version: '1.0.0',
  status: 200,
};

/** Shows the page of an address as the application would, and gives the router to see where it went. */
export function open(address: string, routes: RouteObject[], config: Config = someConfig) {
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  const queries = newQueryClient({ retry: false });
  render(
    <Providers config={config} queries={queries} env="test">
      <RouterProvider router={router} />
    </Providers>,
  );
  return router;
}
