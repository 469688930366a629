import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { findFamily } from '#models/families.ts';
import { openDevice } from '#tensor/device.ts';
import { describeModel, writeCheckpoint } from '#training/checkpoint.ts';
import { createCodebook } from '#training/codebook.ts';
import { isBuiltIn, loadDataset } from '#training/data/load.ts';
import { reconstructionError } from '#training/evaluation/reconstruction.ts';
import { createHealth } from '#training/health.ts';
import { openJournal } from '#training/journal.ts';
import { createRun, emaWeights, train } from '#training/loop.ts';
import { previewSheet } from '#training/preview.ts';
import { readSettings, restoreRun, saveState } from '#training/state.ts';

function readArguments() {
  const { values } = parseArgs({
    options: {
      family: { type: 'string', default: 'vae' },
      data: { type: 'string', default: 'emoji' },
      minutes: { type: 'string', default: '30' },
      steps: { type: 'string' },
      'save-every': { type: 'string', default: '5' },
      out: { type: 'string', default: 'mine' },
      resume: { type: 'string' },
      batch: { type: 'string' },
      rate: { type: 'string' },
      seed: { type: 'string', default: '1' },
      project: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'minutes' | 'steps' | 'save-every' | 'batch' | 'rate' | 'seed' | 'project', most: number) => {
    const value = Number(values[name]);
    if (value > 0 && value <= most) return value;
    throw new AppError('bad_option', `--${name} is a number above 0 and up to ${most}; "${values[name]}" is not.`);
  };
  const { family, data, out, resume, json } = values;
  const limits = {
    until: values.steps === undefined ? { minutes: number('minutes', 10_000) } : { steps: number('steps', 1e8) },
    saveEveryMs: number('save-every', 1000) * 60_000,
    batch: values.batch === undefined ? undefined : number('batch', 1024),
    rate: values.rate === undefined ? undefined : number('rate', 1),
    seed: number('seed', 2 ** 31),
    project: values.project === undefined ? 0 : number('project', 10_000),
  };
  return { family, data, name: resume ?? out, resume: resume !== undefined, json, ...limits };
}

async function main(): Promise<void> {
  const options = readArguments();
  const env = loadConfig();
  const directory = join(env.dataDir, 'runs', options.name);
  await mkdir(directory, { recursive: true });
  const resumed = options.resume ? await readSettings(directory) : undefined;

  const data = resumed?.settings.data ?? (isBuiltIn(options.data) ? options.data : resolve(options.data));
  const family = findFamily(resumed?.settings.family ?? options.family);
  process.stderr.write(`Loading ${data} ...\n`);
  const size = resumed ? family.size(resumed.settings.config) : family.defaults.size;
  const dataset = await loadDataset(data, { size, cacheDir: join(env.dataDir, 'cache') });
  for (const { file, reason } of dataset.skipped.slice(0, 20)) process.stderr.write(`  left out ${file}: ${reason}\n`);
  const config = family.config.parse(resumed?.settings.config ?? family.configFor(dataset));
  const settings = resumed?.settings ?? {
    family: family.name,
    config,
    data,
    datasetHash: dataset.hash,
    seed: options.seed,
    batchSize: options.batch ?? family.defaults.batchSize,
    learningRate: options.rate ?? family.defaults.learningRate,
  };
  if (settings.datasetHash !== dataset.hash) process.stderr.write('The pictures have changed since this run began.\n');
  const run = resumed ? restoreRun(family, config, resumed.bytes) : createRun({ family, config, seed: settings.seed });
  let saved = performance.now();
  const device = await openDevice(env.device, env.threads, {
    cacheDirectory: join(env.dataDir, 'cache', 'programs'),
    onFailure: ({ message }) => {
      process.stderr.write(`\n${message} Training goes on on the cpu, and the run is saved.\n`);
      saved = Number.NEGATIVE_INFINITY;
    },
  });
  process.stderr.write(
    `${dataset.pictures.length} pictures, ${run.parameters.flat.length} parameters, ${device.description}\n`,
  );

  const journal = await openJournal(directory, run.step);
  const common = { family, config, device, dataset };
  const save = async () => {
    await saveState(directory, run, settings);
    await journal.drawChart();
    const sheet = await previewSheet({ ...common, weights: emaWeights(run), count: 12 });
    await writeFile(join(directory, 'preview.png'), sheet);
  };

  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% | step {step} | loss {loss} | {speed} pictures/s | {left} left {health}',
      stream: process.stderr,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  bar.start(1, 0, { step: run.step, loss: '-', speed: '-', left: '-', health: '' });
  const health = createHealth();
  const duration = 'steps' in options.until ? `--steps ${options.until.steps}` : `--minutes ${options.until.minutes}`;
  const resume = `Go on with: npm run train -- --resume ${options.name} ${duration}`;
  await train(
    {
      ...common,
      threads: env.threads,
      batchSize: settings.batchSize,
      learningRate: settings.learningRate,
      seed: settings.seed,
      until: options.until,
      signal: stop.signal,
      onStep: async (report) => {
        await journal.note(report);
        const left = report.seconds / report.progress - report.seconds;
        bar.update(report.progress, {
          step: report.step,
          loss: report.losses.loss!.toFixed(4),
          speed: (report.images / report.seconds).toFixed(0),
          left: `${Math.floor(left / 60)}:${String(Math.floor(left % 60)).padStart(2, '0')}`,
          health: health.watch(report.metrics) ?? '',
        });
        if (performance.now() - saved < options.saveEveryMs) return;
        await save();
        saved = performance.now();
      },
    },
    run,
  ).catch(async (error) => {
    bar.stop();
    await saveState(directory, run, settings);
    const { code, message } = AppError.from(error);
    throw new AppError(code, `${message}\nThe run is saved at step ${run.step}. ${resume}`, error);
  });
  bar.stop();
  await save();
  if (stop.signal.aborted) {
    process.stderr.write(`Stopped at step ${run.step}. ${resume}\n`);
    return;
  }

  const weights = emaWeights(run);
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
        images,
        dataset: { name: data, hash: dataset.hash },
        metrics,
        createdAt: new Date().toISOString(),
      },
      weights,
      codebook: await createCodebook({ ...common, weights, projected: options.project }),
    },
    () => target,
  );
  const heldOut = metrics.heldout_mae === undefined ? '' : `Held-out error ${metrics.heldout_mae.toFixed(4)}. `;
  process.stderr.write(`${heldOut}The model is in ${target}; see preview.png and loss.png beside it.\n`);
  const summary = { model: options.name, id: info.id, steps: run.step, images, seconds: run.seconds, ...metrics };
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
}

main().catch((error: unknown) => {
  const { message, cause } = AppError.from(error);
  process.stderr.write(`${message}\n${cause ? `${cause instanceof Error ? cause.stack : cause}\n` : ''}`);
  process.exit(1);
});
