import { useSearchParams } from 'react-router';

/** Filters and order of a list, kept in the address. Empty values are left out. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  return {
    get: (key: string) => params.get(key) ?? '',
    set: (key: string, value: string | null) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === null || value === '') after.delete(key);
          else after.set(key, value);
          return after;
        },
        { replace: true, preventScrollReset: true },
      );
    },
  };
}

/** Absent where nothing was entered. */
export function given(value: string): string | undefined {
  return value === '' ? undefined : value;
}
