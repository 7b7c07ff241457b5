import type { LanguageFn } from 'highlight.js';

type Loader = () => Promise<{ readonly default: LanguageFn }>;

/** The languages that have colours, by the names of the highlighter. Each is a file of its own, which comes when a text needs it. */
const loaders = {
  ada: () => import('highlight.js/lib/languages/ada'),
  apache: () => import('highlight.js/lib/languages/apache'),
  awk: () => import('highlight.js/lib/languages/awk'),
  bash: () => import('highlight.js/lib/languages/bash'),
  c: () => import('highlight.js/lib/languages/c'),
  clojure: () => import('highlight.js/lib/languages/clojure'),
  cmake: () => import('highlight.js/lib/languages/cmake'),
  cpp: () => import('highlight.js/lib/languages/cpp'),
  csharp: () => import('highlight.js/lib/languages/csharp'),
  css: () => import('highlight.js/lib/languages/css'),
  dart: () => import('highlight.js/lib/languages/dart'),
  delphi: () => import('highlight.js/lib/languages/delphi'),
  diff: () => import('highlight.js/lib/languages/diff'),
  dockerfile: () => import('highlight.js/lib/languages/dockerfile'),
  dos: () => import('highlight.js/lib/languages/dos'),
  elixir: () => import('highlight.js/lib/languages/elixir'),
  erlang: () => import('highlight.js/lib/languages/erlang'),
  fortran: () => import('highlight.js/lib/languages/fortran'),
  fsharp: () => import('highlight.js/lib/languages/fsharp'),
  go: () => import('highlight.js/lib/languages/go'),
  graphql: () => import('highlight.js/lib/languages/graphql'),
  groovy: () => import('highlight.js/lib/languages/groovy'),
  haskell: () => import('highlight.js/lib/languages/haskell'),
  http: () => import('highlight.js/lib/languages/http'),
  ini: () => import('highlight.js/lib/languages/ini'),
  java: () => import('highlight.js/lib/languages/java'),
  javascript: () => import('highlight.js/lib/languages/javascript'),
  json: () => import('highlight.js/lib/languages/json'),
  julia: () => import('highlight.js/lib/languages/julia'),
  kotlin: () => import('highlight.js/lib/languages/kotlin'),
  latex: () => import('highlight.js/lib/languages/latex'),
  less: () => import('highlight.js/lib/languages/less'),
  lisp: () => import('highlight.js/lib/languages/lisp'),
  lua: () => import('highlight.js/lib/languages/lua'),
  makefile: () => import('highlight.js/lib/languages/makefile'),
  markdown: () => import('highlight.js/lib/languages/markdown'),
  matlab: () => import('highlight.js/lib/languages/matlab'),
  nginx: () => import('highlight.js/lib/languages/nginx'),
  nix: () => import('highlight.js/lib/languages/nix'),
  objectivec: () => import('highlight.js/lib/languages/objectivec'),
  ocaml: () => import('highlight.js/lib/languages/ocaml'),
  perl: () => import('highlight.js/lib/languages/perl'),
  php: () => import('highlight.js/lib/languages/php'),
  powershell: () => import('highlight.js/lib/languages/powershell'),
  prolog: () => import('highlight.js/lib/languages/prolog'),
  properties: () => import('highlight.js/lib/languages/properties'),
  protobuf: () => import('highlight.js/lib/languages/protobuf'),
  python: () => import('highlight.js/lib/languages/python'),
  'python-repl': () => import('highlight.js/lib/languages/python-repl'),
  r: () => import('highlight.js/lib/languages/r'),
  ruby: () => import('highlight.js/lib/languages/ruby'),
  rust: () => import('highlight.js/lib/languages/rust'),
  sas: () => import('highlight.js/lib/languages/sas'),
  scala: () => import('highlight.js/lib/languages/scala'),
  scheme: () => import('highlight.js/lib/languages/scheme'),
  scss: () => import('highlight.js/lib/languages/scss'),
  shell: () => import('highlight.js/lib/languages/shell'),
  sql: () => import('highlight.js/lib/languages/sql'),
  stan: () => import('highlight.js/lib/languages/stan'),
  stata: () => import('highlight.js/lib/languages/stata'),
  swift: () => import('highlight.js/lib/languages/swift'),
  tcl: () => import('highlight.js/lib/languages/tcl'),
  typescript: () => import('highlight.js/lib/languages/typescript'),
  vbnet: () => import('highlight.js/lib/languages/vbnet'),
  verilog: () => import('highlight.js/lib/languages/verilog'),
  vhdl: () => import('highlight.js/lib/languages/vhdl'),
  vim: () => import('highlight.js/lib/languages/vim'),
  xml: () => import('highlight.js/lib/languages/xml'),
  yaml: () => import('highlight.js/lib/languages/yaml'),
} satisfies Record<string, Loader>;

