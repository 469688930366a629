import type { Sampler } from '#sampling/sampler.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { planScenes } from '../planning/free-samples.ts';
import { imagineCodes, type Reader } from '../planning/plans.ts';
import type { Sketcher } from '../sketches/sketches.ts';

/** Pictures that are planned and painted at a time. */
const atOnce = 16;

/** A free sample with its picture: premultiplied RGBA, `[size, size, 4]`. */
export interface FreePicture {
  code: Float32Array;
  pixels: Uint8Array;
}

interface FreeOptions {
  latent: OpenCheckpoint['latent'];
  sketcher: Sketcher;
  style: string;
  count: number;
  seed: number;
}

/** Free samples of a model as people get them in chat; the same seed gives the same ones. */
export async function paintFree(
  sampler: Sampler,
  { latent, sketcher, style, count, seed }: FreeOptions,
): Promise<FreePicture[]> {
  const { size, imagines } = sampler;
  const checkpoint = { latent, size, imagines, directory: '' };
  const reader = readerOf(sampler);
  const { plans } = await planScenes({ kind: 'generate', style, count, spread: 1, seed }, { checkpoint, sketcher });
  const painted: FreePicture[] = [];
  for (let start = 0; start < plans.length; start += atOnce) {
    const imagined = await imagineCodes(plans.slice(start, start + atOnce), checkpoint, reader);
    const weights = latent.oneHot(style);
    const pictures = await sampler.paint(imagined.map(({ code }) => ({ code, style: weights })));
    painted.push(...imagined.map(({ code }, index) => ({ code, pixels: pictures[index]! })));
  }
  return painted;
}

/** The one model, wherever it lies. */
const readerOf = (sampler: Sampler): Reader => ({
  decode: (_, sketches) => sampler.paint(sketches),
  encode: (_, pictures, styles) => sampler.encode(pictures, styles),
  project: (_, targets) => sampler.project(targets),
  imagine: (_, requests) => sampler.imagine(requests),
});
