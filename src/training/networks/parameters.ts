import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '#lib/random.ts';
import type { Signature } from '#tensor/program.ts';
import type { ParameterSpec } from '../family.ts';

/** Named tensors that lie one behind the other in one buffer, so that the optimiser is one loop. */
export interface ParameterSet {
  flat: Float32Array;
  /** Views into `flat`. */
  views: Record<string, Float32Array>;
  signature: Signature;
}

type Shapes = readonly { name: string; shape: readonly number[] }[];

const sizeOf = ({ shape }: Shapes[number]) => tf.util.sizeFromShape([...shape]);

export function countParameters(specs: Shapes): number {
  return specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
}

/** Lays tensors out in `flat`, or in a new buffer. */
export function allocateParameters(
  specs: Shapes,
  flat: Float32Array = new Float32Array(countParameters(specs)),
): ParameterSet {
  let offset = 0;
  const views: Record<string, Float32Array> = {};
  const signature: Signature = {};
  for (const spec of specs) {
    const { name, shape } = spec;
    views[name] = flat.subarray(offset, offset + sizeOf(spec));
    signature[name] = { shape };
    offset += sizeOf(spec);
  }
  return { flat, views, signature };
}

/** First values, in a new buffer or in `flat`: the same seed gives the same model. */
export function initParameters(specs: readonly ParameterSpec[], seed: number, flat?: Float32Array): ParameterSet {
  const set = allocateParameters(specs, flat);
  for (const [index, { name, deviation, mean = 0 }] of specs.entries()) {
    const random = createRandom(seed, index);
    const view = set.views[name]!;
    for (let i = 0; i < view.length; i++) view[i] = mean + (deviation === 0 ? 0 : deviation * random.normal());
  }
  return set;
}
