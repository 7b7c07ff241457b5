import { useLocation } from 'react-router';

/** The address of the page that is shown, within this site. */
export function useHere(): string {
  const { pathname, search, hash } = useLocation();
  return pathname + search + hash;
}

/** Where one signs in and comes back from. */
export function signInPath(here: string): string {
  return `/signin?next=${encodeURIComponent(here)}`;
}
