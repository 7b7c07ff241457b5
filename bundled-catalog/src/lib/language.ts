import { useSyncExternalStore } from 'react';
import { keepChoice, keptChoice } from './kept-choice';
import { type Language, say, speak, spokenLanguage, type Texts } from './texts';

/** What a reader may choose; the system's means German where the browser prefers it, else English. */
export type LanguageChoice = 'system' | Language;

const STORED = 'language';

const listeners = new Set<() => void>();

/** What had the focus before the page was written anew. */
let focused = '';

/** What is chosen in this browser. */
export function languageChoice(): LanguageChoice {
  return keptChoice<LanguageChoice>(STORED, ['en', 'de'], 'system');
}

function wanted(): Language {
  const choice = languageChoice();
  if (choice !== 'system') return choice;
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';
}

/** English is part of the application, other languages come when somebody wants them. */
async function textsOf(language: Language): Promise<Texts | undefined> {
  return language === 'en' ? undefined : (await import('../texts/de.json')).default;
}

/** Speaks the chosen language once its texts are there. */
async function follow() {
  const language = wanted();
  const texts = await textsOf(language);
  // Another may have been chosen meanwhile.
  if (language !== wanted() || language === spokenLanguage()) return;
  focused = document.activeElement?.id ?? '';
  speak(language, texts);
  document.documentElement.lang = language;
  tell();
}

function tell() {
  listeners.forEach((listener) => { listener(); });
}

/** Before anything is drawn. Whoever cannot have the texts of his language reads English ones. */
export async function startLanguage() {
  await follow().catch(() => undefined);
}

/**
 * The whole page is written anew, in the other windows of this browser, too.
 *
 * @throws Error for people, where the texts did not come; then the language stays
 */
export async function chooseLanguage(choice: LanguageChoice) {
  keepChoice(STORED, choice, 'system');
  tell();
  try {
    await follow();
  } catch {
    throw new Error(say('language.failed'));
  }
}

/** In a page that was written anew, the focus goes back to where it was. */
export function returnFocus() {
  if (focused !== '') document.getElementById(focused)?.focus();
  focused = '';
}

function subscribe(listener: () => void) {
  const onStored = (event: StorageEvent) => {
    // A window that cannot have the texts stays as it is.
    if (event.key === STORED || event.key === null) follow().catch(() => undefined).finally(listener);
  };
  listeners.add(listener);
  window.addEventListener('storage', onStored);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onStored);
  };
}

/** The language that is spoken now. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, spokenLanguage);
}

export function useLanguageChoice(): LanguageChoice {
  return useSyncExternalStore(subscribe, languageChoice);
}
