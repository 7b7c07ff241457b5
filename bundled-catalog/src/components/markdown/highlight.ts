import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import julia from 'highlight.js/lib/languages/julia';
import latex from 'highlight.js/lib/languages/latex';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import python from 'highlight.js/lib/languages/python';
import pythonRepl from 'highlight.js/lib/languages/python-repl';
import r from 'highlight.js/lib/languages/r';
import rust from 'highlight.js/lib/languages/rust';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

/** What people write about data in; each language more is sent to everybody who reads a README with code. */
const lowlight = createLowlight({
  bash,
  c,
  cpp,
  css,
  diff,
  dockerfile,
  go,
  ini,
  java,
  javascript,
  json,
  julia,
  latex,
  makefile,
  markdown,
  python,
  'python-repl': pythonRepl,
  r,
  rust,
  shell,
  sql,
  typescript,
  xml,
  yaml,
});

type Tree = ReturnType<typeof lowlight.highlight>['children'];

/** The text cut into pieces that say what they are; undefined for a language that is not known here. */
export function highlight(text: string, language: string): Tree | undefined {
  return lowlight.registered(language) ? lowlight.highlight(language, text).children : undefined;
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
