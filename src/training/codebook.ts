import type { Device } from '#tensor/device.ts';
import type { Codebook } from './checkpoint.ts';
import type { Dataset } from './data/dataset.ts';
import { encodeDataset } from './encoder.ts';
import type { Family } from './family.ts';
import type { Weights } from './networks.ts';
import { drawCodes } from './prior.ts';

const drawsPerStyle = 256;

/**
 * What a checkpoint offers to mix and sample from: the codes of the data set where the family has an encoder, else
 * codes drawn from its prior, the same ones each time.
 */
export async function createCodebook<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  device: Device,
  dataset: Dataset,
): Promise<Codebook> {
  if (family.encode) return encodeDataset(family, config, weights, device, dataset);
  const styles = family.styles(config);
  const count = styles.length * drawsPerStyle;
  const codes = await drawCodes(family, config, weights, device, count, 1);
  const pictures = Array.from({ length: count }, (_, index) => ({
    concept: `sample ${index + 1}`,
    style: styles[index % styles.length]!,
  }));
  return { codes, size: family.code(config).size, pictures };
}
