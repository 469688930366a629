import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#lib/errors.ts';
import { makeWhole } from '#lib/whole.ts';
import { decodeSafetensors, encodeSafetensors } from '../checkpoint/safetensors.ts';
import type { Learner } from '../family.ts';
import type { TrainingOptions } from './loop.ts';
import { createRun, type TrainingRun } from './run.ts';

const fileName = 'state.safetensors';

/** What a run was started with; a resumed run keeps it. */
export interface RunSettings {
  family: string;
  config: unknown;
  data: string;
  datasetHash: string;
  seed: number;
  batchSize: number;
  learningRate: number;
  /** The id of the checkpoint it started from, and what a person calls that. */
  parent?: string;
  from?: string;
  /** The unfinished run whose state it started from. */
  fromRun?: string;
  /** Pictures that its parents have seen. */
  parentImages?: number;
  /** Players whose parameters stay as they are, by name. */
  frozen?: string[];
  /** Steps that the learning rate grows for; as many as always unless told. */
  warmUpSteps?: number;
  /** How long it was to be trained, as last asked, and its prior, where that was said. */
  until?: TrainingOptions<unknown>['until'];
  priorUntil?: TrainingOptions<unknown>['until'];
}

/** A run as it was saved: what it was started with, where it is, and the file that `restoreRun` takes. */
export interface SavedRun {
  settings: RunSettings;
  step: number;
  /** Training time so far. */
  seconds: number;
  bytes: Buffer;
}

/** Saves a run so that it can go on exactly: parameters, EMA, Adam's averages, step, time. The old state stays until the new one is whole. */
export async function saveState(directory: string, run: TrainingRun, settings: RunSettings): Promise<void> {
  await run.settle?.();
  await mkdir(directory, { recursive: true });
  const { parameters, ema, m, v, step } = run.adam;
  const shape = [parameters.length];
  const bytes = encodeSafetensors(
    {
      parameters: { shape, data: parameters },
      ema: { shape, data: ema },
      m: { shape, data: m },
      v: { shape, data: v },
    },
    {
      settings: JSON.stringify(settings),
      step: String(run.step),
      adamStep: String(step),
      seconds: String(run.seconds),
    },
  );
  await makeWhole(join(directory, fileName), (unfinished) => writeFile(unfinished, bytes, { flush: true }));
}

/** What was saved in a run's folder. Throws `not_found` where nothing was, `bad_checkpoint` where it is damaged. */
export async function readSaved(directory: string): Promise<SavedRun> {
  const bytes = await readFile(join(directory, fileName)).catch((error) => {
    throw new AppError('not_found', `There is no saved run in ${directory}.`, error);
  });
  const { settings, step, seconds } = decodeSafetensors(bytes).metadata;
  return { settings: readSettings(settings!), step: Number(step), seconds: Number(seconds), bytes };
}

/** Runs that were saved earlier name a frozen group by what its parameters' names begin with: `encoder/`. */
function readSettings(text: string): RunSettings {
  const settings = JSON.parse(text) as RunSettings;
  if (!settings.frozen) return settings;
  return { ...settings, frozen: settings.frozen.map((name) => name.replace(/\/$/, '')) };
}

export function restoreRun<Config>(family: Learner<Config>, config: Config, bytes: Uint8Array): TrainingRun {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const run = createRun({ family, config, seed: 0 });
  for (const name of ['parameters', 'ema', 'm', 'v'] as const) {
    if (tensors[name]?.data.length !== run.parameters.flat.length) {
      throw new AppError('bad_checkpoint', 'The saved run belongs to another model size. Start a new one.');
    }
    run.adam[name].set(tensors[name].data);
  }
  run.adam.step = Number(metadata.adamStep);
  run.step = Number(metadata.step);
  run.seconds = Number(metadata.seconds);
  return run;
}

/**
 * Takes over from another run what has the same name and size: parameters, averages and what Adam knows of them. The rest
 * begins afresh, and so do the steps and the time.
 */
export function inheritState(run: TrainingRun, parent: TrainingRun): void {
  const parts = ['parameters', 'ema', 'm', 'v'] as const;
  const [ours, theirs] = [run, parent].map(({ parameters }) => placesOf(parameters));
  for (const [name, { start, end }] of ours!) {
    const from = theirs!.get(name);
    if (!from || from.end - from.start !== end - start) continue;
    for (const part of parts) run.adam[part].set(parent.adam[part].subarray(from.start, from.end), start);
  }
  run.adam.step = parent.adam.step;
}

/** Where each parameter lies in the flat arrays. */
function placesOf({ views }: TrainingRun['parameters']): Map<string, { start: number; end: number }> {
  let end = 0;
  return new Map(
    Object.entries(views).map(([name, { length }]) => {
      end += length;
      return [name, { start: end - length, end }];
    }),
  );
}
