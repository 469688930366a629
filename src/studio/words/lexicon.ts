import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { createId } from '#lib/ids.ts';
import type { LexiconData } from './build.ts';

/** A concept that a term may mean. */
export interface Posting {
  /** Index into the lexicon's concepts. */
  concept: number;
  /** How well the term names it, from 0 to 100. */
  score: number;
  /** The languages in which it does, one bit each; English is bit 0. */
  locales: number;
}

/** To be raised when the same emoji names would give another lexicon. */
const recipeVersion = 1;

/** Every label and tag of every language, and what each may mean. */
export class Lexicon {
  readonly locales: readonly string[];
  readonly concepts: readonly string[];
  readonly labels: readonly string[];
  /** Names of emoji that are no concepts, by code points. */
  readonly others: Readonly<Record<string, string>>;
  /** Folded, in code unit order. */
  readonly terms: readonly string[];
  #numbers: Map<string, number>;
  #spellings: string[];
  #data: LexiconData;

  constructor(data: LexiconData) {
    this.locales = data.locales;
    this.concepts = data.concepts;
    this.labels = data.labels;
    this.others = data.others;
    this.terms = data.terms.split('\n');
    this.#numbers = new Map(this.terms.map((term, index) => [term, index]));
    this.#spellings = data.spellings.split('\n');
    this.#data = data;
  }

  has(term: string): boolean {
    return this.#numbers.has(term);
  }

  /** What a folded term may mean; nothing where it is unknown. */
  lookup(term: string): Posting[] {
    const index = this.#numbers.get(term);
    return index === undefined ? [] : this.postings(index);
  }

  postings(index: number): Posting[] {
    const { starts, postingConcepts, postingScores, postingLocales } = this.#data;
    const start = starts[index]!;
    return Array.from({ length: starts[index + 1]! - start }, (_, offset) => ({
      concept: postingConcepts[start + offset]!,
      score: postingScores[start + offset]!,
      locales: postingLocales[start + offset]!,
    }));
  }

  /** A term as its language writes it. */
  spelling(index: number): string {
    return this.#spellings[index] || this.terms[index]!;
  }
}

let building: Promise<Lexicon> | undefined;

/** The lexicon, built once and kept in `cacheDir` for the next start. */
export function loadLexicon(cacheDir?: string): Promise<Lexicon> {
  building ??= readOrBuild(cacheDir).catch((error) => {
    building = undefined;
    throw error;
  });
  return building;
}

async function readOrBuild(cacheDir: string | undefined): Promise<Lexicon> {
  if (!cacheDir) return new Lexicon(await buildInProcess());
  const manifest = await readFile(fileURLToPath(import.meta.resolve('emojibase-data/package.json')), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const key = createHash('sha256').update(`${recipeVersion} ${version} ${process.versions.unicode}`).digest('hex');
  const path = join(cacheDir, `words-${key.slice(0, 16)}.bin`);
  try {
    return new Lexicon(deserialize(await readFile(path)) as LexiconData);
  } catch {
    const data = await buildInProcess();
    await mkdir(cacheDir, { recursive: true });
    const unfinished = `${path}.${createId()}.part`;
    await writeFile(unfinished, serialize(data));
    await rename(unfinished, path);
    return new Lexicon(data);
  }
}

/** Builds in a process of its own: 200 MB of JSON go with it, and nobody waits for it here. */
function buildInProcess(): Promise<LexiconData> {
  const child = fork(new URL('./build-process.ts', import.meta.url), { serialization: 'advanced' });
  return new Promise((resolve, reject) => {
    child.on('message', (data) => resolve(data as LexiconData));
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The lexicon could not be built: its process ended with ${code}.`)));
  });
}
