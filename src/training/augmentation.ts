import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import type { Numbers, Signature, Tensors } from '#tensor/program.ts';
import { createArrays } from './data/arrays.ts';

/** Shares of pictures that are moved and cut; half of all are mirrored. */
const share = { move: 0.8, cut: 0.5 };
/** Pictures are moved by up to this share of their side in each direction. */
const farthest = 1 / 8;
/** The side of the square that is cut out, as a share of the picture's. */
const cutSide = 0.4;

/** The inputs of `augment` for `batch` pictures of `size`, and the colour that each is seen over. */
export function augmentationSignature(batch: number, size: number): Signature {
  return {
    rows: { shape: [batch, size, size] },
    columns: { shape: [batch, size, size] },
    cutRows: { shape: [batch, 1, size, 1] },
    cutColumns: { shape: [batch, 1, 1, size] },
    grounds: { shape: [batch, 1, 1, 3] },
  };
}

/**
 * Differentiable augmentation (Zhao et al. 2020): where the discriminator sees real and generated pictures only
 * mirrored, moved and with a square cut out, it cannot learn a small set by heart. Colours stay: styles differ in them.
 * Each change is linear: a matrix for the rows and the columns of each picture, and a mask. `[batch, size, size, 4]`
 * premultiplied RGBA → the same shape.
 */
export function augment(pictures: tf.Tensor4D, { rows, columns, cutRows, cutColumns }: Tensors): tf.Tensor4D {
  const [batch, size] = pictures.shape;
  const down = tf.matMul(rows!, tf.reshape(pictures, [batch, size, size * 4]));
  const planes = tf.transpose(tf.reshape(down, pictures.shape), [0, 3, 1, 2]);
  const moved = tf.matMul(tf.reshape(planes, [batch, 4 * size, size]), columns!);
  const whole = tf.sub(1, tf.mul(cutRows!, cutColumns!));
  return tf.transpose(tf.mul(tf.reshape(moved, planes.shape), whole), [0, 2, 3, 1]) as tf.Tensor4D;
}

/** Draws the inputs of `augment`, into arrays of `array`'s. */
export function drawAugmentation(
  random: Random,
  batch: number,
  size: number,
  array = createArrays(),
): Record<string, Float32Array> {
  const drawn = Object.fromEntries(
    Object.entries(augmentationSignature(batch, size)).map(([name, { shape }]) => [
      name,
      array(
        `augmentation/${name}`,
        shape.reduce((product, length) => product * length, 1),
      ),
    ]),
  );
  const happens = (likely: number) => random.uniform() < likely;
  const reach = Math.floor(size * farthest);
  const side = Math.floor(size * cutSide);
  for (let picture = 0; picture < batch; picture++) {
    const part = (name: string) => {
      const { length } = drawn[name]!;
      return drawn[name]!.subarray((picture * length) / batch, ((picture + 1) * length) / batch);
    };
    const moves = happens(share.move);
    const distance = () => (moves ? random.integer(2 * reach + 1) - reach : 0);
    writeMove(part('rows'), size, distance(), false, 'left');
    writeMove(part('columns'), size, distance(), happens(0.5), 'right');
    const ground = part('grounds');
    for (const channel of ground.keys()) ground[channel] = random.uniform();
    if (!happens(share.cut)) continue;
    for (const name of ['cutRows', 'cutColumns']) {
      const start = random.integer(size + side) - side;
      part(name).fill(1, Math.max(0, start), Math.max(0, start + side));
    }
  }
  return drawn;
}

/** The matrix that moves lines by `distance`, to be multiplied from one side; what moves in from outside is empty. */
function writeMove(matrix: Numbers, size: number, distance: number, mirrored: boolean, from: 'left' | 'right'): void {
  for (let to = 0; to < size; to++) {
    const moved = to - distance;
    if (moved < 0 || moved >= size) continue;
    const line = mirrored ? size - 1 - moved : moved;
    matrix[from === 'left' ? to * size + line : line * size + to] = 1;
  }
}
