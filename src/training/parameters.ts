import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '#lib/random.ts';
import type { Signature } from '#tensor/program.ts';
import type { ParameterSpec } from './family.ts';

/** Named tensors that lie one behind the other in one buffer, so that the optimiser is one loop. */
export interface ParameterSet {
  flat: Float32Array;
  /** Views into `flat`. */
  views: Record<string, Float32Array>;
  signature: Signature;
}

export function allocateParameters(specs: readonly { name: string; shape: readonly number[] }[]): ParameterSet {
  const sizes = specs.map(({ shape }) => tf.util.sizeFromShape([...shape]));
  const flat = new Float32Array(sizes.reduce((sum, size) => sum + size, 0));
  let offset = 0;
  const views: Record<string, Float32Array> = {};
  const signature: Signature = {};
  for (const [index, { name, shape }] of specs.entries()) {
    views[name] = flat.subarray(offset, offset + sizes[index]!);
    signature[name] = { shape };
    offset += sizes[index]!;
  }
  return { flat, views, signature };
}

/** First values: the same seed gives the same model. */
export function initParameters(specs: readonly ParameterSpec[], seed: number): ParameterSet {
  const set = allocateParameters(specs);
  for (const [index, { name, deviation, mean = 0 }] of specs.entries()) {
    const random = createRandom(seed, index);
    const view = set.views[name]!;
    for (let i = 0; i < view.length; i++) view[i] = mean + (deviation === 0 ? 0 : deviation * random.normal());
  }
  return set;
}
