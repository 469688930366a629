import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findFamily } from '#models/families.ts';
import { type CheckpointInfo, findCheckpoint, isCheckpoint, readCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { emaWeights, type TrainingRun } from '#training/loop/run.ts';
import { readSaved, restoreRun } from '#training/loop/state.ts';
import type { Weights } from '#training/networks/networks.ts';
import { shippedModels } from '../../src/easel.ts';

/** What a new run goes on from. */
export interface Parent {
  info: Pick<CheckpointInfo, 'family' | 'config' | 'styles' | 'size' | 'images'> & {
    id?: string;
    dataset: { name: string };
  };
  weights: Weights;
  prior?: Weights;
  /** Where it is a run that has not come to its end: all that it knew when it was saved last. */
  run?: TrainingRun;
}

/** A model, or a run that has not come to its end, that a person names. Throws `not_found` or `bad_checkpoint`. */
export async function readParent(name: string, dataDir: string): Promise<Parent> {
  const directory = join(dataDir, 'runs', name);
  const unfinished = existsSync(join(directory, 'state.safetensors')) && !isCheckpoint(join(directory, 'checkpoint'));
  if (!unfinished) return readCheckpoint(await findCheckpoint(name, dataDir, shippedModels));
  const { settings, step, bytes } = await readSaved(directory);
  const family = findFamily(settings.family);
  const config = family.config.parse(settings.config);
  const run = restoreRun(family, config, bytes);
  return {
    info: {
      id: settings.parent,
      family: family.name,
      config,
      styles: family.styles(config),
      size: family.size(config),
      images: step * settings.batchSize + (settings.parentImages ?? 0),
      dataset: { name: settings.data },
    },
    weights: emaWeights(run),
    run,
  };
}
