import { TYPE } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import german from './de.json';
import english from './en.json';

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!../testing/**'], { query: '?raw', import: 'default', eager: true });
const ids = Object.keys(english);
const messages = new Map<string, string>(Object.entries(english));
const translated = new Map<string, string>(Object.entries(german));

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** What a message needs: `n` for a value, `<link>` for an element around words. */
function needs(message: string): string[] {
  const all = (parts: readonly Part[]): string[] =>
    parts.flatMap((part) => [
      // Literals, and the number of a plural, need nothing.
      ...(part.type === TYPE.literal || part.type === TYPE.pound ? [] : ['value' in part ? part.value : '']),
      ...('children' in part ? all(part.children) : []),
      ...('options' in part ? Object.values(part.options).flatMap(({ value }) => all(value)) : []),
    ]);
  return [...new Set(all(new IntlMessageFormat(message, 'en').getAst()))].toSorted();
}

/** Every call of say and sayRich whose text is named where it is called. */
function calls(): { readonly where: string; readonly id: string; readonly values: readonly string[] | null }[] {
  return Object.entries(sources).flatMap(([where, source]) => {
    const found: ReturnType<typeof calls> = [];
    const visit = (node: ts.Node) => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && /^say(Rich)?$/.test(node.expression.text)) {
        const [id, values] = node.arguments;
        if (id !== undefined && ts.isStringLiteral(id)) {
          const members = values !== undefined && ts.isObjectLiteralExpression(values) ? values.properties : undefined;
          const names = members?.map((member) => (member.name !== undefined && ts.isIdentifier(member.name) ? member.name.text : '...'));
          found.push({ where, id: id.text, values: values === undefined ? [] : (names ?? null) });
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(where, source, ts.ScriptTarget.Latest, true, where.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS));
    return found;
  });
}

describe('the texts', () => {
  it('are the same in both languages', () => {
    expect([...translated.keys()].toSorted()).toEqual(ids.toSorted());
  });

  it('need the same values in both languages', () => {
    const differing = ids.filter((id) => needs(messages.get(id) ?? '').join() !== needs(translated.get(id) ?? '').join());
    expect(differing).toEqual([]);
  });

  it('are all used', () => {
    const all = Object.values(sources).join('\n');
    // `admin.page.${page}` stands for each text that begins and ends so.
    const patterns = [...all.matchAll(/`((?:[\w.]+|\$\{\w+\})+)`/g)]
      .map(([, pattern = '']) => pattern)
      .filter((pattern) => pattern.includes('.') && pattern.includes('${'))
      .map((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/\$\{\w+\}/g, '[^.]+')}$`));
    expect(ids.filter((id) => !all.includes(`'${id}'`) && !patterns.some((pattern) => pattern.test(id)))).toEqual([]);
  });

  it('get the values that they need', () => {
    const wanting = calls().filter(({ id, values }) => {
      const needed = needs(messages.get(id) ?? '');
      return values !== null && !values.includes('...') && needed.some((name) => !values.includes(name));
    });
    expect(wanting).toEqual([]);
    expect(calls().length).toBeGreaterThan(500);
  });

  it('are never empty', () => {
    const empty = [...messages, ...translated].filter(([, message]) => message.trim() === '').map(([id]) => id);
    expect(empty).toEqual([]);
  });

  it('have the typography of their language', () => {
    expect([...messages, ...translated].filter(([, message]) => /\.\.\.|!(?!=)|"/.test(message.replaceAll('"api"', '').replaceAll('"alwaysRequiresAuth"', ''))).map(([id]) => id)).toEqual([]);
    expect([...translated].filter(([, message]) => message.includes('”')).map(([id]) => id)).toEqual([]);
  });
});
