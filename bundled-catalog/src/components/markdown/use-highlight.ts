import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Language, languageNamed } from './languages';

const highlightQuery = (languages: readonly Language[]) =>
  queryOptions({
    queryKey: ['highlight', languages],
    queryFn: async () => {
      const { highlight, highlightedLines, learn } = await import('./highlight');
      await learn(languages);
      return { highlight, highlightedLines };
    },
    staleTime: Infinity,
    gcTime: Infinity,
  });

/**
 * The highlighter with what it must know of these languages. It comes when some text needs it; until then, without it, and for
 * texts in no language that it knows, text is plain.
 */
export function useHighlight(names: readonly string[]) {
  const languages = [...new Set(names.flatMap((name) => languageNamed(name) ?? []))].toSorted();
  const { data } = useQuery({ ...highlightQuery(languages), enabled: languages.length > 0 });
  // Another text may have brought it already.
  return languages.length > 0 ? data : undefined;
}
