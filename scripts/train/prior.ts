import { join } from 'node:path';
import { shippedText } from '#models/text/model.ts';
import type { TrainedModel } from '#sampling/model.ts';
import { previewPrior } from '#sampling/prior-preview.ts';
import { openSampler } from '#sampling/sampler.ts';
import { flowLearner } from '#training/flow/learner.ts';
import { createLessons } from '#training/flow/lessons.ts';
import { newFlow, shapeOf } from '#training/flow/network.ts';
import { patchesOf } from '#training/flow/patches.ts';
import { emaWeights } from '#training/loop/run.ts';
import type { Weights } from '#training/networks/networks.ts';
import { readCorpus } from '#training/text/corpus.ts';
import { readTextEncoder } from '#training/text/encoder.ts';
import { type StageOptions, trainStage } from './stage.ts';

const batchSize = 64;
const learningRate = 1.2e-3;

type Common = Omit<StageOptions<never>, 'name' | 'learner' | 'config' | 'preview'>;

/** Trains what imagines codes of a model. `directory` is the model's run. */
export async function trainPrior<Config>(
  { codeTable, ...model }: TrainedModel<Config>,
  common: Common,
): Promise<{ prior: Weights; trouble?: string }> {
  const { dataset, device, signal } = common;
  const { encode, styles, layout, release } = openSampler(model, device);
  const patches = patchesOf(layout);
  const corpus = await readCorpus();
  const text = await readTextEncoder(shippedText);
  const { lessons, fixed } = await createLessons({
    ...{ encode, styles, codeTable, dataset, device, patches, signal, corpus, text },
    seed: common.settings.seed,
  });
  const { count, width } = patches;
  const shape = common.from ? shapeOf(common.from, patches) : { count, width, styles: styles.length, ...newFlow };
  const { run, trouble } = await trainStage({
    ...common,
    name: 'prior',
    learner: flowLearner(lessons),
    config: shape,
    directory: join(common.directory, 'prior'),
    settings: {
      ...common.settings,
      ...{ family: 'prior', config: shape, batchSize, learningRate, frozen: [], warmUpSteps: undefined },
    },
    preview: async (run) => {
      const sampler = openSampler({ ...model, prior: { ...emaWeights(run), ...fixed } }, device);
      const sheet = await previewPrior(sampler, dataset.composed, { corpus, text });
      await sampler.release();
      return sheet;
    },
  });
  await release();
  return { prior: { ...emaWeights(run), ...fixed }, trouble };
}
