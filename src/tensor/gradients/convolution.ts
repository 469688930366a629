import * as tf from '@tensorflow/tfjs-core';
import { spread } from './spread.ts';

/** Gradients that tfjs 4.22 lacks: those of a dilated convolution, and those of its gradients. */

type Pair = number | [number, number];

interface ConvolutionAttributes {
  strides: Pair;
  pad: 'valid' | 'same' | number;
  dataFormat?: 'NHWC' | 'NCHW';
  dilations?: Pair;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

const run = (kernelName: string, inputs: Record<string, tf.Tensor>, attributes: object) =>
  tf.engine().runKernel(kernelName, inputs, attributes as tf.NamedAttrMap) as tf.Tensor;

const plain = { dilations: [1, 1] };

/**
 * A convolution's gradients by its picture and its filter. A dilated filter is a larger one with zeros, and tfjs has
 * kernels for the gradients of that.
 */
function convolution(kernelName: string, toInput: string, toFilter: string): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x', 'filter'],
    gradFunc: (gradient, [x, filter], attributes) => {
      const dy = gradient as tf.Tensor;
      const { dilations = 1 } = attributes as unknown as ConvolutionAttributes;
      const [down, across] = typeof dilations === 'number' ? [dilations, dilations] : dilations;
      const dilated = () => spread(spread(filter!, 0, down), 1, across);
      return {
        x: () => run(toInput, { dy, filter: dilated() }, { ...attributes, ...plain, inputShape: x!.shape }),
        filter: () => {
          const [height, width, ...channels] = filter!.shape as [number, number, number, number];
          const filterShape = [(height - 1) * down + 1, (width - 1) * across + 1, ...channels];
          const all = run(toFilter, { x: x!, dy }, { ...attributes, ...plain, filterShape });
          if (down === 1 && across === 1) return all;
          return tf.stridedSlice(all, [0, 0, 0, 0], filterShape, [down, across, 1, 1]);
        },
      };
    },
  });

  tf.registerGradient({
    kernelName: toInput,
    inputsToSave: ['dy', 'filter'],
    gradFunc: (gradient, [dy, filter], attributes) => {
      const x = gradient as tf.Tensor;
      return {
        dy: () => run(kernelName, { x, filter: filter! }, { ...attributes, ...plain }),
        filter: () => run(toFilter, { x, dy: dy! }, { ...attributes, ...plain, filterShape: filter!.shape }),
      };
    },
  });

  tf.registerGradient({
    kernelName: toFilter,
    inputsToSave: ['x', 'dy'],
    gradFunc: (gradient, [x, dy], attributes) => {
      const filter = gradient as tf.Tensor;
      return {
        x: () => run(toInput, { dy: dy!, filter }, { ...attributes, ...plain, inputShape: x!.shape }),
        dy: () => run(kernelName, { x: x!, filter }, { ...attributes, ...plain }),
      };
    },
  });
}

convolution('Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter');
convolution('DepthwiseConv2dNative', 'DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter');
