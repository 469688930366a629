import * as tf from '@tensorflow/tfjs-core';
import { backendName, type Recorder, type Symbolic } from '../recorder.ts';

/** Inputs by their tfjs name. */
export type Inputs = Record<string, Symbolic>;
/** Attributes are typed by each kernel as tfjs documents them. */
type Write = (recorder: Recorder, inputs: Inputs, attributes: never) => Symbolic | Symbolic[];

const names = new Set<string>();

/** The tfjs kernels that can be recorded. */
export const recordableKernels: ReadonlySet<string> = names;

/** Registers how one tfjs kernel is written as ONNX nodes. */
export function kernel(kernelName: string, write: Write): void {
  names.add(kernelName);
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const recorder = backend as Recorder;
      const symbols = Object.entries(inputs).map(([name, info]) => [name, recorder.symbol(info as tf.TensorInfo)]);
      const written = write(recorder, Object.fromEntries(symbols), attrs as never);
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
