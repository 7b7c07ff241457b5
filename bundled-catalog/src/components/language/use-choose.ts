import { chooseLanguage, type LanguageChoice } from '../../lib/language';
import { useNotices } from '../notices/notices-context';

/** Chooses a language, and says so where its texts cannot be had. */
export function useChooseLanguage() {
  const notices = useNotices();
  return (choice: LanguageChoice) => {
    chooseLanguage(choice).catch((failed: unknown) => { notices.show(failed instanceof Error ? failed.message : String(failed)); });
  };
}
