import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { NoticesProvider } from '../components/notices/Notices';
import { ApiError } from '../lib/api-client';
import type { Config } from '../lib/config';
import { ConfigContext } from '../lib/config-context';
import { nonce } from './nonce';
import { routes } from './routes';
import { schemes, theme, variables } from './theme';

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
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <ConfigContext value={config}>
        <QueryClientProvider client={queries}>
          <NoticesProvider>
            <RouterProvider router={router} />
          </NoticesProvider>
        </QueryClientProvider>
      </ConfigContext>
    </MantineProvider>
  );
}
