import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Fragment, type ReactNode, useEffect } from 'react';
import { NoticesProvider } from '../components/notices/Notices';
import type { Config } from '../lib/config';
import { ConfigContext } from '../lib/config-context';
import { returnFocus, useLanguage } from '../lib/language';
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
          <Spoken>
            <NoticesProvider>{children}</NoticesProvider>
          </Spoken>
        </QueryClientProvider>
      </ConfigContext>
    </MantineProvider>
  );
}

/** Texts are no state of components, so in another language the whole page is made anew; what was read of the registry stays. */
function Spoken({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  useEffect(returnFocus, [language]);
  return <Fragment key={language}>{children}</Fragment>;
}
