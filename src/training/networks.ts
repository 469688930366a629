import type * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#lib/errors.ts';
import type { Device, Executable } from '#tensor/device.ts';
import { compile, type Program, type ProgramFunction, type Signature } from '#tensor/program.ts';
import { gradeTensors, openGrading } from './colours.ts';
import type { Family } from './family.ts';
import type { NamedTensor } from './safetensors.ts';

export type Weights = Record<string, NamedTensor>;

/** Compiles a function of weights and inputs; the weights that it uses are part of the program. */
export function compileNetwork(weights: Weights, inputs: Signature, fn: ProgramFunction): Program {
  const all = Object.entries(weights);
  const parameters = Object.fromEntries(all.map(([name, { shape }]) => [name, { shape }]));
  const numbers = Object.fromEntries(all.map(([name, { data }]) => [name, data]));
  return compile(fn, { ...parameters, ...inputs }, numbers);
}

/** `code`, `style`, `keep` in, `image` out; in the colours that `finish` gives them. */
function paint<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  batch: number,
  finish: (image: tf.Tensor4D, style: tf.Tensor) => tf.Tensor4D,
): Program {
  const inputs = {
    code: { shape: [batch, family.code(config).size] },
    style: { shape: [batch, family.styles(config).length] },
    keep: { shape: [batch, 1] },
  };
  return compileNetwork(weights, inputs, ({ code, style, keep, ...parameters }) => ({
    image: finish(family.decode(config, parameters, { code: code!, style: style!, keep: keep! }), style!),
  }));
}

/** `code`, `style`, `keep` in, `image` out. */
const decoder = <Config>(family: Family<Config>, config: Config, weights: Weights, batch: number): Program =>
  paint(family, config, weights, batch, (image, style) => gradeTensors(weights, image, style));

/** `image` in, `code` out. Throws where the family has none. */
function encoder<Config>(family: Family<Config>, config: Config, weights: Weights, batch: number): Program {
  const { encode } = family;
  if (!encode)
    throw new AppError('bad_option', `The ${family.name} family has no encoder: codes are found by descent.`);
  const size = family.size(config);
  return compileNetwork(weights, { image: { shape: [batch, size, size, 4] } }, ({ image, ...parameters }) => ({
    code: encode(config, parameters, image as tf.Tensor4D),
  }));
}

/** The programs of a model that is being used, each for batches of `batch`. */
export const networks = { decoder, encoder };

/** The decoder on a device, but for the colours, which are looked up faster outside. */
export async function loadDecoder<Config>(
  family: Family<Config>,
  config: Config,
  weights: Weights,
  device: Device,
  batch: number,
): Promise<Executable> {
  const network = await device.load(paint(family, config, weights, batch, (image) => image));
  const styles = family.styles(config).length;
  const grade = openGrading(weights, styles);
  if (!grade) return network;
  return {
    run: async (inputs, into) => {
      const results = await network.run(inputs, into);
      const picture = results.image!.length / batch;
      for (let row = 0; row < batch; row++) {
        const style = inputs.style!.subarray(row * styles, (row + 1) * styles);
        grade(results.image!.subarray(row * picture, (row + 1) * picture), style);
      }
      return results;
    },
    release: () => network.release(),
  };
}
