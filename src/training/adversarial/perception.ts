import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '#tensor/device.ts';
import type { Tensors } from '#tensor/program.ts';
import type { Dataset } from '../data/dataset.ts';
import { copyPicture, trainingPictures } from '../data/pictures.ts';
import { stepsAlong } from '../losses.ts';
import { compileNetwork, type Weights } from '../networks/networks.ts';
import { mobileNet, readMobileNet } from './mobilenet.ts';

/** A view of a picture: channels on a grid. */
export interface View {
  name: string;
  side: number;
  channels: number;
}

/** Width and height, in pixels, of pictures as they are looked at. */
export const viewSize = 64;

/** Places along each side of the colour cube. */
const levels = 8;

/** What `perceive` gives: the pixels, what four layers of MobileNetV2 see in them, from edges to things, the palette. */
export const views: readonly View[] = [
  { name: 'pixels', side: viewSize, channels: 12 },
  { name: 'edges', side: 32, channels: 32 },
  { name: 'texture', side: 16, channels: 24 },
  { name: 'parts', side: 8, channels: 32 },
  { name: 'things', side: 4, channels: 96 },
  { name: 'palette', side: 1, channels: levels ** 3 },
];
/** Of what `mobileNet` gives. */
const layers = [0, 3, 6, 11];
const measuredViews = views.slice(1).map(({ name }) => name);
/** The layers of the network up to the last one that is looked at. */
const needed = /^(Conv1|expanded_conv|block_([1-9]|10)_)/;

/** Steps between neighbouring pixels are multiplied by this before tanh: one of 1/24 counts nearly as an edge. */
const relief = 24;
/** Pictures that the spread of each channel is measured on. */
const measuredAtMost = 256;
/** Channels that hardly change are not blown up beyond this. */
const leastDeviation = 0.05;

/** Background colours, one RGB for each picture, in [0, 1]: `[batch, 1, 1, 3]`. */
type Grounds = tf.Tensor;

/** Premultiplied RGBA → RGB in [-1, 1] over a ground. */
function over(pictures: tf.Tensor4D, grounds: Grounds): tf.Tensor4D {
  const colour = tf.slice(pictures, [0, 0, 0, 0], [-1, -1, -1, 3]);
  const alpha = tf.slice(pictures, [0, 0, 0, 3], [-1, -1, -1, 1]);
  return tf.sub(tf.mul(2, tf.add(colour, tf.mul(grounds, tf.sub(1, alpha)))), 1) as tf.Tensor4D;
}

/** The steps from each pixel to the one below and to its right, squashed so that the slightest shading shows. */
function steps(pictures: tf.Tensor4D): tf.Tensor[] {
  return ([1, 2] as const).map((axis) => {
    const padding = pictures.shape.map((_, at): [number, number] => [0, at === axis ? 1 : 0]);
    return tf.pad(tf.tanh(tf.mul(relief, stepsAlong(pictures, axis))), padding);
  });
}

/**
 * Which colours are visible, `[batch, 1, 1, 512]`: a histogram of every second pixel of every second row over 8 × 8 × 8
 * grid points of the colour cube. A pixel counts for the eight nearest points; values are roots of shares (Afifi et al. 2021, "HistoGAN").
 * Numbers may leave [0, 1], as a generator's do.
 */
function palette(pictures: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width] = pictures.shape;
  const squares = tf.reshape(pictures, [batch, height / 2, 2, width / 2, 8]);
  const some = tf.slice(squares, [0, 0, 0, 0, 0], [-1, -1, 1, -1, 4]);
  const pixels = (height * width) / 4;
  const channels = tf.split(tf.reshape(some, [batch, pixels, 4]), 4, 2);
  const alpha = tf.relu(channels[3]!);
  const places = tf.tensor1d(Array.from({ length: levels }, (_, level) => level));
  const [red, green, blue] = channels.slice(0, 3).map((channel) => {
    const value = tf.mul(tf.minimum(1, tf.div(channel, tf.add(alpha, little))), levels - 1);
    return tf.relu(tf.sub(1, tf.abs(tf.sub(value, places))));
  }) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const pairs = tf.mul(tf.expandDims(tf.mul(red, alpha), 3), tf.expandDims(green, 2));
  const flat = tf.reshape(pairs, [batch, pixels, levels ** 2]);
  const counts = tf.reshape(tf.matMul(flat, blue, true), [batch, 1, 1, levels ** 3]);
  const visible = tf.reshape(tf.sum(alpha, 1), [batch, 1, 1, 1]);
  const shares = tf.div(counts, tf.add(visible, little));
  return tf.sub(tf.sqrt(tf.add(shares, little)), Math.sqrt(little)) as tf.Tensor4D;
}

