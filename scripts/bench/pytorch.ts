import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Device, openDevice, threadCount } from '#tensor/device.ts';
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from '#training/checkpoint/safetensors.ts';
import { compareResults, median, timed, timeInTurns } from './measure.ts';
import { type Network, sampling, type Task, trainingStep } from './networks.ts';
import { measurePeak, operationsOf } from './profile.ts';

const server = fileURLToPath(new URL('pytorch/serve.py', import.meta.url));

/** The first Python that has PyTorch; `EASEL_PYTHON` is asked before the usual ones. */
function findPython(): string | undefined {
  const names = [process.env.EASEL_PYTHON, 'python3', '/usr/bin/python3'].filter((name) => name !== undefined);
  return names.find((name) => spawnSync(name, ['-c', 'import torch']).status === 0);
}

/** PyTorch as it is usually written and laid out, and the fastest of its ways here. */
type Way = 'plain' | 'tuned';

interface Loaded {
  version: string;
  /** What the fastest way is. */
  tuned: string;
}

/** A Python process that holds one task at a time and times it when it is told to. */
class PyTorch {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncIterator<string>;
  readonly #ended: Promise<unknown>;

  constructor(python: string, threads: number) {
    const env = { ...process.env, OMP_NUM_THREADS: `${threads}`, OPENBLAS_NUM_THREADS: `${threads}` };
    this.#process = spawn(python, ['-B', server, `${threads}`], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#ended = once(this.#process, 'exit');
    this.#answers = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
  }

  async #ask<Answer>(request: unknown): Promise<Answer> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('PyTorch stopped; what it said is above.');
    return JSON.parse(value) as Answer;
  }

  load = (task: string, from: string, to: string) => this.#ask<Loaded>({ load: task, from, to });

  /** Milliseconds of each run. */
  run = (way: Way) => async (runs: number) => (await this.#ask<{ times: number[] }>({ runs, way })).times;

  async close() {
    this.#process.stdin.end();
    await this.#ended;
  }
}

/** Hands a task to PyTorch and returns what it computes, by the names of our outputs. */
async function loadTheirs(pytorch: PyTorch, name: string, { program, inputs }: Task) {
  const folder = await mkdtemp(join(tmpdir(), 'easel-pytorch-'));
  try {
    const [from, to] = [join(folder, 'inputs.safetensors'), join(folder, 'results.safetensors')];
    const specs = { ...program.inputs, ...program.constantSpecs };
    const given = Object.entries({ ...program.constants, ...inputs }).map(
      ([input, data]) => [input, { shape: specs[input]!.shape, data: data as Float32Array }] as [string, NamedTensor],
    );
    await writeFile(from, encodeSafetensors(Object.fromEntries(given)));
    const loaded = await pytorch.load(name, from, to);
    const { tensors } = decodeSafetensors(await readFile(to));
    return { ...loaded, results: Object.fromEntries(Object.entries(tensors).map(([key, { data }]) => [key, data])) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const turnMs = 400;
const rounds = 12;
const limitMs = 40_000;

interface Comparison {
  key: string;
  network: Network;
  kind: 'step' | 'sample';
  batch: number;
}

const comparisons: Comparison[] = [
  { key: 'train.gan', network: 'gan', kind: 'step', batch: 16 },
  { key: 'train.vae', network: 'vae', kind: 'step', batch: 16 },
  { key: 'sample16', network: 'gan', kind: 'sample', batch: 16 },
  { key: 'sample4', network: 'gan', kind: 'sample', batch: 4 },
  { key: 'sample1', network: 'gan', kind: 'sample', batch: 1 },
  { key: 'sample16.vae', network: 'vae', kind: 'sample', batch: 16 },
  { key: 'sample4.vae', network: 'vae', kind: 'sample', batch: 4 },
  { key: 'sample1.vae', network: 'vae', kind: 'sample', batch: 1 },
];

async function compare(cpu: Device, pytorch: PyTorch, { network, kind, batch }: Comparison) {
  const task = kind === 'step' ? trainingStep(network, batch) : sampling(network, batch);
  const theirs = await loadTheirs(pytorch, `${network}.${kind}`, task);
  const executable = await cpu.load(task.program);
  const into = await executable.run(task.inputs);
  const difference = compareResults(theirs.results, into);
  const ours = timed(() => executable.run(task.inputs, into));
  const runs = Math.max(3, Math.round(turnMs / median(await ours(3))));
  const ways = { ours, plain: pytorch.run('plain'), tuned: pytorch.run('tuned') };
  const timings = Object.entries(ways).map(([way, time]) => [way, { time, runs }]);
  const times = await timeInTurns<'ours' | Way>(Object.fromEntries(timings), { rounds, limitMs });
  await executable.release();
  return { times, difference, task, theirs };
}

/**
 * The same networks, weights and inputs here and in PyTorch on the same threads, in turns. Throws where the two do not
 * compute the same numbers; measures nothing where there is no PyTorch.
 */
export async function benchPytorch(threads: number, say: (text: string) => void): Promise<Record<string, number>> {
  const python = findPython();
  if (!python) {
    say('no PyTorch here: set EASEL_PYTHON to a Python that has it');
    return {};
  }
  const cpu = await openDevice('cpu', threads);
  const count = threadCount(threads);
  const pytorch = new PyTorch(python, count);
  const results: Record<string, number> = { 'pytorch.max_rel': 0 };
  try {
    for (const comparison of comparisons) {
      const { key, batch } = comparison;
      const { times, difference, task, theirs } = await compare(cpu, pytorch, comparison);
      results[`${key}.vs_pytorch`] = times.plain / times.ours;
      results[`${key}.vs_pytorch_tuned`] = times.tuned / times.ours;
      results['pytorch.max_rel'] = Math.max(results['pytorch.max_rel']!, difference);
      const speed = (await operationsOf(task, count)) / (times.ours / 1000);
      const rate = (ms: number) => ((batch / ms) * 1000).toFixed(0);
      const ratio = (ms: number) => `${rate(ms)}, ratio ${(ms / times.ours).toFixed(2)}`;
      say(
        `${key}: ${rate(times.ours)} pictures/s, PyTorch ${theirs.version} ${ratio(times.plain)}, ` +
          `at its fastest (${theirs.tuned}) ${ratio(times.tuned)}; ${(speed / 1e9).toFixed(0)} GFLOP/s, ` +
          `${((speed / (await measurePeak(cpu))) * 100).toFixed(0)} % of the peak; differs by ${difference.toExponential(1)}`,
      );
    }
  } finally {
    await pytorch.close();
  }
  return results;
}
