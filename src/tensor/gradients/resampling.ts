import * as tf from '@tensorflow/tfjs-core';

/**
 * Resizing is linear: a picture times a matrix from above and one from the right. Its gradient is made of these;
 * tfjs's own kernels for it have no gradient in turn, and the one of nearest neighbours is wrong on its cpu backend for
 * batches of two and more.
 */

type PictureShape = [batch: number, height: number, width: number, channels: number];

interface Corners {
  alignCorners: boolean;
  halfPixelCenters: boolean;
}

/** `[from, to]`: how much of each pixel goes into each pixel of a resized line. */
type Shares = (from: number, to: number, corners: Corners) => tf.Tensor2D;

const scaleOf = (from: number, to: number, { alignCorners }: Corners) =>
  alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;

const linear: Shares = (from, to, corners) => {
  const scale = scaleOf(from, to, corners);
  const matrix = new Float32Array(from * to);
  for (let pixel = 0; pixel < to; pixel++) {
    const place = Math.max(0, corners.halfPixelCenters ? (pixel + 0.5) * scale - 0.5 : pixel * scale);
    const before = Math.min(from - 1, Math.floor(place));
    const after = Math.min(from - 1, before + 1);
    matrix[before * to + pixel]! += 1 - (place - before);
    matrix[after * to + pixel]! += place - before;
  }
  return tf.tensor2d(matrix, [from, to]);
};

/** The pixel of a line of `from` that each pixel of a line of `to` repeats. */
export function nearestPixels(from: number, to: number, corners: Corners): number[] {
  const scale = scaleOf(from, to, corners);
  const round = corners.alignCorners ? Math.round : Math.floor;
  return Array.from({ length: to }, (_, pixel) =>
    Math.min(from - 1, round(scale * (corners.halfPixelCenters ? pixel + 0.5 : pixel))),
  );
}

const nearest: Shares = (from, to, corners) => {
  const matrix = new Float32Array(from * to);
  for (const [pixel, place] of nearestPixels(from, to, corners).entries()) matrix[place * to + pixel] = 1;
  return tf.tensor2d(matrix, [from, to]);
};

/** `dy`, `[batch, out height, out width, channels]`, taken back to the shape of the picture that was resized. */
function takeBack(dy: tf.Tensor, shape: PictureShape, shares: Shares, corners: Corners): tf.Tensor {
  const [batch, height, width, channels] = shape;
  const [, outHeight, outWidth] = dy.shape as PictureShape;
  const lines = tf.reshape(dy, [batch, outHeight, outWidth * channels]);
  const rows = tf.matMul(shares(height, outHeight, corners), lines);
  const columns = tf.reshape(rows, [batch * height, outWidth, channels]);
  return tf.reshape(tf.matMul(shares(width, outWidth, corners), columns), shape);
}

tf.registerGradient({
  kernelName: 'ResizeBilinear',
  inputsToSave: ['images'],
  gradFunc: (dy, [images], attributes) => ({
    images: () => takeBack(dy as tf.Tensor, images!.shape as PictureShape, linear, attributes as unknown as Corners),
  }),
});

/** Where each pixel is repeated in a block of its own, its gradient is the sum over that block. */
tf.registerGradient({
  kernelName: 'ResizeNearestNeighbor',
  inputsToSave: ['images'],
  gradFunc: (gradient, [images], attributes) => {
    const corners = attributes as unknown as Corners;
    const dy = gradient as tf.Tensor4D;
    const shape = images!.shape as PictureShape;
    const block: [number, number] = [dy.shape[1] / shape[1], dy.shape[2] / shape[2]];
    if (corners.alignCorners || !block.every(Number.isInteger)) {
      return { images: () => takeBack(dy, shape, nearest, corners) };
    }
    return { images: () => tf.mul(tf.avgPool(dy, block, block, 'valid'), block[0] * block[1]) };
  },
});
