import { createContext, useContext } from 'react';

export interface Notices {
  readonly show: (text: string) => void;
}

export const NoticesContext = createContext<Notices | null>(null);

export function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (notices === null) throw new Error('There is no place for notices around this component.');
  return notices;
}
