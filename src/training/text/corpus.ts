import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { conceptOf } from '#training/data/concepts.ts';

/** What people call a concept in one language. */
export interface Naming {
  label: string;
  tags: readonly string[];
}

interface Entry {
  hexcode: string;
  label: string;
  tags?: string[];
}

/** Names of concepts by language; English comes first. */
export type Corpus = ReadonlyMap<string, ReadonlyMap<string, Naming>>;

/** Labels and tags of all emoji in every language of emojibase-data. */
export async function readCorpus(): Promise<Corpus> {
  const directory = dirname(fileURLToPath(import.meta.resolve('emojibase-data/package.json')));
  const folders = (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const locales = ['en', ...folders.map(({ name }) => name).filter((name) => name !== 'en')];
  const corpus = new Map<string, Map<string, Naming>>();
  for (const locale of locales) {
    const text = await readFile(join(directory, locale, 'compact.json'), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const entries = JSON.parse(text) as Entry[];
    corpus.set(locale, new Map(entries.map(({ hexcode, label, tags = [] }) => [conceptOf(hexcode), { label, tags }])));
  }
  return corpus;
}
