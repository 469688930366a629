import { createRandom } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import type { Codebook } from './checkpoint.ts';
import type { Dataset } from './data/dataset.ts';
import { encodeDataset } from './encoder.ts';
import type { Family } from './family.ts';
import type { Weights } from './networks.ts';

const drawsPerStyle = 256;

export interface CodebookOptions<Config> {
  family: Family<Config>;
  config: Config;
  weights: Weights;
  device: Device;
  dataset: Dataset;
}

/**
 * What a checkpoint offers to mix and sample from: the codes of the data set where the family has an encoder; in a family
 * whose codes are drawn, some of these, the same ones each time.
 */
export async function createCodebook<Config>(options: CodebookOptions<Config>): Promise<Codebook> {
  const { family, config, weights, device, dataset } = options;
  if (!family.drawn) return encodeDataset(family, config, weights, device, dataset);
  const { size } = family.code(config);
  const styles = family.styles(config);
  const pictures = Array.from({ length: styles.length * drawsPerStyle }, (_, index) => ({
    concept: `sample ${index + 1}`,
    style: styles[index % styles.length]!,
  }));
  return { codes: drawCodes(size, pictures.length, 1), size, pictures };
}

/** Codes of standard normal numbers, `[count, size]`. */
export function drawCodes(size: number, count: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: count * size }, () => random.normal());
}

/** Mean and standard deviation of each number of a model's codes, `[size]`. */
export interface Measures {
  mean: Float32Array;
  deviation: Float32Array;
}

/** A number that never changes has a deviation all the same. */
const leastDeviation = 1e-3;

/** The measures of a codebook. */
export function measure({ codes, size }: Codebook): Measures {
  const count = codes.length / size;
  const mean = new Float32Array(size);
  const variance = new Float32Array(size);
  for (const [i, value] of codes.entries()) mean[i % size]! += value / count;
  for (const [i, value] of codes.entries()) variance[i % size]! += (value - mean[i % size]!) ** 2 / count;
  return { mean, deviation: variance.map((value) => Math.max(leastDeviation, Math.sqrt(value))) };
}
