import type { MantineColorScheme } from '@mantine/core';
import type { TextId } from '../../lib/texts';

/** What a reader may choose of, kept in this browser. */
export const colourSchemes: readonly { readonly value: MantineColorScheme; readonly word: TextId }[] = [
  { value: 'auto', word: 'scheme.auto' },
  { value: 'light', word: 'scheme.light' },
  { value: 'dark', word: 'scheme.dark' },
];
