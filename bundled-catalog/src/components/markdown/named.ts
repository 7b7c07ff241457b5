import type { Element, Root } from 'hast';

/** Gives headings names that links of the same text lead to, as elsewhere: small letters, and hyphens for blanks. */
export function named() {
  return (tree: Root) => {
    const used = new Map<string, number>();
    for (const heading of headings(tree)) {
      const name = textOf(heading)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-');
      const before = used.get(name) ?? 0;
      used.set(name, before + 1);
      if (name !== '') heading.properties.id ??= before === 0 ? name : `${name}-${before}`;
    }
  };
}

function headings(parent: Root | Element): Element[] {
  return parent.children.flatMap((node) => (node.type !== 'element' ? [] : /^h[1-6]$/.test(node.tagName) ? [node] : headings(node)));
}

function textOf(parent: Element): string {
  return parent.children.map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? textOf(node) : '')).join('');
}