/** Avoids a division by zero, and an infinite slope of the root at zero. */
const little = 1e-3;

/** All `views` but the first, not yet normalised. */
function measure(fixed: Tensors, pictures: tf.Tensor4D, grounds: Grounds): tf.Tensor4D[] {
  const seen = mobileNet(fixed, over(pictures, grounds));
  return [...layers.map((layer) => seen[layer]!), palette(pictures)];
}

/**
 * What there is to see in premultiplied RGBA `[batch, 64, 64, 4]`, one tensor `[batch, side, side, channels]` for each of
 * `views`: the pixels beside their relief, features of a network trained on photographs, and the palette, each channel
 * of these at mean 0 and deviation 1 over real pictures. `fixed` is what `preparePerception` gives.
 */
export function perceive(fixed: Tensors, pictures: tf.Tensor4D, grounds: Grounds): tf.Tensor4D[] {
  const features = measure(fixed, pictures, grounds).map((view, index) => {
    const name = measuredViews[index]!;
    const centred = tf.sub(view, fixed[`perception/${name}/mean`]!);
    return tf.mul(centred, fixed[`perception/${name}/scale`]!) as tf.Tensor4D;
  });
  return [tf.concat([pictures, ...steps(pictures)], 3) as tf.Tensor4D, ...features];
}

/**
 * The mean difference between what there is to see in real and in painted pictures, summed over `views` (LPIPS-like, Zhang
 * et al. 2018); `counts` says how much each picture counts in a view, `[batch, 1, 1, 1]`.
 */
export function perceptualDifference(
  seen: { real: readonly tf.Tensor4D[]; fake: readonly tf.Tensor4D[] },
  counts: (view: number) => tf.Tensor,
): tf.Scalar {
  const differences = seen.real.map((view, index) =>
    tf.mean(tf.mul(counts(index), tf.abs(tf.sub(view, seen.fake[index]!)))),
  );
  return tf.addN(differences) as tf.Scalar;
}

/** The network that `perceive` sees with, and the measures of its channels on real pictures. Throws `no_data`. */
export async function preparePerception(dataset: Dataset, device: Device): Promise<Weights> {
  const all = await readMobileNet();
  const network = Object.fromEntries(Object.entries(all).filter(([name]) => needed.test(name)));
  const training = trainingPictures(dataset);
  const { size } = dataset;
  const measured = Math.min(measuredAtMost, training.length);
  const pictures = new Float32Array(measured * size * size * 4);
  for (let row = 0; row < measured; row++) {
    const index = training[Math.floor((row * training.length) / measured)]!;
    copyPicture(dataset, index, pictures.subarray(row * size * size * 4));
  }
  const grounds = Float32Array.from({ length: measured * 3 }, (_, i) => (Math.floor(i / 3) % 5) / 4);
  const scale = size / viewSize;
  const inputs = { pictures: { shape: [measured, size, size, 4] }, grounds: { shape: [measured, 1, 1, 3] } };
  const program = compileNetwork(network, inputs, ({ pictures, grounds, ...p }) => {
    const whole = pictures as tf.Tensor4D;
    const looked = scale === 1 ? whole : tf.avgPool(whole, scale, scale, 'valid');
    const measures = measure(p, looked, grounds!).flatMap((view, index) => {
      const name = measuredViews[index]!;
      const mean = tf.mean(view, [0, 1, 2]);
      const deviation = tf.sqrt(tf.mean(tf.square(tf.sub(view, mean)), [0, 1, 2]));
      return [
        [`perception/${name}/mean`, mean],
        [`perception/${name}/scale`, tf.div(1, tf.maximum(deviation, leastDeviation))],
      ];
    });
    return Object.fromEntries(measures);
  });
  const loaded = await device.load(program);
  const measures = await loaded.run({ pictures, grounds });
  await loaded.release();
  const vectors = Object.entries(measures).map(([name, data]) => [
    name,
    { shape: [data.length], data: Float32Array.from(data) },
  ]);
  return { ...network, ...Object.fromEntries(vectors) };
}
