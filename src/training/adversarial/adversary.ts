import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '#tensor/device.ts';
import type { Dataset } from '../data/dataset.ts';
import type { ParameterGroup } from '../family.ts';
import { edgeL1, multiScaleL1 } from '../losses.ts';
import type { AdversarialWeights } from './adversarial-loss.ts';
import { type DiscriminatorConfig, discriminatorParameters } from './discriminator.ts';
import { preparePerception } from './perception.ts';

/** The part of a family's config that says whether, and how, it plays against a discriminator. */
export type AdversaryConfig = AdversarialWeights & DiscriminatorConfig;

/** How the networks of a family that paints descend, with or without an adversary. */
export const descent: Omit<ParameterGroup, 'name' | 'parameters' | 'rate'> = {
  beta1: 0.5,
  beta2: 0.99,
  emaDecay: 0.998,
  maxNorm: 10,
};

export const hasAdversary = ({ adversarialWeight }: AdversaryConfig): boolean => adversarialWeight > 0;

/** Without parameters where there is no adversary. */
export const discriminatorGroup = (config: AdversaryConfig): ParameterGroup => ({
  ...{ name: 'discriminator', parameters: hasAdversary(config) ? discriminatorParameters(config) : [], role: 'judges' },
  ...{ ...descent, rate: 4, beta1: 0, maxNorm: 100 },
});

/** The members of such a family that are the same for all. */
export const againstAdversary = {
  prepare: async (config: AdversaryConfig, dataset: Dataset, device: Device) =>
    hasAdversary(config) ? preparePerception(dataset, device) : {},
  penaltyEvery: (config: AdversaryConfig) => (hasAdversary(config) ? config.penaltyEvery : 0),
};

/**
 * How far painted pictures `[batch, size, size, 4]` are from those wanted, at four resolutions and at their edges. Each
 * counts by its `weight [batch, 1, 1, 1]`.
 */
export function likeness(painted: tf.Tensor4D, wanted: tf.Tensor4D, weight: tf.Tensor) {
  const [ours, theirs] = [tf.mul(painted, weight), tf.mul(wanted, weight)] as [tf.Tensor4D, tf.Tensor4D];
  return { reconstruction: multiScaleL1(ours, theirs), edges: edgeL1(ours, theirs) };
}

/** Which views count more across styles: parts, things and palettes, wherever a line runs. */
const coarse = 3;

/** How much each picture counts in a view of the perceptual difference: in coarse ones up to twice its weight. */
export function countsByView(weight: tf.Tensor): (view: number) => tf.Tensor {
  const seldom = tf.minimum(1, tf.mul(2, weight));
  return (view) => (view < coarse ? weight : seldom);
}
