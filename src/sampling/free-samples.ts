import { createRandom } from '#lib/random.ts';
import type { LatentSpace } from './latent.ts';
import type { PriorRequest } from './prior.ts';

/** Free samples have no prompt to resemble: they wander farther from the drawing they start at. */
const reach = 1.2;
/** How far a model that imagines goes from there, in shares of noise. */
const sampleFreedom = 0.35;

/** A picture of nothing in particular: a code, and what a model that imagines makes of it. */
export interface FreeSample {
  code: Float32Array;
  request: PriorRequest;
}

export interface SampleOptions {
  style: string;
  count: number;
  /** How far samples wander; 0 gives the drawings themselves. */
  spread: number;
  seed: number;
}

/** Free samples; the same seed gives the same ones, and more of them begin with these. */
export function drawSamples(latent: LatentSpace, { style, count, spread, seed }: SampleOptions): FreeSample[] {
  return Array.from({ length: count }, (_, index) => {
    const random = createRandom(seed, index);
    const anchor = latent.anchor(style, random);
    const code = latent.wander(anchor.code, style, random, spread * reach);
    const start = { code, freedom: Math.min(1, sampleFreedom * spread) };
    return { code, request: { seed: random.integer(2 ** 32), style: latent.oneHot(style), things: [], start } };
  });
}
