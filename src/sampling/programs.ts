import type * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#lib/errors.ts';
import { type Message, message } from '#lib/i18n.ts';
import type { Device, Executable } from '#tensor/device.ts';
import type { Program, Tensors } from '#tensor/program.ts';
import { gradeTensors, openGrading } from '#training/colours.ts';
import type { Family } from '#training/family.ts';
import { compileNetwork } from '#training/networks/networks.ts';
import type { Model } from './model.ts';

/** What a family may be able to do. */
const abilities = ['decode', 'encode', 'sample', 'translate', 'likelihood'] as const;
export type Ability = (typeof abilities)[number];

/** What the family does it with. Throws `bad_option` where it cannot. */
export function need<Config, Field extends Ability>(family: Family<Config>, ability: Field) {
  const field = family[ability];
  if (field) return field as NonNullable<Family<Config>[Field]>;
  const others = abilities
    .filter((other) => family[other])
    .map((other): Message => message(`ability.${other}`))
    .reduce((one, other) => message('error.both', { one, other }));
  const what = message(`ability.${ability}`);
  throw new AppError('bad_option', message('error.cannot', { family: family.name, what, others }));
}

/** The signature of `batch` pictures of a model. */
const pictures = <Config>({ family, config }: Model<Config>, batch: number) => {
  const size = family.size(config);
  return { shape: [batch, size, size, 4] };
};
const styles = <Config>({ family, config }: Model<Config>, batch: number) => ({
  shape: [batch, family.styles(config).length],
});

/** How codes become pictures, as a function of the weights to differentiate through. */
export function paintingOf<Config>({ family, config }: Pick<Model<Config>, 'family' | 'config'>) {
  const decode = need(family, 'decode');
  return (weights: Tensors, inputs: { code: tf.Tensor; style: tf.Tensor; keep: tf.Tensor }) =>
    decode(config, weights, inputs);
}

/** `code`, `style`, `keep` in, `image` out; in the colours that `finish` gives them. */
function painting<Config>(
  model: Model<Config>,
  batch: number,
  finish: (image: tf.Tensor4D, style: tf.Tensor) => tf.Tensor4D,
): Program {
  const { family, config, weights } = model;
  const decode = need(family, 'decode');
  const inputs = {
    code: { shape: [batch, family.code(config).size] },
    style: styles(model, batch),
    keep: { shape: [batch, 1] },
  };
  return compileNetwork(weights, inputs, ({ code, style, keep, ...parameters }) => ({
    image: finish(decode(config, parameters, { code: code!, style: style!, keep: keep! }), style!),
  }));
}

/** `code`, `style`, `keep` in, `image` out. */
const decoder = <Config>(model: Model<Config>, batch: number): Program =>
  painting(model, batch, (image, style) => gradeTensors(model.weights, image, style));

/** `image` in, `code` out. */
function encoder<Config>(model: Model<Config>, batch: number): Program {
  const { family, config, weights } = model;
  const encode = need(family, 'encode');
  return compileNetwork(weights, { image: pictures(model, batch) }, ({ image, ...parameters }) => ({
    code: encode(config, parameters, image as tf.Tensor4D),
  }));
}

/** The networks of a model that others can use too, each for batches of `batch`. */
export const networks = { decoder, encoder };

/** `image`, `style`, `like` in, `translated` out. */
export function translator<Config>(model: Model<Config>, batch: number): Program {
  const { family, config, weights } = model;
  const translate = need(family, 'translate');
  const inputs = { image: pictures(model, batch), style: styles(model, batch), like: pictures(model, batch) };
  return compileNetwork(weights, inputs, ({ image, style, like, ...parameters }) => ({
    translated: translate(config, parameters, {
      ...{ image: image as tf.Tensor4D, style: style!, like: like as tf.Tensor4D },
    }),
  }));
}

/** `image` in, `bits` out. */
export function likelihood<Config>(model: Model<Config>, batch: number): Program {
  const { family, config, weights } = model;
  const weigh = need(family, 'likelihood');
  return compileNetwork(weights, { image: pictures(model, batch) }, ({ image, ...parameters }) => ({
    bits: weigh(config, parameters, image as tf.Tensor4D),
  }));
}

/** One step of a picture: the state, `step` and `style` in; `next:` by the state's names and `image` out. */
export function stepping<Config>(model: Model<Config>, batch: number): Program {
  const { family, config, weights } = model;
  const { state, step } = need(family, 'sample');
  const given = state(config, batch);
  const inputs = { ...given, step: { shape: [batch, 1] }, style: styles(model, batch) };
  return compileNetwork(weights, inputs, (all) => {
    const own = (names: string[]): Tensors => Object.fromEntries(names.map((name) => [name, all[name]!]));
    const next = step(config, own(Object.keys(weights)), own(Object.keys(inputs)));
    const named = Object.keys(given).map((name) => [`next:${name}`, next.state[name]!]);
    return { ...Object.fromEntries(named), image: next.image };
  });
}

/** The decoder on a device, but for the colours, which are looked up faster outside. */
export async function loadDecoder<Config>(model: Model<Config>, device: Device, batch: number): Promise<Executable> {
  const network = await device.load(painting(model, batch, (image) => image));
  const count = model.family.styles(model.config).length;
  const grade = openGrading(model.weights, count);
  if (!grade) return network;
  return {
    run: async (inputs, into) => {
      const results = await network.run(inputs, into);
      const picture = results.image!.length / batch;
      for (let row = 0; row < batch; row++) {
        const style = inputs.style!.subarray(row * count, (row + 1) * count);
        grade(results.image!.subarray(row * picture, (row + 1) * picture), style);
      }
      return results;
    },
    release: () => network.release(),
  };
}
