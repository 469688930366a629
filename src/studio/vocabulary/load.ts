import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createId } from '#lib/ids.ts';
import { Lexicon } from './lexicon.ts';

/** To be raised when the same package would give another lexicon. */
const recipeVersion = 1;

const opened = new Map<string, Promise<Lexicon>>();

/**
 * Opens the lexicon kept in `cacheDir`, or builds it, in a thread of its own, and keeps it there. However many models
 * ask, it is in memory once.
 */
export function loadLexicon(cacheDir = ''): Promise<Lexicon> {
  const known = opened.get(cacheDir) ?? openOrBuild(cacheDir);
  opened.set(cacheDir, known);
  known.catch(() => opened.delete(cacheDir));
  return known;
}

async function openOrBuild(cacheDir: string): Promise<Lexicon> {
  if (cacheDir === '') return new Lexicon(await build());
  const path = join(cacheDir, `vocabulary-${await cacheKey()}.data`);
  const kept = await open(path);
  if (kept) return kept;
  const file = await build();
  await keep(path, cacheDir, file);
  return new Lexicon(file);
}

async function cacheKey(): Promise<string> {
  const path = fileURLToPath(import.meta.resolve('emojibase-data/package.json'));
  const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
  return createHash('sha256')
    .update(JSON.stringify([recipeVersion, version]))
    .digest('hex')
    .slice(0, 16);
}

async function open(path: string): Promise<Lexicon | undefined> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(path);
    return new Lexicon((buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength));
  } catch {
    return undefined;
  }
}

/** A reader sees all of the file or nothing. */
async function keep(path: string, folder: string, file: ArrayBuffer): Promise<void> {
  await mkdir(folder, { recursive: true });
  const unfinished = `${path}.${createId()}.part`;
  await writeFile(unfinished, new Uint8Array(file));
  await rename(unfinished, path);
}

function build(): Promise<ArrayBuffer> {
  const worker = new Worker(new URL('./build-worker.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the vocabulary's thread ended with ${code}`)));
  });
}
