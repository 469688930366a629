import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { defaultFamily, findFamily } from '#models/families.ts';
import { createCodeTable } from '#sampling/code-table.ts';
import { previewSheet } from '#sampling/preview.ts';
import { reconstructionError, unseenBits } from '#sampling/reconstruction.ts';
import { openSampler, type Sampler } from '#sampling/sampler.ts';
import { openDevice } from '#tensor/device.ts';
import { adoptStyles } from '#training/checkpoint/adopt.ts';
import { describeModel, writeCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { measureColours } from '#training/colours.ts';
import { asDataset } from '#training/data/composed.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { loadDataset } from '#training/data/load.ts';
import type { Family } from '#training/family.ts';
import { growPrior } from '#training/flow/grow.ts';
import { emaWeights } from '#training/loop/run.ts';
import type { Weights } from '#training/networks/networks.ts';
import { runScript } from './explain.ts';
import { type Duration, readArguments, readSize } from './train/arguments.ts';
import { findSaved, lockRun, refuseChanges, refuseNothingToDo, refuseTaken, wholeName } from './train/begin.ts';
import { type Parent, readParent } from './train/parent.ts';
import { trainPrior } from './train/prior.ts';
import { trainStage } from './train/stage.ts';

async function main(): Promise<void> {
  const options = readArguments();
  const env = loadConfig();
  const runs = join(env.dataDir, 'runs');
  const name = options.resume ?? options.out ?? 'mine';
  const directory = join(runs, name);
  lockRun(name, runs);
  const saved = options.resume === undefined ? undefined : await findSaved(name, runs);
  const resumed = saved?.settings;
  if (!saved) refuseTaken(name, directory, options.replace);
  const until = options.until ?? resumed?.until ?? { minutes: 30 };
  const saidPrior = options.priorUntil ?? resumed?.priorUntil;
  const priorUntil = saidPrior ?? halfOf(until);
  if (saved) {
    refuseChanges(name, options, saved.settings);
    await refuseNothingToDo(name, directory, saved, until, options.priorUntil);
  }
  const from = resumed ? resumed.from : options.from;
  const parent = from === undefined ? undefined : await readParent(from, env.dataDir);
  if (resumed && parent && parent.info.id !== resumed.parent) {
    throw new AppError('bad_checkpoint', `"${from}" is no longer the model that "${name}" went on from. Start anew.`);
  }

  const data = resumed?.data ?? wholeName(options.data ?? parent?.info.dataset.name ?? 'emoji');
  const family = findFamily(resumed?.family ?? parent?.info.family ?? options.family ?? defaultFamily);
  if (parent && options.family && options.family !== family.name) {
    const message = `${from} is of the family ${family.name}, and so is what goes on from it. Leave out --family ${options.family}.`;
    throw new AppError('bad_option', message);
  }
  process.stderr.write(`Loading ${data} ...\n`);
  const size = resumed
    ? family.size(resumed.config)
    : (readSize(options.config) ?? parent?.info.size ?? family.defaults.size);
  const dataset = await loadDataset(data, { size, cacheDir: join(env.dataDir, 'cache') });
  for (const { file, reason } of dataset.skipped.slice(0, 20)) process.stderr.write(`  left out ${file}: ${reason}\n`);
  const inherited = parent && { ...(parent.info.config as object), styles: dataset.styles };
  const fresh = { ...((inherited ?? family.configFor(dataset)) as object), ...options.config };
  const config = readConfig(family, resumed?.config ?? fresh);
  const settings = {
    ...(resumed ?? {
      family: family.name,
      config,
      data,
      datasetHash: dataset.hash,
      seed: options.seed ?? 1,
      batchSize: options.batch ?? family.defaults.batchSize,
      learningRate: options.rate ?? family.defaults.learningRate,
      parent: parent?.info.id,
      ...(parent?.run ? { fromRun: from } : { from }),
      parentImages: parent?.info.images,
      frozen: options.frozen ?? [],
      warmUpSteps: parent?.run && warmUpOfInherited,
    }),
    ...{ until, priorUntil: saidPrior },
  };
  if (settings.datasetHash !== dataset.hash) process.stderr.write('The pictures have changed since this run began.\n');
  const device = await openDevice(env.device, env.threads, {
    cacheDirectory: join(env.dataDir, 'cache', 'programs'),
    onFailure: ({ message }) => process.stderr.write(`\n${message} Training goes on on the cpu.\n`),
  });
  process.stderr.write(`${dataset.pictures.length} pictures, ${device.description}\n`);

  if (options.replace) await rm(directory, { recursive: true, force: true });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const duration = 'steps' in until ? `--steps ${until.steps}` : `--minutes ${until.minutes}`;
  const advice = `Go on with: npm run train -- --resume ${name} ${duration}`;
  const { threads } = env;
  const resume = saved !== undefined;
  const { saveEveryMs } = options;
  const stage = { dataset, device, threads, directory, settings, resume, saveEveryMs, signal: stop.signal, advice };
  const colours = family.graded?.(config) ? await measureColours(dataset, family.styles(config)) : {};
  const { run, trouble } = await trainStage({
    ...stage,
    name: family.name,
    learner: family,
    config,
    from: saved ? undefined : parent && adopt(family, config, parent),
    parent: parent?.run && sameParameters(family, parent.info.config, config) ? parent.run : undefined,
    until,
    preview: async (run) => {
      const sampler = openSampler({ family, config, weights: { ...emaWeights(run), ...colours } }, device);
      const sheet = await previewSheet(sampler, dataset, 12);
      await sampler.release();
      return sheet;
    },
  });
  const weights = { ...emaWeights(run), ...colours };
  const sampler = openSampler({ family, config, weights }, device);
  const codeTable = stop.signal.aborted ? undefined : await createCodeTable(sampler, dataset);
  const wantsPrior = !family.drawn && !('steps' in priorUntil && priorUntil.steps === 0);
  const readers = family.groups(config).filter(({ role }) => role === 'reads');
  const keptCodes = readers.length > 0 && readers.every(({ name }) => settings.frozen?.includes(name));
  const sameCodes = keptCodes && String(parent?.info.styles) === String(dataset.styles);
  const imagining =
    codeTable && family.encode && wantsPrior
      ? await trainPrior(
          { family, config, weights, codeTable },
          {
            ...stage,
            until: priorUntil,
            from: parent?.prior && adoptPrior(parent.prior, parent.info, { family, config, styles: dataset.styles }),
          },
        )
      : sameCodes
        ? { prior: parent?.prior, trouble: undefined }
        : undefined;
  if (!codeTable || stop.signal.aborted) {
    process.stderr.write(`Stopped at step ${run.step}. ${advice}\n`);
    return;
  }

  const metrics = sampler.can('encode') ? await measureErrors(sampler, dataset) : {};
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
      codeTable,
      prior: imagining?.prior,
    },
    () => target,
  );
  const heldOut = metrics.heldout_mae === undefined ? '' : `Held-out error ${metrics.heldout_mae.toFixed(4)}. `;
  process.stderr.write(`${heldOut}The model is in ${target}; see preview.png and loss.png beside it.\n`);
  if (trouble) process.stderr.write(`But the model is not well: ${trouble}.\n`);
  if (imagining?.trouble) process.stderr.write(`But its prior is not well: ${imagining.trouble}.\n`);
  const health = trouble ?? imagining?.trouble;
  const summary = { model: name, id: info.id, steps: run.step, images, seconds: run.seconds, ...metrics, health };
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
}

