import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createId } from '#lib/ids.ts';
import { languages } from './languages.ts';
import { Lexicon } from './lexicon.ts';
import { sceneWords } from './scenes/languages.ts';

/** To be raised when the same package and tables would give another lexicon. */
const recipeVersion = 5;
const builder = fileURLToPath(new URL('./build-process.ts', import.meta.url));

const opened = new Map<string, Promise<Lexicon>>();

/**
 * Opens the lexicon kept in `cacheDir`, or builds it, in a process of its own, and keeps it there. However many models
 * ask, it is in memory once.
 */
export function loadLexicon(cacheDir = ''): Promise<Lexicon> {
  const known = opened.get(cacheDir) ?? openOrBuild(cacheDir);
  opened.set(cacheDir, known);
  known.catch(() => opened.delete(cacheDir));
  return known;
}

async function openOrBuild(cacheDir: string): Promise<Lexicon> {
  if (cacheDir === '') return buildForNow();
  const path = join(cacheDir, await lexiconName());
  return open(path).catch(async () => {
    await mkdir(cacheDir, { recursive: true });
    await build(path);
    return open(path);
  });
}

async function buildForNow(): Promise<Lexicon> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-vocabulary-'));
  try {
    const path = join(folder, 'vocabulary.data');
    await build(path);
    return await open(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The name of the file that holds what the package and tables of now give. */
export async function lexiconName(): Promise<string> {
  const path = fileURLToPath(import.meta.resolve('emojibase-data/package.json'));
  const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
  const hash = createHash('sha256').update(JSON.stringify([recipeVersion, version, languages, sceneWords]));
  return `vocabulary-${hash.digest('hex').slice(0, 16)}.data`;
}

/** Rejects where there is no such file or it is not whole. */
async function open(path: string): Promise<Lexicon> {
  const { buffer, byteOffset, byteLength } = await readFile(path);
  return new Lexicon(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
}

/** A reader sees all of the file or nothing. */
async function build(path: string): Promise<void> {
  const unfinished = `${path}.${createId()}.part`;
  await promisify(execFile)(process.execPath, [builder, unfinished]);
  await rename(unfinished, path);
}
