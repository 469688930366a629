import * as tf from '@tensorflow/tfjs-core';
import type { Device, Executable } from '#tensor/device.ts';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '../family.ts';
import { convolution, dense, layers, leaky, twice } from '../networks/layers.ts';
import { compileNetwork, type Weights } from '../networks/networks.ts';

/** Width and height of the pictures that it looks at, in pixels, and of the grid on which it points at places. */
export const seenSize = 64;
const grid = 16;

/** What it says of a picture, in this order: places as shares of its width and height, and a width as a share. */
export const anchorNames = [
  ...['left eye x', 'left eye y', 'right eye x', 'right eye y', 'top x', 'top y', 'chin x', 'chin y'],
  'width of the head',
] as const;
const places = 4;

/** A picture, premultiplied RGBA `[64, 64, 4]`, and what is to be said of it, as `anchorNames` says. */
export interface Anchored {
  pixels: Uint8Array;
  anchors: Float32Array;
}

const channels = { fine: 24, middle: 48, coarse: 64, whole: 96 };

export function anchorParameters(): ParameterSpec[] {
  const { fine, middle, coarse, whole } = channels;
  return [
    ...convolution('anchors/64', 3, 4, fine),
    ...convolution('anchors/32', 3, fine, middle),
    ...convolution('anchors/16', 3, middle, middle, 0.5),
    ...convolution('anchors/8', 3, middle, coarse),
    ...convolution('anchors/8b', 3, coarse, coarse, 0.5),
    ...convolution('anchors/4', 3, coarse, whole),
    ...dense('anchors/whole', whole, coarse),
    ...convolution('anchors/up', 3, middle + coarse, middle),
    ...convolution('anchors/places', 1, middle, places),
    ...dense('anchors/width', coarse, 1, 0.1),
  ];
}

/**
 * Premultiplied RGBA `[batch, 64, 64, 4]` → where the eyes, the top and the chin of its head are and how wide that is,
 * `[batch, 9]` as `anchorNames` says. Each place is the mean of a map of 16 × 16 probabilities (Nibali et al. 2018).
 */
export function findAnchors(p: Tensors, pictures: tf.Tensor4D): tf.Tensor2D {
  const { conv, linear } = layers(p);
  const batch = pictures.shape[0];
  const half = leaky(conv('anchors/64', pictures, 2));
  const quarter = leaky(conv('anchors/32', half, 2));
  const fine = tf.add(quarter, leaky(conv('anchors/16', quarter)));
  const eighth = leaky(conv('anchors/8', fine, 2));
  const coarse = tf.add(eighth, leaky(conv('anchors/8b', eighth)));
  const whole = leaky(linear('anchors/whole', tf.mean(leaky(conv('anchors/4', coarse, 2)), [1, 2])));
  const around = tf.add(coarse, tf.reshape(whole, [batch, 1, 1, channels.coarse]));
  const joined = leaky(conv('anchors/up', tf.concat([fine, twice(around)], 3)));
  const maps = tf.transpose(tf.reshape(conv('anchors/places', joined), [batch, grid * grid, places]), [0, 2, 1]);
  const found = tf.matMul(tf.reshape(tf.softmax(maps), [batch * places, grid * grid]), middlesOfCells());
  const width = tf.sigmoid(linear('anchors/width', whole));
  return tf.concat([tf.reshape(found, [batch, 2 * places]), width], 1) as tf.Tensor2D;
}

/** Of each cell of the grid, `[256, 2]`: x and y. */
function middlesOfCells(): tf.Tensor2D {
  const middle = (index: number) => (index + 0.5) / grid;
  const rows = Array.from({ length: grid * grid }, (_, i) => [middle(i % grid), middle(Math.floor(i / grid))]);
  return tf.tensor2d(rows.flat(), [grid * grid, 2]);
}

/** `image [1, 64, 64, 4]` in, `anchors [1, 9]` out. */
export function loadAnchors(weights: Weights, device: Device): Promise<Executable> {
  const inputs = { image: { shape: [1, seenSize, seenSize, 4] } };
  return device.load(
    compileNetwork(weights, inputs, ({ image, ...p }) => ({ anchors: findAnchors(p, image as tf.Tensor4D) })),
  );
}
