/** What a reader may choose of, kept in this browser. */
export const colourSchemes = [
  { value: 'auto', word: 'System' },
  { value: 'light', word: 'Light' },
  { value: 'dark', word: 'Dark' },
] as const;
