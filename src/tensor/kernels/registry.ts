import * as tf from '@tensorflow/tfjs-core';
import { backendName, type Recorder, type Symbolic } from '../recorder.ts';
import { readable } from './blocked.ts';

/** Inputs by their tfjs name. */
export type Inputs = Record<string, Symbolic>;
/** Attributes are typed by each kernel as tfjs documents them. */
type Write = (recorder: Recorder, inputs: Inputs, attributes: never) => Symbolic | Symbolic[];

const writers = new Map<string, Write>();

/** The names of the tfjs kernels that can be recorded. */
export const recordableKernels = (): string[] => [...writers.keys()];

/** Registers how one tfjs kernel is written as ONNX nodes. */
export function kernel(kernelName: string, writer: Write): void {
  writers.set(kernelName, writer);
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const recorder = backend as Recorder;
      const given = Object.entries(inputs).filter(([, info]) => info != null);
      const symbols = given.map(([name, info]) => {
        return [name, readable(recorder, kernelName, recorder.symbol(info as tf.TensorInfo))];
      });
      const written = writer(recorder, Object.fromEntries(symbols), attrs as never);
      return Array.isArray(written) ? written.map((one) => recorder.info(one)) : recorder.info(written);
    },
  });
}

/** The same, for kernels whose inputs are a list (Concat, AddN, Pack). */
export function listKernel(
  kernelName: string,
  write: (recorder: Recorder, inputs: Symbolic[], attributes: never) => Symbolic,
): void {
  kernel(kernelName, (recorder, inputs, attributes) => write(recorder, Object.values(inputs), attributes));
}

/** Writes a registered kernel of one output as a part of another. */
export function write(kernelName: string, recorder: Recorder, inputs: Inputs, attributes: object): Symbolic {
  return writers.get(kernelName)!(recorder, inputs, attributes as never) as Symbolic;
}
