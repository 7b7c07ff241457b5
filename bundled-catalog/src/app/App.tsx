import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import type { Config } from '../lib/config';
import { newQueryClient } from '../lib/query-client';
import { Providers } from './Providers';
import { routes } from './routes';

export function App({ config }: { readonly config: Config }) {
  const [queries] = useState(() => newQueryClient());
  const [router] = useState(() => createBrowserRouter(routes(config)));
  return (
    <Providers config={config} queries={queries}>
      <RouterProvider router={router} />
    </Providers>
  );
}
