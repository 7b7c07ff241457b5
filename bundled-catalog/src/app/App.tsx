import { QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { ApiError } from '../lib/api-client';
import type { Config } from '../lib/config';
import { Providers } from './Providers';
import { routes } from './routes';

/** An answer that says no will say no again; only a lost connection or a busy server is worth another try. */
function isWorthRetrying(failures: number, error: Error): boolean {
  return failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 502);
}

function newQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: isWorthRetrying, staleTime: 10_000 } } });
}

export function App({ config }: { readonly config: Config }) {
  const [queries] = useState(newQueryClient);
  const [router] = useState(() => createBrowserRouter(routes(config)));
  return (
    <Providers config={config} queries={queries}>
      <RouterProvider router={router} />
    </Providers>
  );
}
