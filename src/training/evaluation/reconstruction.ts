import type { Device } from '#tensor/device.ts';
import type { Numbers } from '#tensor/program.ts';
import type { Dataset } from '../data/dataset.ts';
import { loadEncoder } from '../encoder.ts';
import type { Family } from '../family.ts';
import { loadDecoder } from '../networks.ts';
import type { NamedTensor } from '../safetensors.ts';

export interface ReconstructionOptions<Config> {
  family: Family<Config>;
  config: Config;
  weights: Record<string, NamedTensor>;
  device: Device;
  dataset: Dataset;
  /** How many pictures at most, spread evenly over those there are. */
  limit: number;
}

const batch = 16;

/** The mean of `reconstructionErrors`. */
export async function reconstructionError<Config>(options: ReconstructionOptions<Config>): Promise<number> {
  const errors = await reconstructionErrors(options);
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

/**
 * Mean absolute error per colour channel, in [0, 1] over a white background, of each of some pictures encoded and decoded
 * in their own style. Held-out pictures where the set has any, else all.
 */
export async function reconstructionErrors<Config>(options: ReconstructionOptions<Config>): Promise<number[]> {
  const { family, config, weights, device, dataset, limit } = options;
  const styles = family.styles(config);
  const known = [...dataset.pictures.keys()].filter((index) => styles.includes(dataset.pictures[index]!.style));
  const heldOut = known.filter((index) => dataset.pictures[index]!.heldOut);
  const candidates = heldOut.length > 0 ? heldOut : known;
  const count = Math.min(limit, candidates.length);
  const chosen = Array.from(
    { length: count },
    (_, index) => candidates[Math.floor((index * candidates.length) / count)]!,
  );

  const [encoder, decoder] = await Promise.all([
    loadEncoder(family, config, weights, device, batch),
    loadDecoder(family, config, weights, device, batch),
  ]);
  const values = dataset.size * dataset.size * 4;
  const errors: number[] = [];
  for (let start = 0; start < count; start += batch) {
    const rows = chosen.slice(start, start + batch);
    const image = new Float32Array(batch * values);
    const style = new Float32Array(batch * styles.length);
    for (const [row, index] of rows.entries()) {
      for (let i = 0; i < values; i++) image[row * values + i] = dataset.pixels[index * values + i]! / 255;
      style[row * styles.length + styles.indexOf(dataset.pictures[index]!.style)] = 1;
    }
    const { code } = await encoder.run({ image });
    const decoded = await decoder.run({ code: code!, style, keep: new Float32Array(batch).fill(1) });
    for (const row of rows.keys()) {
      const [from, to] = [row * values, (row + 1) * values];
      errors.push(errorOverWhite(decoded.image!.subarray(from, to), image.subarray(from, to)));
    }
  }
  await Promise.all([encoder.release(), decoder.release()]);
  return errors;
}

/** Mean of the absolute errors of all colours of one picture; both are premultiplied RGBA, `[size, size, 4]`. */
function errorOverWhite(left: Numbers, right: Numbers): number {
  let sum = 0;
  for (let i = 0; i < right.length; i += 4) {
    const white = right[i + 3]! - left[i + 3]!;
    for (let channel = i; channel < i + 3; channel++) sum += Math.abs(left[channel]! - right[channel]! + white);
  }
  return sum / ((right.length / 4) * 3);
}
