import { useMediaQuery } from '@mantine/hooks';

/** Windows that have room for a second column (catalog.md 14.5). */
const ROOMY = '(min-width: 960px)';

const MEDIUM = '(min-width: 768px)';

/** Whether the window has room for something beside the content. */
export function useRoomy(): boolean {
  return useMediaQuery(ROOMY, false, { getInitialValueInEffect: false });
}

/** Whether the window is wider than that of a telephone. */
export function useMedium(): boolean {
  return useMediaQuery(MEDIUM, false, { getInitialValueInEffect: false });
}
