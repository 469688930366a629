import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkInstalled, missingPackages, openedFiles } from '#lib/installed.ts';

const machine = { platform: 'linux', arch: 'x64' };
let folder: string;

async function put(path: string, text = ''): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-installed-'));
  await put('package.json', JSON.stringify({ dependencies: { hono: '1.0.0' } }));
  await put('node_modules/hono/package.json', '{}');
  for (const file of openedFiles(machine)) await put(join('node_modules', file));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('says nothing where all is there, as it is here', () => {
  expect(() => checkInstalled(folder, machine)).not.toThrow();
  expect(missingPackages()).toEqual([]);
});

it('names a package that is absent or from which a file was removed, and what to do', async () => {
  await rm(join(folder, 'node_modules/hono'), { recursive: true });
  await rm(join(folder, 'node_modules/emojibase-data/de/compact.json'));
  expect(() => checkInstalled(folder, machine)).toThrow(
    'On this machine (linux x64) these packages are missing or not whole: hono, emojibase-data. Run "npm ci" in ' +
      "Easel's folder, on this machine.",
  );
});

it('names the package whose native files are those of another machine', () => {
  expect(missingPackages(folder, { platform: 'linux', arch: 'arm64' })).toEqual(['onnxruntime-node']);
});
