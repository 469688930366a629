import { Worker } from 'node:worker_threads';
import { runBlocks } from './adam/blocks.ts';
import { blocksOf, createKernelSource, type Kernel, openKernel } from './adam/kernel.ts';

export interface AdamOptions {
  learningRate: number;
  beta1: number;
  beta2: number;
  /** Share of the old average that the EMA keeps each step. */
  emaDecay: number;
  /** Gradients longer than this are scaled down to it. */
  maxNorm: number;
}

/** Neighbouring parameters from `start` up to `end`, which have a norm and options of their own. */
export interface AdamGroup extends AdamOptions {
  start: number;
  end: number;
}

/** Everything of a parameter vector that training carries along; all arrays have the same length. */
export interface AdamState {
  parameters: Float32Array;
  ema: Float32Array;
  /** Running mean of the gradient, and of its square. */
  m: Float32Array;
  v: Float32Array;
  /** Where the next step finds its gradient. */
  gradient: Float32Array;
  step: number;
  kernel: Kernel;
}

/** All zero. The arrays lie in one shared WebAssembly memory. Throws RangeError above 200 million parameters. */
export function createAdamState(length: number): AdamState {
  const kernel = openKernel(createKernelSource(length));
  const { parameters, ema, m, v, gradient } = kernel;
  return { parameters, ema, m, v, gradient, step: 0, kernel };
}

/**
 * One step of Adam (Kingma and Ba 2015) with clipping by the norm of each group, and the exponential moving average of
 * the parameters, in place, in 32-bit floats. Returns the norm of each group's gradient before clipping; a group whose
 * norm is not finite is left as it is. The same to the last bit on any number of threads.
 *
 * Bound by memory: 3.6 million parameters move 144 MB, 3 ms on two cores and 4.5 ms on one, of which reading and writing
 * alone would take 3.7 ms. The same step as an ONNX graph (`adam/graph.ts`, for GPUs) takes 15 times as long on a
 * processor, on one thread and on two (`npm run bench -- --only adam`): about 50 ms, a quarter of a training step of the
 * VAE. For that, this kernel and its assembler (`lib/wasm.ts`) are worth their lines.
 */
export function adamStep(state: AdamState, groups: readonly AdamGroup[]): number[] {
  const norms = groups.map(({ start, end }) => gradientNorm(state, start, end));
  if (norms.some(Number.isFinite)) state.step++;
  for (const [index, group] of groups.entries()) {
    if (Number.isFinite(norms[index])) update(state, group, norms[index]!);
  }
  return norms;
}

function gradientNorm({ kernel }: AdamState, start: number, end: number): number {
  runBlocks(kernel, 'sumSquares', start, end);
  return Math.sqrt(kernel.sums.subarray(0, blocksOf(end - start)).reduce((sum, block) => sum + block, 0));
}

function update({ kernel, step }: AdamState, group: AdamGroup, norm: number): void {
  const { start, end, beta1, beta2, maxNorm } = group;
  kernel.setScalars({
    scale: norm > maxNorm ? maxNorm / norm : 1,
    beta1,
    rest1: 1 - beta1,
    beta2,
    rest2: 1 - beta2,
    ...scalarsAt(group, step),
  });
  runBlocks(kernel, 'update', start, end);
}

/** What of Adam depends on the number of the step, counted from 1: learning rate, epsilon, and how far the EMA moves. */
export function scalarsAt({ learningRate, beta1, beta2, emaDecay }: AdamOptions, step: number) {
  // The paper's epsilon, beside the root of the unbiased second moment.
  const unbiased = Math.sqrt(1 - beta2 ** step);
  return {
    rate: (learningRate * unbiased) / (1 - beta1 ** step),
    epsilon: 1e-8 * unbiased,
    follow: 1 - Math.min(emaDecay, (1 + step) / (10 + step)),
  };
}

/** More threads find no more memory bandwidth. */
const mostThreads = 4;

/**
 * Spreads the steps of a state over `threads` threads, this one included. Small states stay on this one. Between steps
 * the others sleep; they do not keep the process alive.
 */
export function spreadAdam({ kernel }: AdamState, threads: number): { release(): Promise<void> } {
  const helpers = Math.min(threads, mostThreads, blocksOf(kernel.parameters.length)) - 1;
  const workers = Array.from({ length: helpers }, () => {
    const worker = new Worker(new URL('./adam/helper.ts', import.meta.url), { workerData: kernel.source });
    worker.unref();
    return worker;
  });
  return {
    release: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Learning rate at `progress` in [0, 1]: a short linear warm-up, then a half cosine down to 3 %. */
export function learningRateAt(base: number, progress: number, step: number, warmUpSteps = 200): number {
  const warm = Math.min(1, (step + 1) / warmUpSteps);
  return base * warm * (0.03 + 0.97 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress))));
}
