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

/** A package at the revision that is shown, by its hash: what is asked there stays the same, whatever is pushed meanwhile. */
export function pinned(place: Place, shown: Package): Place {
  return { ...place, rev: shown.revision.hash };
}

export function usePinned(): Place {
  return pinned(usePlace(), usePackage());
}
