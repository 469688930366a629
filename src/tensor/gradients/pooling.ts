import * as tf from '@tensorflow/tfjs-core';
import { placesIn, scatter } from './indexing.ts';

interface PoolAttributes {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'valid' | 'same' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** How many pixels, without the padding, each of `out` windows along a line of `length` covers. */
function covered(length: number, out: number, window: number, stride: number, before: number): number[] {
  return Array.from({ length: out }, (_, place) => {
    const start = place * stride - before;
    return Math.min(length, start + window) - Math.max(0, start);
  });
}

/**
 * Each pixel gets its share of every window it is in. tfjs's own kernel counts the padding in, which its forward
 * kernel rightly does not.
 */
tf.registerGradient({
  kernelName: 'AvgPool',
  inputsToSave: ['x'],
  gradFunc: (gradient, [x], attributes) => {
    const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as PoolAttributes;
    const shape = x!.shape as [number, number, number, number];
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const dy = gradient as tf.Tensor4D;
    const tiles =
      info.outHeight * info.filterHeight === info.inHeight &&
      info.outWidth * info.filterWidth === info.inWidth &&
      info.strideHeight === info.filterHeight &&
      info.strideWidth === info.filterWidth;
    if (tiles) {
      const share = 1 / (info.filterHeight * info.filterWidth);
      return { x: () => tf.image.resizeNearestNeighbor(tf.mul(dy, share), [info.inHeight, info.inWidth]) };
    }
    const { top, left } = info.padInfo;
    const down = covered(info.inHeight, info.outHeight, info.filterHeight, info.strideHeight, top);
    const across = covered(info.inWidth, info.outWidth, info.filterWidth, info.strideWidth, left);
    const counts = tf.mul(tf.tensor(down, [1, down.length, 1, 1]), tf.tensor(across, [1, 1, across.length, 1]));
    const filter = tf.ones([info.filterHeight, info.filterWidth, info.inChannels, 1]);
    const window = { strides, pad, dimRoundingMode, dilations: [1, 1], inputShape: shape };
    return {
      x: () =>
        tf
          .engine()
          .runKernel(
            'DepthwiseConv2dNativeBackpropInput',
            { dy: tf.div(dy, counts), filter },
            window as unknown as tf.NamedAttrMap,
          ) as tf.Tensor,
    };
  },
});

/** The largest pixel of each window, the first of equals, gets the window's gradient. */
tf.registerGradient({
  kernelName: 'MaxPool',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => ({
    x: () => {
      const { filterSize, strides, pad } = attributes as unknown as PoolAttributes;
      const places = placesIn(
        x!,
        (given) => tf.maxPoolWithArgmax(given as tf.Tensor4D, filterSize, strides, pad, true).indexes!,
      );
      return tf.reshape(scatter(tf.reshape(dy as tf.Tensor, [-1]), tf.reshape(places, [-1]), x!.size), x!.shape);
    },
  }),
});
