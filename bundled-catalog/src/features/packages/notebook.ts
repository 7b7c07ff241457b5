/** What is shown of an output of a notebook; its HTML and scripts never are. */
export type Output =
  | { readonly kind: 'text'; readonly text: string; readonly failed: boolean }
  | { readonly kind: 'picture'; readonly address: string };

export interface NotebookCell {
  readonly kind: 'text' | 'code' | 'raw';
  readonly source: string;
  /** As the notebook counts its runs; null for what never ran. */
  readonly count: number | null;
  readonly outputs: readonly Output[];
}

export interface Notebook {
  readonly language: string;
  readonly cells: readonly NotebookCell[];
}

/** Pictures that are nothing but pixels. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif'];

// Colours and cursor movements of terminals.
const TERMINAL = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** Reads a notebook of format 4 or 3; undefined for what is none. */
export function readNotebook(text: string): Notebook | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  const cells = list(member(read, 'cells')) ?? list(member(list(member(read, 'worksheets'))?.[0], 'cells'));
  if (cells === undefined) return undefined;
  const metadata = member(read, 'metadata');
  const language = member(member(metadata, 'language_info'), 'name') ?? member(member(metadata, 'kernelspec'), 'language');
  return { language: typeof language === 'string' ? language : 'python', cells: cells.map(cell) };
}

function cell(value: unknown): NotebookCell {
  const type = member(value, 'cell_type');
  const count = member(value, 'execution_count') ?? member(value, 'prompt_number');
  return {
    kind: type === 'code' ? 'code' : type === 'markdown' ? 'text' : 'raw',
    source: lines(member(value, 'source') ?? member(value, 'input')),
    count: typeof count === 'number' ? count : null,
    outputs: (list(member(value, 'outputs')) ?? []).flatMap(output),
  };
}

function output(value: unknown): Output[] {
  const type = member(value, 'output_type');
  if (type === 'stream') return [{ kind: 'text', text: plain(lines(member(value, 'text'))), failed: member(value, 'name') === 'stderr' }];
  if (type === 'error' || type === 'pyerr') return [{ kind: 'text', text: plain((list(member(value, 'traceback')) ?? []).map(String).join('\n')), failed: true }];
  const data = member(value, 'data');
  const picture = PICTURES.find((name) => member(data, name) !== undefined);
  if (picture !== undefined) {
    const bytes = lines(member(data, picture)).replace(/\s/g, '');
    return /^[A-Za-z0-9+/]*={0,2}$/.test(bytes) ? [{ kind: 'picture', address: `data:${picture};base64,${bytes}` }] : [];
  }
  const text = member(data, 'text/plain') ?? member(value, 'text');
  return text === undefined ? [] : [{ kind: 'text', text: plain(lines(text)), failed: false }];
}

function plain(text: string): string {
  return text.replace(TERMINAL, '');
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return found;
}

function list(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Notebooks keep texts as one string or as a list of lines. */
function lines(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join('') : typeof value === 'string' ? value : '';
}
