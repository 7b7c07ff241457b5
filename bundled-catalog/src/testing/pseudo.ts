import english from '../texts/en.json';
import { speak, type TextId, type Texts } from '../lib/texts';

const BEGIN = '[!!';
const END = '!!]';

function isId(id: string): id is TextId {
  return Object.hasOwn(english, id);
}

/** From now on each text stands between marks, as `[!! Sign in !!]`; what is on a page without them is none of the catalogue. */
export function speakPseudo() {
  const marked: Record<string, string> = {};
  for (const [id, message] of Object.entries(english)) marked[id] = `${BEGIN}${message}${END}`;
  const isWhole = (texts: Record<string, string>): texts is Record<string, string> & Texts => Object.keys(texts).every(isId);
  if (!isWhole(marked)) throw new Error('There are texts that no language has.');
  speak('en', marked);
}

/** What is outside all marks of texts that follow each other; a text with elements in it goes on from one to the next. */
function outside(texts: readonly string[]): string[] {
  let depth = 0;
  return texts.map((text) =>
    text
      .split(/(\[!!|!!\])/)
      .filter((part) => {
        if (part === BEGIN) depth += 1;
        else if (part === END) depth -= 1;
        return part !== BEGIN && part !== END && depth === 0;
      })
      .join(' '),
  );
}

/** Written as they are in every language, or by the browser. */
const NO_TEXTS = 'code, kbd, pre, time, style, script, [role=gridcell], svg';

const ATTRIBUTES = ['aria-label', 'aria-description', 'aria-valuetext', 'aria-placeholder', 'title', 'placeholder', 'alt'];

/** The texts of a page that are between no marks, of the eye and of the ear. */
export function unmarked(): string[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (node instanceof Text) nodes.push(node);
  const seen = outside(nodes.map(({ data }) => data)).filter((_, index) => nodes[index]?.parentElement?.closest(NO_TEXTS) === null);
  const heard = [...document.querySelectorAll('*')]
    .filter((element) => element.closest('time, textarea[aria-hidden]') === null)
    .flatMap((element) => ATTRIBUTES.flatMap((name) => outside([element.getAttribute(name) ?? ''])));
  return [...seen, ...heard, ...outside([document.title])].map((text) => text.trim()).filter((text) => text !== '');
}
