import type * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '#lib/random.ts';
import { type Device, openDevice } from '#tensor/device.ts';
import { compile } from '#tensor/program.ts';
import { moveGroup, stateNames } from '#training/networks/adam/graph.ts';
import { type AdamGroup, adamStep, createAdamState, scalarsAt, spreadAdam } from '#training/networks/adam.ts';
import { timed, timeInTurns } from './measure.ts';

/** As many as the shipped VAE has. */
const length = 3_600_000;
const group: AdamGroup = {
  ...{ start: 0, end: length, learningRate: 1e-3, beta1: 0.9, beta2: 0.99, emaDecay: 0.99, maxNorm: 1 },
};
const limits = { rounds: 15, limitMs: 60_000 };

/**
 * A step of Adam on one group, in milliseconds: by the assembled kernel, and by the ONNX graph that a GPU runs, here on
 * the processor. `ratio` says how many times as long the graph takes.
 */
export async function benchAdam(threads: number, say: (text: string) => void): Promise<Record<string, number>> {
  const device = await openDevice('cpu', threads);
  const kernel = createAdamState(length);
  const spread = spreadAdam(kernel, threads);
  const random = createRandom(1);
  kernel.parameters.set(Float32Array.from({ length }, () => random.normal()));
  kernel.gradient.set(kernel.parameters);
  const graph = await openGraph(device, kernel);
  const ways = {
    kernel: { time: timed(async () => void adamStep(kernel, [group])), runs: 5 },
    graph: { time: timed(graph.step), runs: 5 },
  };
  const times = await timeInTurns(ways, limits);
  await Promise.all([graph.release(), spread.release()]);
  const ratio = times.graph / times.kernel;
  say(
    `Adam: ${times.kernel.toFixed(1)} ms by the kernel, ${times.graph.toFixed(1)} ms by the graph, ${ratio.toFixed(1)} times`,
  );
  return { 'adam.kernel_ms': times.kernel, 'adam.graph_ms': times.graph, 'adam.ratio': ratio };
}

/** The graph reads one state and writes another, in turns, since it cannot write where it reads. */
async function openGraph(
  device: Device,
  { gradient, parameters }: { gradient: Float32Array; parameters: Float32Array },
) {
  const vector = { shape: [length] };
  const scalar = { shape: [] };
  const program = compile(
    (inputs) => {
      const { norm, state } = moveGroup(group, inputs, inputs.gradient as tf.Tensor1D, inputs);
      return { norm, ...Object.fromEntries(stateNames.map((name) => [`next:${name}`, state[name]])) };
    },
    {
      ...Object.fromEntries([...stateNames, 'gradient'].map((name) => [name, vector])),
      ...{ rate: scalar, epsilon: scalar, follow: scalar },
    },
  );
  const executable = await device.load(program);
  const allocate = () => Object.fromEntries(stateNames.map((name) => [name, new Float32Array(length)]));
  let [now, next] = [allocate(), allocate()];
  now.parameters!.set(parameters);
  let steps = 0;
  return {
    async step() {
      const scalars = Object.entries(scalarsAt(group, ++steps)).map(([name, value]) => [name, Float32Array.of(value)]);
      const into = Object.fromEntries(Object.entries(next).map(([name, array]) => [`next:${name}`, array]));
      await executable.run({ ...now, gradient, ...Object.fromEntries(scalars) }, into);
      [now, next] = [next, now];
    },
    release: () => executable.release(),
  };
}
