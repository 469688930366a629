import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import type { Painting } from '#studio/api.ts';
import { openDevice } from '#tensor/device.ts';
import { findCheckpoint, readInfo } from '#training/checkpoint.ts';
import { loadDataset } from '#training/data/load.ts';
import { openEasel, shippedModel } from '../src/easel.ts';
import { joinCommunity } from './simulate/community.ts';
import { deviation, mean, measureChange } from './simulate/measure.ts';
import { loadTaste } from './simulate/taste.ts';

/** Requests painted before and after, four pictures each. */
const requests = 64;

function readArguments() {
  const { values } = parseArgs({
    options: {
      taste: { type: 'string' },
      voters: { type: 'string', default: '20' },
      votes: { type: 'string', default: '200' },
      noise: { type: 'string', default: '0.1' },
      model: { type: 'string', default: 'easel' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'voters' | 'votes' | 'noise' | 'seed', least: number, most: number, whole = true) => {
    const value = Number(values[name]);
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
    const kind = whole ? 'a whole number' : 'a number';
    throw new AppError('bad_option', `--${name} is ${kind} from ${least} to ${most}; "${values[name]}" is not.`);
  };
  if (!values.taste) throw new AppError('bad_option', 'Name a taste: --taste scripts/simulate/tastes/warm.mjs');
  return {
    ...values,
    taste: values.taste,
    voters: number('voters', 1, 1000),
    votes: number('votes', 0, 10_000),
    noise: number('noise', 0, 1, false),
    seed: number('seed', 0, 2 ** 31 - 1),
  };
}

/** A simulated community votes by a taste of pixels, through the services that people use; then its taste is measured. */
async function main(): Promise<void> {
  const { model, json, ...options } = readArguments();
  const { votes, seed } = options;
  const started = performance.now();
  const taste = await loadTaste(options.taste);
  const config = loadConfig();
  const shipped = await findCheckpoint(model, config.dataDir, shippedModel);
  const folder = await mkdtemp(join(tmpdir(), 'easel-simulate-'));
  const easel = await openEasel({
    config: { ...config, dataDir: folder, databaseUrl: undefined },
    log: createLog('warn'),
    shipped,
  });
  try {
    const community = await joinCommunity({ ...options, services: easel.services, taste });
    const say = (text: string) => process.stderr.write(`${text}\n`);
    const scoresOf = async (paintings: readonly Painting[]) => (await Promise.all(paintings.map(taste))).flat();
    const seeds = Array.from({ length: requests }, (_, index) => (seed * 10_007 + index) % 2 ** 31);

    say(`Painting ${4 * requests} pictures to begin with`);
    const before = await community.paint(seeds, false);
    const base = await scoresOf(before);
    say(`${votes} votes of ${options.voters} people`);
    await community.vote(votes, mean(base));
    say(`Painting ${4 * requests} pictures picked by taste`);
    const after = await community.paint(seeds, true);
    const followed = await scoresOf(after);

    const { dataset, size } = { ...(await readInfo(shipped)) };
    const data = await loadDataset(dataset.name, { size, cacheDir: join(config.dataDir, 'cache') });
    const device = await openDevice(config.device, config.threads);
    const figures = {
      best_of_n_sigma: (mean(followed) - mean(base)) / deviation(base),
      ...(await measureChange(before, after, { dataset: data, device, seed })),
      picked_share: after.filter(({ note }) => note?.includes('Picked')).length / after.length,
      votes,
      seconds: (performance.now() - started) / 1000,
    };
    for (const [name, value] of Object.entries(figures)) say(`${name.padEnd(16)} ${value.toFixed(3)}`);
    if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  } finally {
    await easel.close();
    await rm(folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const { message, cause } = AppError.from(error);
    process.stderr.write(`${message}${cause instanceof Error ? `\n${cause.stack}` : ''}\n`);
    process.exit(1);
  },
);
