import { createRandom } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import type { Codebook } from './checkpoint.ts';
import type { Dataset } from './data/dataset.ts';
import type { Family } from './family.ts';
import { encodeDataset, loadPrior } from './networks.ts';
import type { NamedTensor } from './safetensors.ts';

const drawsPerStyle = 256;
const batch = 64;

/**
 * What a checkpoint offers to mix and sample from: the codes of the data set where the family has an encoder, else
 * codes drawn from its prior, the same ones each time.
 */
export async function createCodebook<Config>(
  family: Family<Config>,
  config: Config,
  weights: Record<string, NamedTensor>,
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

/**
 * Codes of free samples, `[count, code]`, brought nearer to their mean by the prior's truncation (the truncation trick
 * of StyleGAN, Karras et al. 2019).
 */
export async function drawCodes<Config>(
  family: Family<Config>,
  config: Config,
  weights: Record<string, NamedTensor>,
  device: Device,
  count: number,
  seed: number,
): Promise<Float32Array> {
  const { size } = family.code(config);
  const random = createRandom(seed);
  const program = await loadPrior(family, config, weights, device, batch);
  const { prior } = family as Required<Family<Config>>;
  const codes = new Float32Array(Math.ceil(Math.max(count, drawsPerStyle) / batch) * batch * size);
  for (let start = 0; start < codes.length; start += batch * size) {
    const noise = Float32Array.from({ length: batch * prior.size(config) }, () => random.normal());
    const { code } = await program.run({ noise });
    codes.set(code!, start);
  }
  await program.release();
  const mean = new Float32Array(size);
  for (const [i, value] of codes.entries()) mean[i % size]! += (value * size) / codes.length;
  return codes.subarray(0, count * size).map((value, i) => {
    const middle = mean[i % size]!;
    return middle + prior.truncation * (value - middle);
  });
}
