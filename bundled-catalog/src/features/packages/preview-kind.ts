import type { Node } from '../../lib/api-types';

export type PreviewKind = 'table' | 'sheet' | 'markdown' | 'json' | 'notebook' | 'text' | 'picture' | 'audio' | 'video' | 'pdf' | 'other';

const byExtension: readonly (readonly [PreviewKind, string])[] = [
  ['table', 'parquet pq csv tsv jsonl ndjson xlsx xlsm csv.gz tsv.gz jsonl.gz ndjson.gz'],
  ['sheet', 'xls ods'],
  ['markdown', 'md markdown mdown'],
  ['json', 'json geojson topojson'],
  ['notebook', 'ipynb'],
  ['picture', 'png jpg jpeg gif webp svg'],
  ['audio', 'mp3 wav ogg oga flac m4a'],
  ['video', 'mp4 webm ogv mov'],
  ['pdf', 'pdf'],
  ['text', 'txt text log py pyi r rs go js mjs cjs ts tsx jsx java c h cc cxx cpp hpp hh cu sh bash zsh sql yml yaml toml ini cfg conf properties css'],
  ['text', 'html htm xml xsd xsl tex sty rst bib jl kt kts swift php rb cs fs vb scala groovy gradle clj pl pm lua hs ml mli ex exs erl dart m mm'],
  ['text', 'ps1 bat cmd f f90 f95 for do ado sas stan vhd v sv tcl el lisp scm pas ada awk vim nix cmake mk proto graphql gql scss less diff patch'],
];

const kinds: ReadonlyMap<string, PreviewKind> = new Map(
  byExtension.flatMap(([kind, extensions]) => extensions.split(' ').map((extension) => [`.${extension}`, kind] as const)),
);

interface Shown extends Pick<Node, 'kind' | 'type' | 'path'> {
  /** Where it is known. */
  readonly original_name?: string | null;
}

/** How a file is shown, by the extension that its source had. The README of a package has none and is Markdown. */
export function kindOf({ kind, type, path, original_name: file }: Shown): PreviewKind {
  if (kind === 'table') return 'table';
  if (path === 'README') return 'markdown';
  // What is packed in it stands before the last extension.
  const [packed] = type === '.gz' ? (/\.[^.]+\.gz$/.exec(file?.toLowerCase() ?? '') ?? []) : [];
  return kinds.get(packed ?? type) ?? 'other';
}

export function isText(kind: PreviewKind): boolean {
  return kind === 'markdown' || kind === 'json' || kind === 'notebook' || kind === 'text';
}
