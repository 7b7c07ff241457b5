import { QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { newQueryClient } from '../../lib/query-client';
import { languageNamed, withOthers } from './languages';
import { useHighlight } from './use-highlight';

function highlighting(initial: readonly string[]) {
  const queries = newQueryClient({ retry: false });
  return renderHook((names: readonly string[]) => useHighlight(names), {
    initialProps: initial,
    wrapper: ({ children }: { readonly children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>,
  });
}

it('gives the highlighter to no text that is not to be coloured, also when another one has brought it', async () => {
  const { result, rerender } = highlighting(['py']);
  await waitFor(() => { expect(result.current?.highlight('x = 1', 'python')).toBeDefined(); });
  rerender([]);
  expect(result.current).toBeUndefined();
  rerender(['txt', 'nosuchlanguage']);
  expect(result.current).toBeUndefined();
});

it('colours a language once a text needs it, and what is written within it', async () => {
  const { result, rerender } = highlighting(['html']);
  await waitFor(() => { expect(JSON.stringify(result.current?.highlight('<script>var a = 1</script>', 'html'))).toContain('hljs-keyword'); });
  expect(result.current?.highlight('fun main() = 1', 'kotlin')).toBeUndefined();
  rerender(['kt']);
  await waitFor(() => { expect(JSON.stringify(result.current?.highlight('fun main() = 1', 'kt'))).toContain('hljs-keyword'); });
});

it.each(['kotlin', 'swift', 'php', 'rb', 'c#', 'ps1', 'f90', 'do', 'PY'])('knows %s by that name', (name) => {
  expect(languageNamed(name)).toBeDefined();
});

it('takes no property of objects for a language', () => {
  expect(languageNamed('constructor')).toBeUndefined();
  expect(withOthers(['markdown'])).toEqual(['markdown', 'xml', 'css', 'javascript']);
});
