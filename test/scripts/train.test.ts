import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programEnv } from '../helpers/program-env.ts';

let folder: string;
let pictures: string;
let whole: { id: string; steps: number };

const steps = 30;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-train-'));
  pictures = join(folder, 'pictures');
  await mkdir(pictures);
  const colours = Array.from({ length: 32 }, (_, index) => ({ r: 8 * index, g: 255 - 8 * index, b: 64, alpha: 1 }));
  for (const [index, background] of colours.entries()) {
    const picture = sharp({ create: { width: 16, height: 16, channels: 4, background } });
    await picture.toFile(join(pictures, `${index}.png`));
  }
  whole = await start('--out', 'whole').summary();
});
afterAll(() => rm(folder, { recursive: true }));

const savingOften = ['--save-every', '0.00001'];

/** `npm run train` in a process of its own. */
function start(...options: string[]) {
  const common = [
    '--family',
    'mlp-gan',
    '--set',
    'hidden=[32]',
    '--data',
    pictures,
    '--batch',
    '2',
    '--steps',
    String(steps),
    '--json',
  ];
  const child = spawn(process.execPath, ['scripts/train.ts', ...common, ...options], {
    env: programEnv({ DATA_DIR: folder, EASEL_DEVICE: 'cpu', EASEL_THREADS: '1' }),
  });
  const [output, log, ended] = [text(child.stdout), text(child.stderr), once(child, 'exit')];
  return {
    child,
    /** What it says on standard error, its exit code, and the signal that ended it. */
    end: async () => {
      const [code, signal] = await ended;
      return { code, signal, log: await log };
    },
    /** The last line of a run that ended well. */
    summary: async (): Promise<{ id: string; steps: number }> => {
      const [code] = await ended;
      if (code !== 0) throw new Error(await log);
      return JSON.parse((await output).trimEnd().split('\n').at(-1)!);
    },
  };
}

/** Waits until the run has been saved some times, then sends the signal. */
async function kill(child: ChildProcess, run: string, saves: number, signal: NodeJS.Signals): Promise<void> {
  const directory = join(folder, 'runs', run);
  await mkdir(directory, { recursive: true });
  const stopped = new AbortController();
  child.once('exit', () => stopped.abort());
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  stopped.signal.addEventListener('abort', () => reject(new Error('The run ended before it was saved so often.')));
  let seen = 0;
  watch(directory, { signal: stopped.signal }, (_, file) => {
    if (file === 'state.safetensors' && ++seen === saves) resolve();
  });
  await promise;
  child.kill(signal);
}

test('a run that SIGTERM stops is saved, and goes on to the same model to the last bit', async () => {
  const { child, end } = start('--out', 'stopped', ...savingOften);
  await kill(child, 'stopped', 2, 'SIGTERM');
  const { code, log } = await end();
  expect(code, log).toBe(0);
  expect(log).toMatch(/Stopped at step \d+\. Go on with: npm run train -- --resume stopped --steps 30$/m);
  expect(await start('--resume', 'stopped').summary()).toMatchObject({ id: whole.id, steps });
});

test('a run that kill -9 ends goes on from where it was saved last, to the same model', async () => {
  const { child, end } = start('--out', 'killed', ...savingOften);
  await kill(child, 'killed', 3, 'SIGKILL');
  expect(await end()).toMatchObject({ signal: 'SIGKILL' });
  expect(await start('--resume', 'killed').summary()).toMatchObject({ id: whole.id, steps });
});

test('a second run of the same name is refused, unless it is to replace the first', async () => {
  const checkpoint = join(folder, 'runs', 'whole', 'checkpoint', 'checkpoint.json');
  const before = await readFile(checkpoint, 'utf8');
  const again = await start('--out', 'whole', '--seed', '2').end();
  expect(again.log).toMatch(/There is already a run "whole".* --resume whole.*--replace/);
  expect(again.code).toBe(1);
  expect(await readFile(checkpoint, 'utf8')).toBe(before);

  expect(await start('--out', 'whole', '--replace').summary()).toMatchObject({ id: whole.id, steps });
});

test('a run that cannot be gone on with as asked says why in plain words, and stays as it is', async () => {
  const before = await readdir(join(folder, 'runs'));
  const nobody = await start('--resume', 'nosuch').end();
  expect(nobody).toMatchObject({ code: 1 });
  expect(nobody.log).toMatch(/^There is no saved run "nosuch" to resume\. There are: .*whole\.\n$/);
  const other = await start('--resume', 'whole', '--rate', '0.5', '--seed', '7', '--set', 'latent=7').end();
  expect(other).toMatchObject({ code: 1 });
  expect(other.log).toMatch(
    /"whole" goes on as it was started: --rate \S+, not 0\.5; --seed 1, not 7; --set latent \d+, /,
  );
  const fewer = await start('--resume', 'whole', '--steps', '10').end();
  expect(fewer).toMatchObject({ code: 1 });
  expect(fewer.log).toContain('"whole" has trained for 30 steps already');
  expect(await readdir(join(folder, 'runs'))).toEqual(before);
});

test('a run whose rate was far too high says that it collapsed', async () => {
  const options = ['--out', 'collapsed', '--rate', '1', '--steps', '400'];
  const { summary, end } = start(...options);
  expect(await summary()).toMatchObject({
    health: expect.stringMatching(/^collapsed: .*Start again with a lower --rate/),
  });
  expect((await end()).log).toContain('But the model is not well: collapsed');
});
