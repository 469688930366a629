import { createRandom } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import type { Family } from './family.ts';
import { networks, type Weights } from './networks.ts';

const batch = 64;
/** Codes drawn at least, so that their mean is known. */
const fewest = 256;

/**
 * Codes of free samples, `[count, code]`, brought nearer to their mean by the prior's truncation (the truncation trick
 * of StyleGAN, Karras et al. 2019). Throws where the family has no prior.
 */
export async function drawCodes<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  device: Device,
  count: number,
  seed: number,
): Promise<Float32Array> {
  const { size } = family.code(config);
  const random = createRandom(seed);
  const program = await device.load(networks.prior(family, config, weights, batch));
  const { prior } = family as Required<Family<Config>>;
  const codes = new Float32Array(Math.ceil(Math.max(count, fewest) / batch) * batch * size);
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
