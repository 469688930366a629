import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import type { Numbers, Signature, Tensors } from '#tensor/program.ts';
import { createArrays } from './data/arrays.ts';

/** Shares of pictures that are moved and cut, and of large ones that are seen from close; half of all are mirrored. */
const share = { move: 0.8, cut: 0.5, close: 0.3 };
/** Pictures are moved by up to this share of their side in each direction. */
const farthest = 1 / 8;
/** The side of the square that is cut out, as a share of the picture's. */
const cutSide = 0.4;

/** The inputs of `augment` for `batch` pictures of `size` seen at `seen` pixels, and the colour that each is seen over. */
export function augmentationSignature(batch: number, size: number, seen = size): Signature {
  return {
    rows: { shape: [batch, seen, size] },
    columns: { shape: [batch, size, seen] },
    cutRows: { shape: [batch, 1, seen, 1] },
    cutColumns: { shape: [batch, 1, 1, seen] },
    grounds: { shape: [batch, 1, 1, 3] },
  };
}

/**
 * Differentiable augmentation (Zhao et al. 2020): where the discriminator sees real and generated pictures only
 * mirrored, moved and with a square cut out, it cannot learn a small set by heart. Colours stay: styles differ in them.
 * Each change is linear: a matrix for the rows and the columns of each picture, and a mask. Pictures larger than what is
 * seen are seen whole and smaller, or a part of them as it is. `[batch, size, size, 4]` premultiplied RGBA →
 * `[batch, seen, seen, 4]`.
 */
export function augment(pictures: tf.Tensor4D, { rows, columns, cutRows, cutColumns }: Tensors): tf.Tensor4D {
  const [batch, size] = pictures.shape;
  const seen = rows!.shape[1]!;
  const down = tf.matMul(rows!, tf.reshape(pictures, [batch, size, size * 4]));
  const planes = tf.transpose(tf.reshape(down, [batch, seen, size, 4]), [0, 3, 1, 2]);
  const moved = tf.matMul(tf.reshape(planes, [batch, 4 * seen, size]), columns!);
  const whole = tf.sub(1, tf.mul(cutRows!, cutColumns!));
  return tf.transpose(tf.mul(tf.reshape(moved, [batch, 4, seen, seen]), whole), [0, 2, 3, 1]) as tf.Tensor4D;
}

/** Draws the inputs of `augment`, into arrays of `array`'s. */
export function drawAugmentation(
  random: Random,
  batch: number,
  { size, seen = size }: { size: number; seen?: number },
  array = createArrays(),
): Record<string, Float32Array> {
  const drawn = Object.fromEntries(
    Object.entries(augmentationSignature(batch, size, seen)).map(([name, { shape }]) => [
      name,
      array(
        `augmentation/${name}`,
        shape.reduce((product, length) => product * length, 1),
      ),
    ]),
  );
  const happens = (likely: number) => random.uniform() < likely;
  const reach = Math.floor(seen * farthest);
  const side = Math.floor(seen * cutSide);
  for (let picture = 0; picture < batch; picture++) {
    const part = (name: string) => {
      const { length } = drawn[name]!;
      return drawn[name]!.subarray((picture * length) / batch, ((picture + 1) * length) / batch);
    };
    const moves = happens(share.move);
    const close = seen < size && happens(share.close);
    const scale = close ? 1 : size / seen;
    const distance = () => {
      if (close) return -random.integer(size - seen + 1);
      return moves ? random.integer(2 * reach + 1) - reach : 0;
    };
    const common = { size, seen, scale };
    writeMove(part('rows'), { ...common, distance: distance(), mirrored: false, from: 'left' });
    writeMove(part('columns'), { ...common, distance: distance(), mirrored: happens(0.5), from: 'right' });
    const ground = part('grounds');
    for (const channel of ground.keys()) ground[channel] = random.uniform();
    if (!happens(share.cut)) continue;
    for (const name of ['cutRows', 'cutColumns']) {
      const start = random.integer(seen + side) - side;
      part(name).fill(1, Math.max(0, start), Math.max(0, start + side));
    }
  }
  return drawn;
}

interface Move {
  size: number;
  seen: number;
  /** Lines of the picture that become one, their mean. */
  scale: number;
  /** In lines that are seen. */
  distance: number;
  mirrored: boolean;
  /** The side that the matrix is multiplied from. */
  from: 'left' | 'right';
}

/** The matrix that moves, and thins out, lines; what moves in from outside is empty. */
function writeMove(matrix: Numbers, { size, seen, scale, distance, mirrored, from }: Move): void {
  for (let to = 0; to < seen; to++) {
    for (let inside = 0; inside < scale; inside++) {
      const moved = (to - distance) * scale + inside;
      if (moved < 0 || moved >= size) continue;
      const line = mirrored ? size - 1 - moved : moved;
      matrix[from === 'left' ? to * size + line : line * seen + to] = 1 / scale;
    }
  }
}
