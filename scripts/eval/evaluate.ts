import { modelOf } from '#sampling/model.ts';
import { reconstructionError } from '#sampling/reconstruction.ts';
import { openSampler } from '#sampling/sampler.ts';
import type { Device } from '#tensor/device.ts';
import { readCheckpoint } from '#training/checkpoint/checkpoint.ts';
import type { Progress } from '#training/evaluation/extractor.ts';
import { type Measured, measurePaintings, type Paintings } from '#training/evaluation/figures.ts';
import type { Prompt } from '#training/evaluation/prompts.ts';
import type { Reality } from '#training/evaluation/reality.ts';
import { type ChatModel, paintPrompts, paintSamples, paintWalks, type Restyled, restyle } from './paint.ts';
import type { SceneEvaluation } from './scenes.ts';

export interface Plan {
  /** Free samples. */
  count: number;
  prompts: readonly Prompt[];
  /** Walks between drawings. */
  walks: number;
  /** Real pictures that samples are compared with, by their places in the set. */
  real: readonly number[];
  /** Scenes to be painted and judged, where they can be. */
  scenes?: SceneEvaluation;
}

export interface Evaluation extends Measured {
  paintings: Paintings & { restyled: Restyled[] };
}

/** Lets a model paint by the plan and measures what it painted. */
export async function evaluate(
  model: ChatModel,
  reality: Reality,
  plan: Plan,
  device: Device,
  progress: (stage: string) => Progress,
): Promise<Evaluation> {
  const { directory, latent } = model.checkpoint;
  const { dataset } = reality;
  const heldOut = [...dataset.pictures.keys()]
    .filter((index) => dataset.pictures[index]!.heldOut && latent.styles.includes(dataset.pictures[index]!.style))
    .slice(0, plan.count);
  const sampler = openSampler(modelOf(await readCheckpoint(directory)), device);
  const encodes = sampler.can('encode') && heldOut.length > 0;
  const knowsWords = model.vocabulary.suggest('').length > 0;
  const paintings = {
    samples: await paintSamples(model, plan.count, progress('samples')),
    prompted: knowsWords ? await paintPrompts(model, plan.prompts, progress('prompts')) : [],
    restyled: encodes && latent.styles.length > 1 ? await restyle(model, dataset, heldOut, progress('restyled')) : [],
    walks: await paintWalks(model, plan.walks, progress('walks')),
  };
  const measured = await measurePaintings(reality, paintings, plan.real);
  const { nearest } = measured;
  const scenes = encodes ? await plan.scenes?.measure(model, progress('scenes')) : undefined;
  const figures = { ...measured.figures, ...scenes };
  if (!encodes || model.checkpoint.size !== model.size) return { figures, nearest, paintings };
  const heldout_mae = await reconstructionError(sampler, dataset, plan.count);
  await sampler.release();
  return { figures: { heldout_mae, ...figures }, nearest, paintings };
}
