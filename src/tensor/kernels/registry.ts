import * as tf from '@tensorflow/tfjs-core';
import { backendName, type Recorder, type Symbolic } from '../recorder.ts';

/** Inputs by their tfjs name. */
export type Inputs = Record<string, Symbolic>;
type Record_ = (recorder: Recorder, inputs: Inputs, attributes: never) => Symbolic;

const names = new Set<string>();

/** The tfjs kernels that can be recorded. */
export const recordableKernels: ReadonlySet<string> = names;

/** Registers how one tfjs kernel is written as ONNX nodes. */
export function kernel(kernelName: string, record: Record_): void {
  names.add(kernelName);
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const recorder = backend as Recorder;
      const symbols = Object.entries(inputs).map(([name, info]) => [name, recorder.symbol(info as tf.TensorInfo)]);
      return recorder.info(record(recorder, Object.fromEntries(symbols), attrs as never));
    },
  });
}

/** The same, for kernels whose inputs are a list (Concat, AddN, Pack). */
export function listKernel(
  kernelName: string,
  record: (recorder: Recorder, inputs: Symbolic[], attributes: never) => Symbolic,
): void {
  kernel(kernelName, (recorder, inputs, attributes) => record(recorder, Object.values(inputs), attributes));
}
