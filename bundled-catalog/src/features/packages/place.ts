import { useOutletContext, useParams } from 'react-router';
import type { Package } from '../../lib/api-types';
import type { Place } from '../../lib/places';

/** The place that the address names. */
export function usePlace(): Place {
  const { owner = '', name = '', rev } = useParams();
  return { owner, name, rev };
}

/** The path below `files` in the address; empty for the root. */
export function useFilePath(): string {
  const { '*': path = '' } = useParams();
  return path.replace(/\/+$/, '');
}

/** The package around a section of its page. */
export function usePackage(): Package {
  return useOutletContext<Package>();
}