export type Language = keyof typeof loaders;

/** Other names and extensions by which people call them. */
const others: Readonly<Partial<Record<Language, string>>> = {
  ada: 'adb ads',
  bash: 'sh zsh ksh',
  c: 'h',
  clojure: 'clj cljs edn',
  cpp: 'c++ cc cxx hpp hh hxx cu',
  csharp: 'cs c#',
  delphi: 'pas pascal',
  diff: 'patch',
  dockerfile: 'docker containerfile',
  dos: 'bat cmd',
  elixir: 'ex exs',
  erlang: 'erl',
  fortran: 'f f77 f90 f95 f03 for',
  fsharp: 'fs f#',
  go: 'golang',
  graphql: 'gql',
  groovy: 'gradle',
  haskell: 'hs',
  http: 'https',
  ini: 'toml cfg conf',
  javascript: 'js jsx mjs cjs',
  json: 'ipynb geojson topojson jsonc json5',
  julia: 'jl',
  kotlin: 'kt kts',
  latex: 'tex sty bib',
  lisp: 'el cl',
  makefile: 'mk make',
  markdown: 'md mdown mkd',
  matlab: 'm octave',
  objectivec: 'objc mm objective-c',
  ocaml: 'ml mli',
  perl: 'pl pm',
  powershell: 'ps1 psm1 ps',
  prolog: 'pro',
  protobuf: 'proto',
  python: 'py pyi python3 ipython',
  'python-repl': 'pycon',
  r: 'rscript',
  ruby: 'rb gemspec',
  rust: 'rs',
  scala: 'sc sbt',
  scheme: 'scm rkt',
  shell: 'console shellsession',
  sql: 'psql mysql sqlite',
  stata: 'do ado',
  swift: 'swiftui',
  typescript: 'ts tsx mts cts',
  vbnet: 'vb',
  verilog: 'v sv',
  vhdl: 'vhd',
  xml: 'html htm xhtml xsd xsl svg rss atom plist vue',
  yaml: 'yml',
};

/** Others that are written within a language. */
const within: Readonly<Partial<Record<Language, readonly Language[]>>> = {
  markdown: ['xml'],
  php: ['xml'],
  'python-repl': ['python'],
  shell: ['bash'],
  xml: ['css', 'javascript'],
};

function isLanguage(name: string): name is Language {
  return Object.hasOwn(loaders, name);
}

const byName: ReadonlyMap<string, Language> = new Map(
  Object.keys(loaders)
    .filter(isLanguage)
    .flatMap((language) => [language, ...(others[language]?.split(' ') ?? [])].map((name): [string, Language] => [name, language])),
);

/** The language of a name or an extension without its point; undefined where nothing is known of it. */
export function languageNamed(name: string): Language | undefined {
  return byName.get(name.toLowerCase());
}

/** A language and what is written within it, each once. */
export function withOthers(languages: readonly Language[]): Language[] {
  const all = new Set<Language>();
  const add = (language: Language) => {
    if (all.has(language)) return;
    all.add(language);
    within[language]?.forEach(add);
  };
  languages.forEach(add);
  return [...all];
}

export async function loadLanguage(language: Language): Promise<LanguageFn> {
  return (await loaders[language]()).default;
}
