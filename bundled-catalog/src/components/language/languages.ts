import type { LanguageChoice } from '../../lib/language';
import { said } from '../../lib/texts';

/** What a reader may choose of; each language is named by itself. */
export function languages(): readonly { readonly value: LanguageChoice; readonly word: string; readonly lang?: string }[] {
  return said<LanguageChoice>([
    { value: 'system', word: 'language.system' },
    { value: 'en', word: 'language.en' },
    { value: 'de', word: 'language.de' },
  ]).map((one) => (one.value === 'system' ? one : { ...one, lang: one.value }));
}