/** Adam knows what it does already; a part that is new all the same does not. */
const warmUpOfInherited = 20;

/** Pictures that errors are measured on. */
const measured = 1000;

/** Errors on pictures that are never trained on, and on compositions of pairs that are not, where the set has any. */
async function measureErrors(sampler: Sampler, dataset: Dataset): Promise<Record<string, number>> {
  const { composedHeldOut } = dataset;
  const composed = composedHeldOut && (await asDataset(composedHeldOut, measured));
  const bits = await unseenBits(sampler, dataset, measured);
  return {
    heldout_mae: await reconstructionError(sampler, dataset, measured),
    ...(bits !== undefined && { heldout_bits: bits }),
    ...(composed && { heldout_mae_composed: await reconstructionError(sampler, composed, measured) }),
  };
}

const halfOf = (until: Duration): Duration =>
  'steps' in until ? { steps: Math.ceil(until.steps / 2) } : { minutes: until.minutes / 2 };

/** Throws `bad_option` where a family has no such setting, or not such a value of it. */
function readConfig<Config>({ name, config }: Family<Config>, given: unknown): Config {
  const read = config.safeParse(given);
  if (read.success) return read.data;
  throw new AppError('bad_option', `These are no settings of a ${name} model.\n${z.prettifyError(read.error)}`);
}

/** A parent's weights for pictures of other styles. Throws `bad_option` where its family cannot. */
function adopt(family: Family<unknown>, config: unknown, { info, weights }: Parent): Weights {
  const parent = { config: family.config.parse(info.config), weights };
  if (family.adopt) return family.adopt(config, parent);
  if (String(info.styles) === String(family.styles(config))) return weights;
  throw new AppError(
    'bad_option',
    `A ${family.name} model cannot go on to pictures of other styles. Start without --from.`,
  );
}

/** Whether every parameter that both have is as large; a discriminator may be new. */
function sameParameters(family: Family<unknown>, from: unknown, to: unknown): boolean {
  const shapes = (config: unknown) =>
    family
      .groups(family.config.parse(config))
      .flatMap(({ parameters }) => parameters.map(({ name, shape }) => [name, String(shape)] as const));
  const before = new Map(shapes(from));
  return shapes(to).every(([name, shape]) => (before.get(name) ?? shape) === shape);
}

/** A parent's prior, for codes of other styles or of more numbers a cell. */
function adoptPrior(
  prior: Weights,
  from: Parent['info'],
  { family, config, styles }: { family: Family<unknown>; config: unknown; styles: readonly string[] },
): Weights {
  const grown = growPrior(prior, family.code(family.config.parse(from.config)), family.code(config));
  return { ...grown, 'flow/styles': adoptStyles(grown['flow/styles']!, 0, from.styles, styles) };
}

await runScript(main);
