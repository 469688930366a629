import type * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#lib/errors.ts';
import type { Device, Executable } from '#tensor/device.ts';
import { compile, type ProgramFunction, type Signature } from '#tensor/program.ts';
import type { Codebook } from './checkpoint.ts';
import type { Dataset } from './data/dataset.ts';
import type { Family } from './family.ts';
import type { NamedTensor } from './safetensors.ts';

type Weights = Record<string, NamedTensor>;

/** The encoder's parameters are those whose names begin with this; all others are the decoder's. */
const ofEncoder = (name: string) => name.startsWith('encoder/');

/** Compiles a function of weights and inputs, the weights part of the program, and loads it. */
function loadNetwork(
  device: Device,
  weights: Weights,
  belongs: (name: string) => boolean,
  inputs: Signature,
  fn: ProgramFunction,
): Promise<Executable> {
  const needed = Object.entries(weights).filter(([name]) => belongs(name));
  const parameters = Object.fromEntries(needed.map(([name, { shape }]) => [name, { shape }]));
  const numbers = Object.fromEntries(needed.map(([name, { data }]) => [name, data]));
  return device.load(compile(fn, { ...parameters, ...inputs }, numbers));
}

/** The decoder for batches of `batch`: `code`, `style`, `keep` in, `image` out. */
export function loadDecoder<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  device: Device,
  batch: number,
): Promise<Executable> {
  const inputs = {
    code: { shape: [batch, family.code(config).size] },
    style: { shape: [batch, family.styles(config).length] },
    keep: { shape: [batch, 1] },
  };
  return loadNetwork(
    device,
    weights,
    (name) => !ofEncoder(name),
    inputs,
    ({ code, style, keep, ...parameters }) => ({
      image: family.decode(config, parameters, { code: code!, style: style!, keep: keep! }),
    }),
  );
}

/** The encoder for batches of `batch`: `image` in, `code` out. Throws where the family has none. */
export function loadEncoder<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  device: Device,
  batch: number,
): Promise<Executable> {
  const { encode } = family;
  if (!encode) throw new AppError('bad_option', `The ${family.name} family has no encoder: it cannot read pictures.`);
  const size = family.size(config);
  return loadNetwork(
    device,
    weights,
    ofEncoder,
    { image: { shape: [batch, size, size, 4] } },
    ({ image, ...parameters }) => ({ code: encode(config, parameters, image as tf.Tensor4D) }),
  );
}

/** The prior for batches of `batch`: `noise` in, `code` out. Throws where the family has none. */
export function loadPrior<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  device: Device,
  batch: number,
): Promise<Executable> {
  const { prior } = family;
  if (!prior) throw new AppError('bad_option', `The ${family.name} family has no prior: its codes come from pictures.`);
  return loadNetwork(
    device,
    weights,
    (name) => !ofEncoder(name),
    { noise: { shape: [batch, prior.size(config)] } },
    ({ noise, ...parameters }) => ({ code: prior.draw(config, parameters, noise as tf.Tensor2D) }),
  );
}

/** Encodes every picture of a data set, held-out ones included. */
export async function encodeDataset<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  device: Device,
  dataset: Dataset,
): Promise<Codebook> {
  const batch = 32;
  const encoder = await loadEncoder(family, config, weights, device, batch);
  const { size } = family.code(config);
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
  return { codes, size, pictures: dataset.pictures.map(({ concept, style }) => ({ concept, style })) };
}
