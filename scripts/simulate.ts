import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { english } from '#lib/i18n.ts';
import { createLog } from '#lib/log.ts';
import type { Painting } from '#studio/api.ts';
import { openDevice } from '#tensor/device.ts';
import { findCheckpoint, readInfo } from '#training/checkpoint/checkpoint.ts';
import { loadDataset } from '#training/data/load.ts';
import { type Easel, openEasel, shippedModels } from '../src/easel.ts';
import { runScript } from './explain.ts';
import { readNumber } from './numbers.ts';
import { joinCommunity } from './simulate/community.ts';
import { deviation, mean, measureChange } from './simulate/measure.ts';
import { loadTaste } from './simulate/taste.ts';

/** Requests painted before and after, four pictures each. */
const requests = 64;

/** Days over which people vote: who attacks comes on the last. */
const days = 4;

type Numeric = 'voters' | 'votes' | 'noise' | 'attackers' | 'minutes' | 'seed';

function readArguments() {
  const { values } = parseArgs({
    options: {
      taste: { type: 'string' },
      voters: { type: 'string', default: '20' },
      votes: { type: 'string', default: '200' },
      noise: { type: 'string', default: '0.1' },
      attackers: { type: 'string', default: '0' },
      minutes: { type: 'string', default: '10' },
      model: { type: 'string', default: 'easel' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const number = (name: Numeric, least: number, most: number, whole = true) => {
    return readNumber(name, values[name], { least, most, whole });
  };
  if (!values.taste) throw new AppError('bad_option', 'Name a taste: --taste scripts/simulate/tastes/warm.mjs');
  return {
    ...values,
    taste: values.taste,
    voters: number('voters', 1, 1000),
    votes: number('votes', 0, 10_000),
    noise: number('noise', 0, 1, false),
    attackers: number('attackers', 0, 1000),
    minutes: number('minutes', 0, 480, false),
    seed: number('seed', 0, 2 ** 31 - 1),
  };
}

/**
 * A simulated community votes by a taste of pixels, through the services that people use; then it is measured what
 * picking by taste gives, and what a nightly run does.
 */
async function main(): Promise<void> {
  const { model, json, ...options } = readArguments();
  const { votes, attackers, minutes, seed } = options;
  const started = performance.now();
  const taste = await loadTaste(options.taste);
  const config = loadConfig();
  const shipped = await findCheckpoint(model, config.dataDir, shippedModels);
  const folder = await mkdtemp(join(tmpdir(), 'easel-simulate-'));
  const cacheDir = resolve(config.dataDir, 'cache');
  await mkdir(cacheDir, { recursive: true });
  await symlink(cacheDir, join(folder, 'cache'));
  let day = 0;
  const easel = await openEasel({
    config: { ...config, dataDir: folder, databaseUrl: undefined },
    log: createLog('warn'),
    trainingPriority: getPriority(),
    clock: { now: () => new Date(Date.now() - (days - 1 - day) * 24 * 60 * 60_000) },
    shipped: [shipped],
  });
  try {
    const community = await joinCommunity({
      ...{ ...options, services: easel.services, taste },
      onVote: (share) => {
        day = Math.floor(days * share);
      },
    });
    const say = (text: string) => process.stderr.write(`${text}\n`);
    const scoresOf = async (paintings: readonly Painting[]) => (await Promise.all(paintings.map(taste))).flat();
    const seeds = Array.from({ length: requests }, (_, index) => (seed * 10_007 + index) % 2 ** 31);

    say(`Painting ${4 * requests} pictures to begin with`);
    const before = await community.paint(seeds, false);
    const base = await scoresOf(before);
    const gainOf = async (paintings: readonly Painting[]) =>
      (mean(await scoresOf(paintings)) - mean(base)) / deviation(base);
    say(`${votes} votes of ${options.voters} people${attackers > 0 ? `, against ${attackers} others` : ''}`);
    await community.vote(votes, mean(base));
    await community.attack(attackers);
    say(`Painting ${4 * requests} pictures picked by taste`);
    const picked = await community.paint(seeds, true);

    const { dataset, size } = await readInfo(shipped);
    const data = await loadDataset(dataset.name, { size, cacheDir });
    const device = await openDevice(config.device, config.threads);
    const change = (after: readonly Painting[]) => measureChange(before, after, { dataset: data, device, seed, taste });
    const ofPicking = await change(picked);
    const figures: Record<string, number | boolean> = {
      best_of_n_sigma: await gainOf(picked),
      best_of_n_diversity_ratio: ofPicking.diversity_ratio,
      best_of_n_kid_ratio: ofPicking.kid_ratio,
      best_of_n_kid_ratio_liked: ofPicking.kid_ratio_liked,
      picked_share:
        picked.filter(({ note }) => note !== undefined && english.of(note).includes('Picked')).length / picked.length,
    };
    if (minutes > 0) {
      say(`Learning for ${minutes} minutes`);
      const { promoted, reason } = await learn(easel, community.workspaceId, minutes, say);
      say(`${promoted ? 'Promoted' : 'Not promoted'}: ${reason}`);
      const after = await community.paint(seeds, false);
      const both = await community.paint(seeds, true);
      Object.assign(figures, { gain_sigma: await gainOf(after), ...(await change(after)), promoted });
      Object.assign(figures, { gain_picked_sigma: await gainOf(both) });
    }
    Object.assign(figures, { votes, seconds: (performance.now() - started) / 1000 });
    for (const [name, value] of Object.entries(figures)) {
      say(`${name.padEnd(26)} ${typeof value === 'number' ? value.toFixed(3) : value}`);
    }
    if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  } finally {
    await easel.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One nightly run, which may find that there is nothing to learn. */
async function learn({ trainer, db }: Easel, workspaceId: string, minutes: number, say: (text: string) => void) {
  const ticket = await trainer.begin({ workspaceId, minutes, due: new Date() });
  if (ticket) {
    const outcome = await ticket.done;
    const figures = Object.entries(outcome.figures).map(([name, value]) => `${name} ${value.toFixed(3)}`);
    say(`${outcome.steps} steps; by the gate: ${figures.join(', ')}`);
    return outcome;
  }
  const [run] = await db.trainingRuns.listTrainingRuns(workspaceId, 1);
  return { promoted: false, reason: String(run?.metrics.reason) };
}

await runScript(main);
