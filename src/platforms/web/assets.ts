import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

import { createRequire, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Language, languages, type Words, wordsFor } from '#lib/i18n.ts';
import { pageMessages } from './page-words.ts';

interface Asset {
  body: string;
  mime: string;
}

/** Everything that makes the page, ready to be served from memory. */
export interface Assets {
  /** The page itself, in each language. */
  html: ReadonlyMap<Language, string>;
  /** Its files by path; a path changes with the content of the whole, so a browser may keep what it has for ever. */
  files: ReadonlyMap<string, Asset>;
  /** Hashes of the scripts inside the page, as a content security policy names them. */
  inlineScripts: string[];
  icon: string;
}

const pageFolder = fileURLToPath(new URL('./page/', import.meta.url));
const javascript = 'text/javascript; charset=utf-8';

/** Modules that the page imports by their bare names. */
const libraries = [
  'preact',
  'preact/hooks',
  'htm',
  'htm/preact',
  'intl-messageformat',
  '@formatjs/fast-memoize',
  '@formatjs/icu-messageformat-parser',
];
/** Messages come parsed: the page needs no parser. */
const sources: Readonly<Record<string, string>> = {
  '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js',
};
const pathOf = (name: string) => `lib/${name.replaceAll('/', '-')}.js`;

/** Node's own type stripping, without the warning that it is young. */
function stripTypes(source: string): string {
  const warn = process.emitWarning;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = warn;
  }
}

const readPage = (name: string) => readFile(`${pageFolder}${name}`, 'utf8');

async function readLibrary(name: string): Promise<[string, Asset]> {
  const source = await readFile(fileURLToPath(import.meta.resolve(sources[name] ?? name)), 'utf8');
  const body = source.replace(/\n?\/\/# sourceMappingURL=.*$/m, '');
  return [pathOf(name), { body, mime: javascript }];
}

async function readScript(name: string): Promise<[string, Asset]> {
  return [name, { body: stripTypes(await readPage(name)), mime: javascript }];
}

interface CompactEmoji {
  unicode: string;
  label: string;
  group?: number;
  order?: number;
  tags?: string[];
}

/** Emoji as `[character, label, tags]`, in their usual order. */
async function readEmoji(): Promise<[string, Asset]> {
  const path = createRequire(import.meta.url).resolve('emojibase-data/en/compact.json');
  const all: CompactEmoji[] = JSON.parse(await readFile(path, 'utf8'));
  const componentGroup = 2;
  const rows = all
    .filter(({ group }) => group !== undefined && group !== componentGroup)
    .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .map(({ unicode, label, tags = [] }) => [unicode, label, tags.join(' ')]);
  return ['emoji.json', { body: JSON.stringify(rows), mime: 'application/json' }];
}

/** The page with what it says in one language. */
function inLanguage(template: string, words: Words): string {
  const messages = JSON.stringify(pageMessages(words)).replaceAll('<', '\\u003c');
  const parts: Readonly<Record<string, string>> = {
    language: words.language,
    description: words('page.description'),
    noscript: words('page.no-script').replace(/`([^`]+)`/, '<code>$1</code>'),
    words: `<script type="application/json" id="words">${messages}</script>`,
  };
  return template.replace(/{{(\w+)}}/g, (_, name: string) => parts[name] ?? '');
}

/** Reads the page from the source tree: TypeScript loses its types, style sheets become one. */
export async function loadAssets(): Promise<Assets> {
  const names = (await readdir(pageFolder, { recursive: true })).sort();
  const scripts = names.filter((name) => name.endsWith('.ts'));
  const sheets = await Promise.all(names.filter((name) => name.endsWith('.css')).map(readPage));
  const entries = [
    ...(await Promise.all(libraries.map(readLibrary))),
    ...(await Promise.all(scripts.map(readScript))),
    ['style.css', { body: sheets.join('\n'), mime: 'text/css; charset=utf-8' }] satisfies [string, Asset],
    await readEmoji(),
  ];
  const version = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 12);
  const root = `/assets/${version}`;
  const imports = Object.fromEntries(libraries.map((name) => [name, `${root}/${pathOf(name)}`]));
  const importMap = JSON.stringify({ imports });
  const preloads = scripts
    .filter((name) => name !== 'early.ts')
    .map((name) => `<link rel="modulepreload" href="${root}/${name}">`);
  const modules = [`<script type="importmap">${importMap}</script>`, ...preloads].join('\n');
  const template = (await readPage('index.html')).replaceAll('{{root}}', root).replace('<!-- modules -->', modules);
  return {
    html: new Map(languages.map((language) => [language, inLanguage(template, wordsFor(language))])),
    files: new Map(entries.map(([name, asset]) => [`${root}/${name}`, asset])),
    inlineScripts: [`sha256-${createHash('sha256').update(importMap).digest('base64')}`],
    icon: await readPage('icon.svg'),
  };
}
