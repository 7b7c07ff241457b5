import { useLocalStorage } from '@mantine/hooks';

/** A choice of this person that the browser keeps, there from the first drawing on. */
export function useKept<T>(key: string, usual: T) {
  return useLocalStorage<T>({ key, defaultValue: usual, getInitialValueInEffect: false });
}
