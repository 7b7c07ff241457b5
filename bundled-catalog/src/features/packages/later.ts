import { lazy } from 'react';

/** Parts of the page of a file that come when somebody asks for them. */
export const MetadataView = lazy(async () => ({ default: (await import('./MetadataView')).MetadataView }));
export const FileHistoryView = lazy(async () => ({ default: (await import('./FileHistoryView')).FileHistoryView }));
