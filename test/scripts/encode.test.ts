import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTinyCheckpoint } from '../helpers/checkpoint.ts';
import { programEnv } from '../helpers/program-env.ts';

let folder: string;
let pictures: string;
let model: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-encode-'));
  pictures = join(folder, 'pictures');
  await mkdir(pictures);
  model = (await writeTinyCheckpoint(join(folder, 'checkpoints'))).info.id.slice(0, 12);
  const square = (background: string, width: number) =>
    sharp({ create: { width, height: 20, channels: 4, background } });
  await square('#f00', 21).jpeg().toFile(join(pictures, 'x.jpg'));
  await square('#0f0', 22).png().toFile(join(pictures, 'x.png'));
  await writeFile(join(pictures, 'y.jfif'), await square('#00f', 23).jpeg().toBuffer());
  await symlink('x.png', join(pictures, 'linked.png'));
  await writeFile(join(pictures, 'phone.heic'), 'ftypheic');
  await writeFile(join(pictures, 'broken.png'), 'no picture');
  await mkdir(join(pictures, 'folder.png'));
  await writeFile(join(pictures, 'notes.txt'), 'no picture, and not meant to be one');
});
afterAll(() => rm(folder, { recursive: true }));

/** `npm run encode` in a process of its own. */
async function encode(...options: string[]) {
  const child = spawn(process.execPath, ['scripts/encode.ts', '--model', model, '--in', pictures, ...options], {
    env: programEnv({ DATA_DIR: folder, EASEL_DEVICE: 'cpu', EASEL_THREADS: '1' }),
  });
  const [output, log, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { output, log, code };
}

test('every picture of a folder comes back in a file of its own, in its size; what does not is named with the reason', async () => {
  const out = join(folder, 'out');
  const { code, output, log } = await encode('--out', out);
  expect(code, log).toBe(0);
  expect(output).toContain('4 of 6 pictures');
  const results = (await readdir(out)).toSorted();
  expect(results).toEqual(['linked.png', 'x.jpg.png', 'x.png', 'y.png']);
  const widths = await Promise.all(results.map(async (name) => (await sharp(join(out, name)).metadata()).width));
  expect(widths).toEqual([22, 21, 22, 23]);
  expect(log).toContain('left out phone.heic: it is a HEIC file');
  expect(log).toContain('left out broken.png: broken.png is not a picture');
  expect(log).toContain('left out folder.png: ');
  expect(log).not.toContain('notes.txt');
});
