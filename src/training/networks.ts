import type { Device, Executable } from '#tensor/device.ts';
import { compile, type ProgramFunction, type Signature } from '#tensor/program.ts';
import type { Family } from './family.ts';
import type { NamedTensor } from './safetensors.ts';

export type Weights = Record<string, NamedTensor>;

/** Whether a parameter is the encoder's; all others are the decoder's. */
export const ofEncoder = (name: string) => name.startsWith('encoder/');

/** Compiles a function of weights and inputs, the weights part of the program, and loads it. */
export function loadNetwork(
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
