import { createContext, useContext } from 'react';
import type { Config } from './config';

export const ConfigContext = createContext<Config | null>(null);

export function useConfig(): Config {
  const config = useContext(ConfigContext);
  if (config === null) throw new Error('There is no configuration around this component.');
  return config;
}

/** The name at the top of every page. */
export function siteName(config: Config): string {
  return config.team?.name ?? config.brand.name;
}
