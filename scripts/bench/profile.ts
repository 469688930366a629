import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-node';
import { blockSize } from '#tensor/blocks.ts';
import { type Device, threadCount } from '#tensor/device.ts';
import { compile, type Numbers } from '#tensor/program.ts';
import { median, time } from './measure.ts';
import { type Task, trainingStep } from './networks.ts';

/** A node's run, as ONNX Runtime's profile tells it. */
interface NodeEvent {
  cat: string;
  name: string;
  /** Microseconds. */
  dur: number;
  args?: {
    op_name?: string;
    input_type_shape?: Record<string, number[]>[];
    output_type_shape?: Record<string, number[]>[];
  };
}

/** The nodes that multiply and add: ONNX's own, and what ONNX Runtime makes of them. */
const products = /^(Conv|FusedConv|ConvTranspose|Gemm|FusedGemm|MatMul|FusedMatMul)$/;
const isProduct = ({ args }: NodeEvent) => products.test(args?.op_name ?? '');
/** Microseconds. */
const spent = (events: NodeEvent[]) => events.reduce((sum, { dur }) => sum + dur, 0);
const size = (shape: readonly number[] = []) => shape.reduce((product, length) => product * length, 1);

/** Floating-point operations of a convolution or a matrix product: two for each multiplication. */
function operations({ args }: NodeEvent): number {
  const shapes = (list?: Record<string, number[]>[]) => (list ?? []).map((entry) => Object.values(entry)[0] ?? []);
  const [data = [], weights = []] = shapes(args?.input_type_shape);
  const [output = []] = shapes(args?.output_type_shape);
  if (args?.op_name === 'ConvTranspose') return 2 * size(data) * size(weights.slice(1));
  if (/Conv/.test(args?.op_name ?? '')) return 2 * size(output) * size(weights.slice(1));
  const [rows, columns] = data.slice(-2) as [number, number];
  return (2 * size(output) * rows * columns) / output.at(-2)!;
}

/**
 * Warms a task up and runs it some times under ONNX Runtime's profiler; returns what each node took, run by run. `basic`
 * leaves the nodes as the program has them; `all`, as for real work, has what computes the same on this processor.
 */
async function profile(
  { program, inputs }: Task,
  threads: number,
  runs: number,
  optimisation: 'basic' | 'all',
): Promise<NodeEvent[]> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-profile-'));
  try {
    const block = optimisation === 'basic' ? 0 : await blockSize();
    const session = await ort.InferenceSession.create(program.toOnnx({ block }), {
      executionProviders: ['cpu'],
      graphOptimizationLevel: optimisation,
      intraOpNumThreads: threadCount(threads),
      enableProfiling: true,
      profileFilePrefix: join(folder, 'step'),
      logSeverityLevel: 3,
    });
    const feeds = Object.entries(inputs).map(([name, data]) => [name, toTensor(data, program.inputs[name]!.shape)]);
    for (let run = 0; run < 1 + runs; run++) await session.run(Object.fromEntries(feeds));
    session.endProfiling();
    await session.release();
    const [file] = await readdir(folder);
    const events = JSON.parse(await readFile(join(folder, file!), 'utf8')) as NodeEvent[];
    const nodes = events.filter(({ cat, name }) => cat === 'Node' && name.endsWith('_kernel_time'));
    return nodes.slice(nodes.length / (1 + runs));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Floating-point operations of a task's convolutions and matrix products, as the program has them. */
export async function operationsOf(task: Task, threads: number): Promise<number> {
  const events = await profile(task, threads, 1, 'basic');
  return events.filter(isProduct).reduce((sum, event) => sum + operations(event), 0);
}

const toTensor = (data: Numbers, shape: readonly number[]) => new ort.Tensor('float32', data as Float32Array, shape);

/** Floating-point operations a second of a large matrix product: what this machine can do at best. */
export async function measurePeak(device: Device): Promise<number> {
  const side = 1024;
  const shape = [side, side] as const;
  const program = compile(({ a, b }) => ({ y: tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D) }), {
    a: { shape },
    b: { shape },
  });
  const executable = await device.load(program);
  const a = new Float32Array(side * side).fill(0.5);
  const times: number[] = [];
  for (let run = 0; run < 50; run++) times.push(await time(() => executable.run({ a, b: a })));
  await executable.release();
  return (2 * side ** 3) / (Math.min(...times) / 1000);
}

/**
 * `peakShare`: the convolutions' and matrix products' operations a second over the whole training step, as a share of
 * a large matrix product's. `convShare`: their share of the step's time.
 */
export async function profileStep(device: Device, threads: number): Promise<{ peakShare: number; convShare: number }> {
  const task = trainingStep('vae', 16);
  const runs = 10;
  const events = await profile(task, threads, runs, 'all');
  const nodes = events.length / runs;
  const times = Array.from({ length: runs }, (_, run) => spent(events.slice(run * nodes, (run + 1) * nodes)));
  const speed = (await operationsOf(task, threads)) / (median(times) / 1e6);
  return { peakShare: speed / (await measurePeak(device)), convShare: spent(events.filter(isProduct)) / spent(events) };
}
