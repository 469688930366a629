import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { findFamily } from '#models/families.ts';
import { openDevice } from '#tensor/device.ts';
import { adoptStyles } from '#training/adopt.ts';
import {
  type Checkpoint,
  describeModel,
  findCheckpoint,
  readCheckpoint,
  writeCheckpoint,
} from '#training/checkpoint.ts';
import { createCodebook } from '#training/codebook.ts';
import { measureColours } from '#training/colours.ts';
import { isBuiltIn, loadDataset } from '#training/data/load.ts';
import { reconstructionError } from '#training/evaluation/reconstruction.ts';
import type { Family } from '#training/family.ts';
import { emaWeights } from '#training/loop.ts';
import type { Weights } from '#training/networks.ts';
import { previewSheet } from '#training/preview.ts';
import { shippedModels } from '../src/easel.ts';
import { readArguments } from './train/arguments.ts';
import { trainPrior } from './train/prior.ts';
import { readStage, trainStage } from './train/stage.ts';

async function main(): Promise<void> {
  const options = readArguments();
  const env = loadConfig();
  const directory = join(env.dataDir, 'runs', options.name);
  await mkdir(directory, { recursive: true });
  const resumed = (await readStage(directory, options.resume))?.settings;
  const parent = options.from
    ? await readCheckpoint(await findCheckpoint(options.from, env.dataDir, shippedModels))
    : undefined;

  const data = resumed?.data ?? (isBuiltIn(options.data) ? options.data : resolve(options.data));
  const family = findFamily(resumed?.family ?? parent?.info.family ?? options.family);
  process.stderr.write(`Loading ${data} ...\n`);
  const size = resumed ? family.size(resumed.config) : family.defaults.size;
  const dataset = await loadDataset(data, { size, cacheDir: join(env.dataDir, 'cache') });
  for (const { file, reason } of dataset.skipped.slice(0, 20)) process.stderr.write(`  left out ${file}: ${reason}\n`);
  const inherited = parent && { ...(parent.info.config as object), styles: dataset.styles };
  const fresh = { ...((inherited ?? family.configFor(dataset)) as object), ...options.config };
  const config = family.config.parse(resumed?.config ?? fresh);
  const settings = resumed ?? {
    family: family.name,
    config,
    data,
    datasetHash: dataset.hash,
    seed: options.seed,
    batchSize: options.batch ?? family.defaults.batchSize,
    learningRate: options.rate ?? family.defaults.learningRate,
    parent: parent?.info.id,
    parentImages: parent?.info.images,
    frozen: options.frozen,
  };
  if (settings.datasetHash !== dataset.hash) process.stderr.write('The pictures have changed since this run began.\n');
  const device = await openDevice(env.device, env.threads, {
    cacheDirectory: join(env.dataDir, 'cache', 'programs'),
    onFailure: ({ message }) => process.stderr.write(`\n${message} Training goes on on the cpu.\n`),
  });
  process.stderr.write(`${dataset.pictures.length} pictures, ${device.description}\n`);

  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const duration = 'steps' in options.until ? `--steps ${options.until.steps}` : `--minutes ${options.until.minutes}`;
  const advice = `Go on with: npm run train -- --resume ${options.name} ${duration}`;
  const { threads } = env;
  const { resume, saveEveryMs } = options;
  const stage = { dataset, device, threads, directory, settings, resume, saveEveryMs, signal: stop.signal, advice };
  const common = { family, config, device, dataset };
  const colours = family.graded ? measureColours(dataset, family.styles(config)) : {};
  const run = await trainStage({
    ...stage,
    name: family.name,
    learner: family,
    config,
    from: parent && adopt(family, config, parent),
    until: options.until,
    preview: (run) => previewSheet({ ...common, weights: { ...emaWeights(run), ...colours }, count: 12 }),
  });
  const weights = { ...emaWeights(run), ...colours };
  const codebook = stop.signal.aborted ? undefined : await createCodebook({ ...common, weights });
  const wantsPrior = !family.drawn && !('steps' in options.priorUntil && options.priorUntil.steps === 0);
  const sameCodes = settings.frozen?.includes('encoder/') && String(parent?.info.styles) === String(dataset.styles);
  const prior =
    codebook && family.encode && wantsPrior
      ? await trainPrior(family, config, weights, codebook, {
          ...stage,
          until: options.priorUntil,
          from: parent?.prior && adoptPrior(parent.prior, parent.info.styles, dataset.styles),
        })
      : sameCodes
        ? parent?.prior
        : undefined;
  if (!codebook || stop.signal.aborted) {
    process.stderr.write(`Stopped at step ${run.step}. ${advice}\n`);
    return;
  }

  const metrics: Record<string, number> = family.encode
    ? { heldout_mae: await reconstructionError({ ...common, weights, limit: 1000 }) }
    : {};
  const images = run.step * settings.batchSize;
  const target = join(directory, 'checkpoint');
  await rm(target, { recursive: true, force: true });
  const { info } = await writeCheckpoint(
    {
      info: {
        ...describeModel(family, config),
        step: run.step,
        images: images + (settings.parentImages ?? 0),
        dataset: { name: data, hash: dataset.hash },
        parent: settings.parent,
        metrics,
        createdAt: new Date().toISOString(),
      },
      weights,
      codebook,
      prior,
    },
    () => target,
  );
  const heldOut = metrics.heldout_mae === undefined ? '' : `Held-out error ${metrics.heldout_mae.toFixed(4)}. `;
  process.stderr.write(`${heldOut}The model is in ${target}; see preview.png and loss.png beside it.\n`);
  const summary = { model: options.name, id: info.id, steps: run.step, images, seconds: run.seconds, ...metrics };
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
}

/** A parent's weights for pictures of other styles. Throws `bad_option` where its family cannot. */
function adopt(family: Family<unknown>, config: unknown, { info, weights }: Checkpoint): Weights {
  const parent = { config: family.config.parse(info.config), weights };
  if (family.adopt) return family.adopt(config, parent);
  if (String(info.styles) === String(family.styles(config))) return weights;
  throw new AppError(
    'bad_option',
    `A ${family.name} model cannot go on to pictures of other styles. Start without --from.`,
  );
}

const adoptPrior = (prior: Weights, from: readonly string[], to: readonly string[]): Weights => ({
  ...prior,
  'flow/styles': adoptStyles(prior['flow/styles']!, 0, from, to),
});

main().catch((error: unknown) => {
  const { message, cause } = AppError.from(error);
  process.stderr.write(`${message}\n${cause ? `${cause instanceof Error ? cause.stack : cause}\n` : ''}`);
  process.exit(1);
});
