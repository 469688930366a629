import type { Device, Executable } from '#tensor/device.ts';
import type { Codebook } from './checkpoint.ts';
import type { Dataset } from './data/dataset.ts';
import type { Family } from './family.ts';
import { networks, type Weights } from './networks.ts';

/** The family's encoder in batches of `batch`, `image` in, `code` out. Throws `bad_option` where it has none. */
export const loadEncoder = async <Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  device: Device,
  batch: number,
): Promise<Executable> => device.load(networks.encoder(family, config, weights, batch));

/** Encodes every picture of a data set, held-out ones included. */
export async function encodeDataset<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  device: Device,
  dataset: Dataset,
): Promise<Codebook> {
  const { size } = family.code(config);
  const pictures = dataset.pictures.map(({ concept, style }) => ({ concept, style }));
  if (pictures.length === 0) return { codes: new Float32Array(0), size, pictures };
  const batch = 32;
  const encoder = await loadEncoder(family, config, weights, device, batch);
  const picture = dataset.size * dataset.size * 4;
  const codes = new Float32Array(dataset.pictures.length * size);
  for (let start = 0; start < dataset.pictures.length; start += batch) {
    const count = Math.min(batch, dataset.pictures.length - start);
    const image = new Float32Array(batch * picture);
    for (let i = 0; i < count * picture; i++) image[i] = dataset.pixels[start * picture + i]! / 255;
    const { code } = await encoder.run({ image });
    codes.set((code as Float32Array).subarray(0, count * size), start * size);
  }
  await encoder.release();
  return { codes, size, pictures };
}
