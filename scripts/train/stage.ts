import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { AppError } from '#lib/errors.ts';
import type { Device } from '#tensor/device.ts';
import type { Dataset } from '#training/data/dataset.ts';
import type { Learner } from '#training/family.ts';
import { createHealth } from '#training/loop/health.ts';
import { openJournal } from '#training/loop/journal.ts';
import { type TrainingOptions, train } from '#training/loop/loop.ts';
import { createRun, type TrainingRun } from '#training/loop/run.ts';
import { inheritState, type RunSettings, readSaved, restoreRun, saveState } from '#training/loop/state.ts';
import type { Weights } from '#training/networks/networks.ts';

export interface StageOptions<Config> {
  name: string;
  learner: Learner<Config>;
  config: Config;
  dataset: Dataset;
  device: Device;
  threads: number;
  /** Where its state, journal and previews lie. */
  directory: string;
  settings: RunSettings;
  resume: boolean;
  from?: Weights;
  /** Another run to take everything over from, but for the steps and the time. */
  parent?: TrainingRun;
  until: TrainingOptions<Config>['until'];
  saveEveryMs: number;
  signal: AbortSignal;
  /** How to go on, in words, after an error. */
  advice: string;
  preview?(run: TrainingRun): Promise<Uint8Array>;
}

/** Where a stage ended, and in words what is wrong with it, if anything is. */
interface StageEnd {
  run: TrainingRun;
  trouble?: string;
}

/** Trains one network with a bar, a journal, a chart and previews, and saves it now and then and in the end. */
export async function trainStage<Config>(options: StageOptions<Config>): Promise<StageEnd> {
  const { learner, config, directory, settings } = options;
  await mkdir(directory, { recursive: true });
  const saved = options.resume
    ? await readSaved(directory).catch((error) => {
        if (error instanceof AppError && error.code === 'not_found') return undefined;
        throw error;
      })
    : undefined;
  const run = saved
    ? restoreRun(learner, config, saved.bytes)
    : createRun({ family: learner, config, seed: settings.seed, from: options.from });
  if (!saved && options.parent) inheritState(run, options.parent);
  const journal = await openJournal(directory, run.step);
  const save = async () => {
    await saveState(directory, run, settings);
    await journal.drawChart();
    if (options.preview) await writeFile(join(directory, 'preview.png'), await options.preview(run));
  };
  const bar = new SingleBar(
    {
      format: `${options.name} {bar} {percentage}% | step {step} | loss {loss} | {speed} pictures/s | {left} left {health}`,
      stream: process.stderr,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  bar.start(1, 0, { step: run.step, loss: '-', speed: '-', left: '-', health: '' });
  const health = createHealth();
  let trouble: string | undefined;
  let savedAt = performance.now();
  await train(
    {
      ...{ family: learner, config, dataset: options.dataset, device: options.device, threads: options.threads },
      ...{ batchSize: settings.batchSize, learningRate: settings.learningRate, seed: settings.seed },
      frozen: settings.frozen,
      warmUpSteps: settings.warmUpSteps,
      until: options.until,
      signal: options.signal,
      onStep: async (report) => {
        await journal.note(report);
        trouble = health.watch(report);
        const left = report.seconds / report.progress - report.seconds;
        bar.update(report.progress, {
          step: report.step,
          loss: report.losses.loss!.toFixed(4),
          speed: (report.images / report.seconds).toFixed(0),
          left: `${Math.floor(left / 60)}:${String(Math.floor(left % 60)).padStart(2, '0')}`,
          health: trouble ?? '',
        });
        if (performance.now() - savedAt < options.saveEveryMs) return;
        await save();
        savedAt = performance.now();
      },
    },
    run,
  ).catch(async (error) => {
    bar.stop();
    await saveState(directory, run, settings);
    const { code, message } = AppError.from(error);
    const what = code === 'internal' ? 'Training failed.' : message;
    throw new AppError(code, `${what}\nThe run is saved at step ${run.step}. ${options.advice}`, error);
  });
  bar.stop();
  await save();
  return { run, trouble };
}
