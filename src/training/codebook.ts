import type { Device } from '#tensor/device.ts';
import type { Codebook } from './checkpoint.ts';
import type { Dataset } from './data/dataset.ts';
import { encodeDataset } from './encoder.ts';
import type { Family } from './family.ts';
import type { Weights } from './networks.ts';
import { drawCodes } from './prior.ts';

const drawsPerStyle = 256;

export interface CodebookOptions<Config> {
  family: Family<Config>;
  config: Config;
  weights: Weights;
  device: Device;
  dataset: Dataset;
  /** Pictures, of a concept each, whose codes are found by projection where there is no encoder; seconds for each. */
  projected?: number;
}

/**
 * What a checkpoint offers to mix and sample from: the codes of the data set where the family has an encoder, else
 * codes drawn from its prior, the same ones each time, and those of some pictures.
 */
export async function createCodebook<Config>(options: CodebookOptions<Config>): Promise<Codebook> {
  const { family, config, weights, device, dataset, projected = 0 } = options;
  if (family.encode) return encodeDataset(family, config, weights, device, dataset);
  const styles = family.styles(config);
  const count = styles.length * drawsPerStyle;
  const drawn = await drawCodes(family, config, weights, device, count, 1);
  const samples = Array.from({ length: count }, (_, index) => ({
    concept: `sample ${index + 1}`,
    style: styles[index % styles.length]!,
  }));
  const found = await encodeDataset(family, config, weights, device, oneEach(dataset, projected));
  const codes = new Float32Array(drawn.length + found.codes.length);
  codes.set(drawn);
  codes.set(found.codes, drawn.length);
  return { codes, size: found.size, pictures: [...samples, ...found.pictures] };
}

/** The first picture of each of `count` concepts, spread evenly over the set. */
function oneEach(dataset: Dataset, count: number): Dataset {
  const places = [...Map.groupBy(dataset.pictures.keys(), (index) => dataset.pictures[index]!.concept).values()];
  const taken = Math.min(count, places.length);
  const chosen = Array.from({ length: taken }, (_, index) => places[Math.floor((index * places.length) / taken)]![0]!);
  const values = dataset.size * dataset.size * 4;
  const pixels = new Uint8Array(chosen.length * values);
  for (const [row, index] of chosen.entries()) {
    pixels.set(dataset.pixels.subarray(index * values, (index + 1) * values), row * values);
  }
  return { ...dataset, pixels, pictures: chosen.map((index) => dataset.pictures[index]!) };
}
