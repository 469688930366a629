import * as tf from '@tensorflow/tfjs-core';

/**
 * Convolution, pooling and resizing are linear in their pictures. What tfjs 4.22 leaves out here is the gradient of
 * a gradient; and its kernels for the gradients of resizing are wrong or cannot be recorded, so other kernels do it.
 */

interface WindowAttributes {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number;
  dataFormat?: 'NHWC' | 'NCHW';
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

tf.registerGradient({
  kernelName: 'Conv2DBackpropFilter',
  inputsToSave: ['x', 'dy'],
  gradFunc: (gradient, [x, dy], attributes) => {
    const { strides, pad, dataFormat, dimRoundingMode } = attributes as unknown as WindowAttributes;
    const filter = gradient as tf.Tensor4D;
    const options = { dy: dy!, filter };
    const backwards = { strides, pad, dataFormat, dimRoundingMode, inputShape: x!.shape } as unknown as tf.NamedAttrMap;
    return {
      x: () => tf.engine().runKernel('Conv2DBackpropInput', options, backwards) as tf.Tensor,
      dy: () => tf.conv2d(x as tf.Tensor4D, filter, strides, pad, dataFormat, 1, dimRoundingMode),
    };
  },
});

tf.registerGradient({
  kernelName: 'AvgPoolGrad',
  inputsToSave: ['input'],
  gradFunc: (gradient, [input], attributes) => {
    const { filterSize, strides, pad } = attributes as unknown as WindowAttributes & { filterSize: [number, number] };
    return {
      dy: () => tf.avgPool(gradient as tf.Tensor4D, filterSize, strides, pad),
      input: () => tf.zerosLike(input!),
    };
  },
});

type PictureShape = [batch: number, height: number, width: number, channels: number];

/**
 * Repeating each pixel n times in each direction: the gradient is the sum over each n × n block. tfjs's own kernel for
 * it is wrong on its cpu backend for batches of two and more.
 */
tf.registerGradient({
  kernelName: 'ResizeNearestNeighbor',
  inputsToSave: ['images'],
  gradFunc: (dy, [images]) => {
    const [, height, width] = images!.shape as PictureShape;
    const [, outHeight, outWidth] = (dy as tf.Tensor).shape as PictureShape;
    const block: [number, number] = [outHeight / height, outWidth / width];
    if (!block.every(Number.isInteger)) throw new Error('Nearest resizing has a gradient only for whole factors.');
    const sum = () => tf.mul(tf.avgPool(dy as tf.Tensor4D, block, block, 'valid'), block[0] * block[1]);
    return { images: sum };
  },
});

interface Corners {
  alignCorners: boolean;
  halfPixelCenters: boolean;
}

/** `[from, to]`: how much of each pixel goes into each pixel of a line resized bilinearly. */
function shares(from: number, to: number, { alignCorners, halfPixelCenters }: Corners): tf.Tensor2D {
  const scale = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  const matrix = new Float32Array(from * to);
  for (let pixel = 0; pixel < to; pixel++) {
    const place = Math.max(0, halfPixelCenters ? (pixel + 0.5) * scale - 0.5 : pixel * scale);
    const before = Math.min(from - 1, Math.floor(place));
    const after = Math.min(from - 1, before + 1);
    matrix[before * to + pixel]! += 1 - (place - before);
    matrix[after * to + pixel]! += place - before;
  }
  return tf.tensor2d(matrix, [from, to]);
}

tf.registerGradient({
  kernelName: 'ResizeBilinear',
  inputsToSave: ['images'],
  gradFunc: (dy, [images], attributes) => ({
    images: () => {
      const [batch, height, width, channels] = images!.shape as PictureShape;
      const [, outHeight, outWidth] = (dy as tf.Tensor).shape as PictureShape;
      const corners = attributes as unknown as Corners;
      const lines = tf.reshape(dy as tf.Tensor, [batch, outHeight, outWidth * channels]);
      const rows = tf.matMul(shares(height, outHeight, corners), lines);
      const columns = tf.reshape(rows, [batch * height, outWidth, channels]);
      return tf.reshape(tf.matMul(shares(width, outWidth, corners), columns), images!.shape);
    },
  }),
});
