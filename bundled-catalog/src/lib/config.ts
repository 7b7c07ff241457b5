import type { Config } from './api-types';
import { say } from './texts';

export type { Config };

declare global {
  interface Window {
    __CONFIG?: unknown;
  }
}

/** Says what is wrong with the configuration: a fault of the installation, not of the user. */
export class ConfigError extends Error {}

function isConfig(value: unknown): value is Config {
  return (
    typeof value === 'object' &&
    value !== null &&
    'api' in value &&
    typeof value.api === 'string' &&
    value.api !== '' &&
    'alwaysRequiresAuth' in value &&
    typeof value.alwaysRequiresAuth === 'boolean'
  );
}

/**
 * What the server says about itself before the application starts (`/config.js`, catalog.md sections 1 and 13).
 *
 * @throws ConfigError when a required key is missing or has the wrong type
 */
export function readConfig(value: unknown = window.__CONFIG): Config {
  if (!isConfig(value)) {
    throw new ConfigError(say('config.unusable'));
  }
  return value;
}
