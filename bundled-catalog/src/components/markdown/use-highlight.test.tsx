import { QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { newQueryClient } from '../../lib/query-client';
import { useHighlight } from './use-highlight';

it('gives the highlighter to no text that is not to be coloured, also when another one has brought it', async () => {
  const queries = newQueryClient({ retry: false });
  const { result, rerender } = renderHook(useHighlight, {
    initialProps: true,
    wrapper: ({ children }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>,
  });
  await waitFor(() => { expect(result.current?.highlight('x = 1', 'python')).toBeDefined(); });
  rerender(false);
  expect(result.current).toBeUndefined();
});
