import type { Element, Root } from 'hast';
import type { highlight } from './highlight';

type Parent = Root | Element;

/** Gives each block of code that names its language the pieces that are found in it. */
export function coloured(find: typeof highlight) {
  return () => (tree: Root) => { colour(tree, find); };
}

function colour(parent: Parent, find: typeof highlight) {
  for (const node of parent.children) {
    if (node.type !== 'element') continue;
    const language = parent.type === 'element' && parent.tagName === 'pre' && node.tagName === 'code' ? languageOf(node) : undefined;
    const [text] = node.children;
    if (language === undefined || text?.type !== 'text') {
      colour(node, find);
      continue;
    }
    node.children = find(text.value, language)?.filter((child) => child.type !== 'doctype') ?? node.children;
  }
}

function languageOf({ properties: { className } }: Element): string | undefined {
  if (!Array.isArray(className)) return undefined;
  const named = className.find((name) => typeof name === 'string' && name.startsWith('language-'));
  return typeof named === 'string' ? named.slice('language-'.length).toLowerCase() : undefined;
}
