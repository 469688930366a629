import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { toShares } from './pixels.ts';
import type { Sampler } from './sampler.ts';

/** Pictures at a time. */
const atOnce = 16;

/** The mean of `reconstructionErrors`. */
export async function reconstructionError(sampler: Sampler, dataset: Dataset, limit: number): Promise<number> {
  const errors = await reconstructionErrors(sampler, dataset, limit);
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

/**
 * Mean absolute error per colour channel, in [0, 1] over a white background, of each of some pictures encoded and decoded
 * in their own style: of held-out pictures where the set has any, else of all; at most `limit`, spread evenly.
 */
export async function reconstructionErrors(sampler: Sampler, dataset: Dataset, limit: number): Promise<number[]> {
  const { styles } = sampler;
  const chosen = unseenPictures(dataset, styles, limit);
  const errors: number[] = [];
  for (let start = 0; start < chosen.length; start += atOnce) {
    const some = chosen.slice(start, start + atOnce);
    const pictures = some.map((index) => pictureOf(dataset, index));
    const codes = await sampler.encode(pictures);
    const sketches = codes.map((code, row) => {
      const { style } = dataset.pictures[some[row]!]!;
      return { code, style: Float32Array.from(styles, (name) => Number(name === style)) };
    });
    for (const [row, painted] of (await sampler.decode(sketches)).entries()) {
      errors.push(errorOverWhite(painted, toShares([pictures[row]!], painted.length)));
    }
  }
  return errors;
}

/**
 * How many bits each number takes of pictures chosen as for `reconstructionErrors`, in the mean; nothing of a model that does
 * not say.
 */
export async function unseenBits(sampler: Sampler, dataset: Dataset, limit: number): Promise<number | undefined> {
  if (!sampler.can('likelihood')) return undefined;
  const chosen = unseenPictures(dataset, sampler.styles, limit);
  const bits = await sampler.likelihood(chosen.map((index) => pictureOf(dataset, index)));
  return bits.reduce((sum, one) => sum + one, 0) / bits.length;
}

/** The places of held-out pictures in these styles where the set has any, else of all, spread evenly. */
function unseenPictures(dataset: Dataset, styles: readonly string[], limit: number): number[] {
  const known = [...dataset.pictures.keys()].filter((index) => styles.includes(dataset.pictures[index]!.style));
  const heldOut = known.filter((index) => dataset.pictures[index]!.heldOut);
  const candidates = heldOut.length > 0 ? heldOut : known;
  const count = Math.min(limit, candidates.length);
  return Array.from({ length: count }, (_, index) => candidates[Math.floor((index * candidates.length) / count)]!);
}

/** Mean of the absolute errors of all colours of one picture; both are premultiplied RGBA, `[size, size, 4]`. */
function errorOverWhite(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < right.length; i += 4) {
    const white = right[i + 3]! - left[i + 3]!;
    for (let channel = i; channel < i + 3; channel++) sum += Math.abs(left[channel]! - right[channel]! + white);
  }
  return sum / ((right.length / 4) * 3);
}
