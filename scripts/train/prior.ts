import { join } from 'node:path';
import { shippedText } from '#models/text/model.ts';
import type { Codebook } from '#training/checkpoint.ts';
import type { Family } from '#training/family.ts';
import { flowLearner } from '#training/flow/learner.ts';
import { createLessons } from '#training/flow/lessons.ts';
import { newFlow, shapeOf } from '#training/flow/network.ts';
import { patchesOf } from '#training/flow/patches.ts';
import { previewPrior } from '#training/flow/preview.ts';
import { emaWeights } from '#training/loop.ts';
import type { Weights } from '#training/networks.ts';
import { readCorpus } from '#training/text/corpus.ts';
import { readTextEncoder } from '#training/text/encoder.ts';
import { type StageOptions, trainStage } from './stage.ts';

const batchSize = 64;
const learningRate = 1.2e-3;

type Common = Omit<StageOptions<never>, 'name' | 'learner' | 'config' | 'preview'>;

/** Trains what imagines codes of a model. `directory` is the model's run. */
export async function trainPrior<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  codebook: Codebook,
  common: Common,
): Promise<{ prior: Weights; trouble?: string }> {
  const { dataset, device, signal } = common;
  const patches = patchesOf(family.code(config));
  const options = {
    ...{ family, config, weights, codebook, dataset, device, patches, signal },
    corpus: await readCorpus(),
    text: await readTextEncoder(shippedText),
    seed: common.settings.seed,
  };
  const { lessons, fixed, release } = await createLessons(options);
  const { count, width } = patches;
  const shape = common.from
    ? shapeOf(common.from, patches)
    : { count, width, styles: family.styles(config).length, ...newFlow };
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
    preview: (run) => previewPrior(options, { ...emaWeights(run), ...fixed }),
  });
  await release();
  return { prior: { ...emaWeights(run), ...fixed }, trouble };
}
