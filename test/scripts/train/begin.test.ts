import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vae } from '#models/vae/model.ts';
import { createRun } from '#training/loop/run.ts';
import { type RunSettings, type SavedRun, saveState } from '#training/loop/state.ts';
import { readArguments } from '../../../scripts/train/arguments.ts';
import { findSaved, lockRun, refuseChanges, refuseNothingToDo, refuseTaken } from '../../../scripts/train/begin.ts';
import { tinyVaeConfig, writeTinyCheckpoint } from '../../helpers/checkpoint.ts';

const began: RunSettings = {
  family: 'vae',
  config: { klWeight: 0.1, styles: ['noto'] },
  data: 'emoji',
  datasetHash: '',
  seed: 3,
  batchSize: 32,
  learningRate: 0.001,
  parent: 'f00',
  from: 'gan',
  frozen: ['encoder'],
};

let runs: string;
beforeAll(async () => {
  runs = await mkdtemp(join(tmpdir(), 'easel-runs-'));
});
afterAll(() => rm(runs, { recursive: true }));

/** The checkpoint that a finished run leaves. */
async function finish(name: string) {
  await mkdir(join(runs, name));
  const { info, directory } = await writeTinyCheckpoint(runs);
  await rename(directory, join(runs, name, 'checkpoint'));
  return info;
}

describe('what is said on the command line', () => {
  test.each([
    [['--steps', '0'], '--steps'],
    [['--steps', '1.5'], '--steps is a whole number'],
    [['--minutes', 'ten'], '--minutes'],
    [['--minutes', '1', '--steps', '5'], '--minutes and --steps'],
    [['--rate', '2'], '--rate'],
    [['--batch', '2000'], '--batch'],
    [['--seed', '1.5'], '--seed'],
    [['--set', 'klWeight'], '--set takes key=value'],
    [['--set', 'klWeight=much'], '--set takes key=value'],
    [['--out', '../elsewhere'], "A run's name"],
    [['--resume', 'a/b'], "A run's name"],
    [['--resume', 'mine', '--out', 'other'], '--from mine --out other'],
    [['--resume', 'mine', '--replace'], '--replace'],
  ])('%j is refused by name', (args, words) => {
    expect(() => readArguments(args)).toThrowError(expect.objectContaining({ code: 'bad_option' }));
    expect(() => readArguments(args)).toThrowError(words);
  });

  test('a value may hold an equals sign', () => {
    expect(readArguments(['--set', 'name="a=b"']).config).toEqual({ name: 'a=b' });
  });
});

describe('a run that goes on', () => {
  const changes = (...args: string[]) => refuseChanges('mine', readArguments(['--resume', 'mine', ...args]), began);

  test.each([
    [['--family', 'gan'], '--family vae, not gan'],
    [['--data', 'pictures'], `--data emoji, not ${resolve('pictures')}`],
    [['--batch', '16'], '--batch 32, not 16'],
    [['--rate', '0.01'], '--rate 0.001, not 0.01'],
    [['--seed', '4'], '--seed 3, not 4'],
    [['--from', 'easel'], '--from gan, not easel'],
    [['--freeze', 'decoder'], '--freeze encoder, not decoder'],
    [['--set', 'klWeight=0.2'], '--set klWeight 0.1, not 0.2'],
    [['--set', 'nosuch=1'], '--set nosuch none, not 1'],
    [['--seed', '4', '--rate', '0.01'], '--rate 0.001, not 0.01; --seed 3, not 4'],
  ])('refuses %j, and names what it keeps', (args, words) => {
    expect(() => changes(...args)).toThrowError(words);
  });

  test('takes what it was started with, and what it does not keep', () => {
    const same = ['--family', 'vae', '--data', 'emoji', '--batch', '32', '--rate', '0.001', '--seed', '3'];
    changes(...same, '--from', 'gan', '--freeze', 'encoder', '--set', 'klWeight=0.1', '--set', 'styles=["noto"]');
    changes('--minutes', '90', '--prior-minutes', '9', '--save-every', '1', '--json');
  });

  const at = (step: number, seconds: number): SavedRun => ({ step, seconds, settings: began, bytes: Buffer.alloc(0) });

  test('must be asked for more than it has', async () => {
    const ask = (saved: SavedRun, until: Parameters<typeof refuseNothingToDo>[3]) =>
      refuseNothingToDo('mine', join(runs, 'mine'), saved, until);
    await expect(ask(at(50, 30), { steps: 49 })).rejects.toThrow('trained for 50 steps already');
    await ask(at(50, 30), { steps: 50 });
    await ask(at(50, 30), { steps: 51 });
    await expect(ask(at(50, 1800.5), { minutes: 10 })).rejects.toThrow(/trained for 30\.1 minutes.*--minutes 61/);
    await ask(at(50, 1800.5), { minutes: 30 });
    await ask(at(50, 1800.5), { minutes: 31 });
  });

  test('and that is finished is not finished again, unless its prior is to go on', async () => {
    const info = await finish('done');
    const finished = at(info.step, 600);
    const until = { steps: info.step };
    await expect(refuseNothingToDo('done', join(runs, 'done'), finished, until)).rejects.toThrow('already');
    await refuseNothingToDo('done', join(runs, 'done'), finished, until, { minutes: 5 });
    await refuseNothingToDo('done', join(runs, 'done'), at(info.step + 1, 600), { steps: info.step + 1 });
  });
});

describe('the name of a run', () => {
  test('is free until something was saved there', async () => {
    const directory = join(runs, 'saved');
    refuseTaken('saved', directory, false);
    const config = tinyVaeConfig();
    await saveState(directory, createRun({ family: vae, config, seed: 1 }), { ...began, config });
    expect(() => refuseTaken('saved', directory, false)).toThrowError('There is already a run "saved"');
    refuseTaken('saved', directory, true);
    expect(await findSaved('saved', runs)).toMatchObject({ step: 0, settings: { seed: began.seed } });
    await expect(findSaved('mine', runs)).rejects.toThrow('no saved run "mine" to resume. There are: saved.');
  });

  test('is one training’s at a time', () => {
    const lock = lockRun('busy', runs);
    expect(() => lockRun('busy', runs)).toThrow('Another training is writing the run "busy". Let it end,');
    lockRun('other', runs).release();
    lock.release();
    lockRun('busy', runs).release();
  });

  test('is taken where only its model is left', async () => {
    await finish('left');
    expect(() => refuseTaken('left', join(runs, 'left'), false)).toThrowError('already a run "left"');
  });

  test('is not that of the model that Easel begins with', () => {
    expect(() => refuseTaken('easel', join(runs, 'easel'), true)).toThrowError('another --out');
  });
});
