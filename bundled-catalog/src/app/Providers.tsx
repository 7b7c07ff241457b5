import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NoticesProvider } from '../components/notices/Notices';
import type { Config } from '../lib/config';
import { ConfigContext } from '../lib/config-context';
import { nonce } from './nonce';
import { schemes, theme, variables } from './theme';

interface Props {
  readonly config: Config;
  readonly queries: QueryClient;
  /** Tests want no transitions. */
  readonly env?: 'default' | 'test';
  readonly children: ReactNode;
}

/** Everything that pages find around them. */
export function Providers({ config, queries, env = 'default', children }: Props) {
  return (
    <MantineProvider
      env={env}
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <ConfigContext value={config}>
        <QueryClientProvider client={queries}>
          <NoticesProvider>{children}</NoticesProvider>
        </QueryClientProvider>
      </ConfigContext>
    </MantineProvider>
  );
}
