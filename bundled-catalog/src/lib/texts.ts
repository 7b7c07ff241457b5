import { IntlMessageFormat } from 'intl-messageformat';
import { createElement, Fragment, type ReactNode } from 'react';
import english from '../texts/en.json';

/** What the catalog speaks. */
export type Language = 'en' | 'de';

/** The name of a text, the same in every language. */
export type TextId = keyof typeof english;

/** All texts of a language, as ICU messages. */
export type Texts = Readonly<Record<TextId, string>>;

type Value = string | number;
type Values = Readonly<Record<string, Value>>;
type RichValues = Readonly<Record<string, ReactNode | ((words: ReactNode[]) => ReactNode)>>;

/** Where the browser names no country of the language: `12 Mar 2026`, `12. März 2026`. */
const USUAL: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

let texts: Texts = english;
let language: Language = 'en';
let formats = new Map<TextId, IntlMessageFormat>();

/** From now on texts are these; what is on the screen already stays as it is. English ones are always here. */
export function speak(spoken: Language, its: Texts = english) {
  language = spoken;
  texts = its;
  formats = new Map();
}

export function spokenLanguage(): Language {
  return language;
}

/** The language with the country that the reader's browser prefers: how numbers and times are written. */
export function locale(): string {
  return navigator.languages.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? USUAL[language];
}

function formatOf(id: TextId): IntlMessageFormat {
  const known = formats.get(id);
  if (known !== undefined) return known;
  const made = new IntlMessageFormat(texts[id], locale());
  formats.set(id, made);
  return made;
}

/**
 * A text in the language that is spoken. Not to be kept: constants of a module are made before anybody has chosen a language.
 *
 * @throws Error when the text needs a value that is not given
 */
export function say(id: TextId, values?: Values): string {
  // Most are plain words.
  return values === undefined ? texts[id] : String(formatOf(id).format(values));
}

/** A text with elements in it, as values or around some of its words: `Go <link>there</link>`. */
export function sayRich(id: TextId, values: RichValues): ReactNode {
  const parts = formatOf(id).format<ReactNode>(values);
  return createElement(Fragment, null, ...(Array.isArray(parts) ? parts : [parts]));
}

/** Things to choose from, with their words in the language that is spoken. */
export function said<T extends string>(options: readonly { readonly value: T; readonly word: TextId }[]): { readonly value: T; readonly word: string }[] {
  return options.map(({ value, word }) => ({ value, word: say(word) }));
}
