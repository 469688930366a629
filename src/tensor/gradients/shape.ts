import * as tf from '@tensorflow/tfjs-core';
import { padAxis, spread } from './spread.ts';

/** A part of one axis. */
function part(x: tf.Tensor, axis: number, from: number, length: number): tf.Tensor {
  return tf.slice(
    x,
    x.shape.map((_, index) => (index === axis ? from : 0)),
    x.shape.with(axis, length),
  );
}

/** The sum over all copies. tfjs's own adds up one slice for each copy, and knows four axes at most. */
tf.registerGradient({
  kernelName: 'Tile',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => ({
    x: () => {
      const { reps } = attributes as { reps: number[] };
      const repeated = (length: number, axis: number) => (length > 1 && reps[axis]! > 1 ? [reps[axis]!, length] : []);
      const split = x!.shape.map((length, axis) => {
        const both = repeated(length, axis);
        return both.length > 0 ? both : [length * reps[axis]!];
      });
      let position = 0;
      const axes = split.flatMap((lengths, axis) => {
        const first = position;
        position += lengths.length;
        return reps[axis]! > 1 ? [first] : [];
      });
      const copies = tf.reshape(dy as tf.Tensor, split.flat());
      return tf.reshape(axes.length > 0 ? tf.sum(copies, axes) : copies, x!.shape);
    },
  }),
});

/** Borders give their gradient to the pixels they repeat, which tfjs's own forgets. */
tf.registerGradient({
  kernelName: 'MirrorPad',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => ({
    x: () => {
      const { paddings, mode } = attributes as unknown as { paddings: [number, number][]; mode: string };
      const edge = mode === 'reflect' ? 1 : 0;
      return paddings.reduce((gradient, [before, after], axis) => {
        const length = x!.shape[axis]!;
        let sum = part(gradient, axis, before, length);
        if (before > 0) {
          const head = tf.reverse(part(gradient, axis, 0, before), axis);
          sum = tf.add(sum, padAxis(head, axis, edge, length - before - edge));
        }
        if (after > 0) {
          const tail = tf.reverse(part(gradient, axis, before + length, after), axis);
          sum = tf.add(sum, padAxis(tail, axis, length - after - edge, edge));
        }
        return sum;
      }, dy as tf.Tensor);
    },
  }),
});

export interface StridedSliceAttributes {
  begin: number[];
  end: number[];
  strides: number[];
  beginMask: number;
  endMask: number;
  ellipsisMask: number;
  newAxisMask: number;
  shrinkAxisMask: number;
}

/** The gradient goes back to the places that were taken, zeros to all others. tfjs has none. */
tf.registerGradient({
  kernelName: 'StridedSlice',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => ({
    x: () => {
      const given = attributes as unknown as StridedSliceAttributes;
      const masks = [given.beginMask, given.endMask, given.ellipsisMask, given.newAxisMask, given.shrinkAxisMask];
      const { begin, end, strides } = tf.slice_util.sliceInfo(
        x!.shape,
        given.begin,
        given.end,
        given.strides,
        ...(masks as [number, number, number, number, number]),
      );
      const counts = begin.map((first, axis) => Math.ceil((end[axis]! - first) / strides[axis]!));
      return counts.reduce(
        (gradient, count, axis) => {
          const stride = strides[axis]!;
          const last = begin[axis]! + (count - 1) * stride;
          const forwards = stride < 0 ? tf.reverse(gradient, axis) : gradient;
          const [low, high] = [Math.min(begin[axis]!, last), Math.max(begin[axis]!, last)];
          return padAxis(spread(forwards, axis, Math.abs(stride)), axis, low, x!.shape[axis]! - 1 - high);
        },
        tf.reshape(dy as tf.Tensor, counts),
      );
    },
  }),
});

/** Pixels go back to the channels they came from. tfjs has none. */
tf.registerGradient({
  kernelName: 'DepthToSpace',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => ({
    x: () => {
      const { blockSize: block } = attributes as { blockSize: number };
      const [batch, height, width, channels] = x!.shape as [number, number, number, number];
      const blocks = tf.reshape(dy as tf.Tensor, [batch, height, block, width, block, channels / block ** 2]);
      return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), x!.shape);
    },
  }),
});
