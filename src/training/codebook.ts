import type { Device } from '#tensor/device.ts';
import type { Codebook } from './checkpoint.ts';
import type { Dataset } from './data/dataset.ts';
import { encodeDataset } from './encoder.ts';
import type { Family } from './family.ts';
import type { Weights } from './networks.ts';
import { drawCodes } from './prior.ts';

const drawsPerStyle = 128;

export interface CodebookOptions<Config> {
  family: Family<Config>;
  config: Config;
  weights: Weights;
  device: Device;
  dataset: Dataset;
}

/**
 * What a checkpoint offers to mix and sample from: codes drawn from the family's prior where it has one, the same ones
 * each time, and those of the data set where it has an encoder.
 */
export async function createCodebook<Config>(options: CodebookOptions<Config>): Promise<Codebook> {
  const { family, config, weights, device, dataset } = options;
  const books: Codebook[] = [];
  if (family.prior) {
    const styles = family.styles(config);
    const count = styles.length * drawsPerStyle;
    const codes = await drawCodes(family, config, weights, device, count, 1);
    const pictures = Array.from({ length: count }, (_, index) => ({
      concept: `sample ${index + 1}`,
      style: styles[index % styles.length]!,
    }));
    books.push({ codes, size: family.code(config).size, pictures });
  }
  if (family.encode) books.push(await encodeDataset(family, config, weights, device, dataset));
  const pictures = books.flatMap(({ pictures }) => pictures);
  const { size } = family.code(config);
  const codes = new Float32Array(pictures.length * size);
  let start = 0;
  for (const book of books) {
    codes.set(book.codes, start);
    start += book.codes.length;
  }
  return { codes, size, pictures };
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
