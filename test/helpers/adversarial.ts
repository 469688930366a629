import type { GanConfig } from '#models/gan/config.ts';
import { gan } from '#models/gan/model.ts';
import type { Device } from '#tensor/device.ts';
import type { Dataset } from '#training/data/dataset.ts';
import type { Family } from '#training/family.ts';
import { type StepReport, train } from '#training/loop/loop.ts';
import { createRun, type TrainingRun } from '#training/loop/run.ts';

/** A GAN of a few thousand parameters for 64 × 64 pictures. */
export function tinyGanConfig(styles: readonly string[] = ['noto', 'twemoji']): GanConfig {
  return gan.config.parse({
    ...gan.configFor({ styles: [...styles], size: 64 }),
    code: 192,
    generator: [8, 8, 8, 4, 4],
    encoder: [4, 4, 8, 8],
    heads: 4,
    penaltyEvery: 2,
  });
}

export interface TinyRunOptions<Config> {
  family: Family<Config>;
  config: Config;
  dataset: Dataset;
  device: Device;
  /** Steps that the whole run is meant for. */
  steps: number;
  /** Where to stop before that. */
  stopAt?: number;
  learningRate?: number;
  /** The run to go on with; a fresh one unless given. */
  run?: TrainingRun;
}

/** Trains with a fixed seed, and returns the run and what was reported. */
export async function trainTiny<Config>({
  family,
  config,
  steps,
  stopAt = steps,
  learningRate = family.defaults.learningRate,
  run = createRun({ family, config, seed: 3 }),
  ...rest
}: TinyRunOptions<Config>): Promise<{ run: TrainingRun; reports: StepReport[] }> {
  const reports: StepReport[] = [];
  const stop = new AbortController();
  const onStep = (report: StepReport) => {
    reports.push(report);
    if (report.step === stopAt) stop.abort();
  };
  const common = { family, config, batchSize: 8, seed: 3, learningRate, until: { steps }, signal: stop.signal, onStep };
  await train({ ...rest, ...common }, run);
  return { run, reports };
}
