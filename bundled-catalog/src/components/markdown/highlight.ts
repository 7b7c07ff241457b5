import { createLowlight } from 'lowlight';
import { type Language, languageNamed, loadLanguage, withOthers } from './languages';

/** Knows the languages that some text has needed so far. */
const lowlight = createLowlight();

type Tree = ReturnType<typeof lowlight.highlight>['children'];

/** Makes these languages known, and what is written within them. */
export async function learn(languages: readonly Language[]): Promise<void> {
  const missing = withOthers(languages).filter((language) => !lowlight.registered(language));
  await Promise.all(missing.map(async (language) => { lowlight.register(language, await loadLanguage(language)); }));
}

/** The text cut into pieces that say what they are; undefined for a language that is not known here. */
export function highlight(text: string, language: string): Tree | undefined {
  const known = languageNamed(language);
  return known !== undefined && lowlight.registered(known) ? lowlight.highlight(known, text).children : undefined;
}

/** A piece of a line, and the name of its style. */
export interface Piece {
  readonly text: string;
  readonly kind: string;
}

/** The same, line by line. */
export function highlightedLines(text: string, language: string): Piece[][] | undefined {
  const tree = highlight(text, language);
  if (tree === undefined) return undefined;
  const lines: Piece[][] = [[]];
  const walk = (nodes: Tree, kind: string) => {
    for (const node of nodes) {
      if (node.type === 'element') walk(node.children, String(node.properties.className ?? kind).replaceAll(',', ' '));
      if (node.type !== 'text') continue;
      node.value.split('\n').forEach((part, index) => {
        if (index > 0) lines.push([]);
        if (part !== '') lines.at(-1)?.push({ text: part, kind });
      });
    }
  };
  walk(tree, '');
  return lines;
}
