import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { StepResults } from '../family.ts';
import { type Contest, compete } from './discriminator.ts';
import { perceptualDifference } from './perception.ts';

/** How much the parts of the loss count. */
export interface AdversarialWeights {
  /** Of the generator's side of the game. */
  adversarialWeight: number;
  /** Of the difference in what there is to see, see `perceive`. */
  perceptualWeight: number;
  /** Weight γ of the gradient penalties, which are computed every so many steps, so many times as heavy. */
  gamma: number;
  penaltyEvery: number;
}

/** Of what is painted of moved codes lying elsewhere than the pictures that they come from. */
const astrayWeight = 3;

export interface AdversarialRound {
  contest: Contest;
  /** What the generator descends beside the game, under `loss`, and its parts by name. */
  bound: Tensors & { loss: tf.Tensor };
  /** How far pictures of moved codes lie from where they are to be, see `astray`. */
  misplaced: tf.Tensor;
  /** How much each picture counts in a view of the perceptual difference, `[batch, 1, 1, 1]`. */
  counts(view: number): tf.Tensor;
  weights: AdversarialWeights;
}

/**
 * What a family descends that plays against a discriminator: its own bound, both sides of `compete`'s game, what there is
 * to see in its pictures and in real ones (Larsen et al. 2016; Zhang et al. 2018), where there is anything at all, since
 * nothing looks as real as an empty place, and γ/2 (R1 + R2) on the penalty's turn. `fixed` is what `preparePerception`
 * gives.
 */
export function adversarialLoss(
  p: Tensors,
  fixed: Tensors,
  { contest, bound, misplaced, counts, weights }: AdversarialRound,
): Omit<StepResults, 'gradients'> {
  const { loss, ...losses } = bound;
  const { seen, metrics, ...game } = compete(p, fixed, contest);
  const perceptual = perceptualDifference(seen, counts);
  const parts = [
    loss,
    game.discriminator,
    tf.mul(weights.adversarialWeight, game.generator),
    tf.mul(weights.perceptualWeight, perceptual),
    tf.mul(astrayWeight, misplaced),
    ...(game.penalty ? [tf.mul((weights.gamma / 2) * weights.penaltyEvery, game.penalty)] : []),
  ];
  return { losses: { loss: tf.addN(parts), ...losses, perceptual, ...game } as Tensors, metrics };
}
