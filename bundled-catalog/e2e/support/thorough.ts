/** Whether all is wanted (docs/adr/0021); what is marked @thorough is left out otherwise. */
export const isThorough = (process.env.THOROUGH ?? '') !== '';

/** The mark for what shows once more what others show. */
export const THOROUGH = { tag: '@thorough' };

/** The mark for all but the first few of a list. */
export const after = (few: number, index: number) => (index < few ? {} : THOROUGH);
