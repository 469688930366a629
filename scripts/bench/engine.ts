import { existsSync } from 'node:fs';
import type { Device } from '#tensor/device.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { compareResults, time, timed, timeInTurns } from './measure.ts';
import { sampling, type Task, trainingStep } from './networks.ts';
import { profileStep } from './profile.ts';
import { loadOnWasm } from './wasm.ts';

type Say = (text: string) => void;

async function runner(device: Device, { program, inputs }: Task) {
  const executable = await device.load(program);
  return { run: () => executable.run(inputs), release: () => executable.release() };
}

type Runner = Awaited<ReturnType<typeof runner>>;

const batch = 16;

/** Pictures a second of ours, divided by those of tfjs on a backend of its own, which does `theirBatch` at a time. */
async function ratioToTfjs(
  device: Device,
  task: (batch: number) => Task,
  load: (task: Task) => Promise<Runner>,
  theirBatch: number,
): Promise<number> {
  const ours = await runner(device, task(batch));
  const theirs = await load(task(theirBatch));
  if (theirBatch === batch) compareResults(await theirs.run(), await ours.run());
  const ways = { ours: { time: timed(ours.run), runs: 4 }, theirs: { time: timed(theirs.run), runs: 1 } };
  const times = await timeInTurns(ways, { rounds: 6, limitMs: 45_000 });
  await Promise.all([ours.release(), theirs.release()]);
  return batch / times.ours / (theirBatch / times.theirs);
}

const plain = eagerDevice('cpu', 'cpu', 'tfjs');
/** tfjs takes seconds for each picture there, whatever the batch. */
const onPlain = (task: Task) => runner(plain, task);

const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** The largest relative difference of a training step and of sampling, or nothing where there is no adapter. */
async function differenceToWebgpu(cpu: Device): Promise<number | undefined> {
  if (existsSync(driver)) process.env.VK_ICD_FILENAMES ??= driver;
  const webgpu = await openDevice('webgpu').catch(() => undefined);
  if (!webgpu) return undefined;
  let largest = 0;
  for (const task of [trainingStep('vae', 2), sampling('vae', 2)]) {
    const [ours, theirs] = [await runner(cpu, task), await runner(webgpu, task)];
    const [expected, actual] = [await ours.run(), await theirs.run()];
    largest = Math.max(largest, compareResults(actual, expected));
    await Promise.all([ours.release(), theirs.release()]);
  }
  return largest;
}

/** How long a training step takes to be recorded and made ready, in a process that has compiled nothing before. */
export async function benchCompile(threads: number, say: Say): Promise<Record<string, number>> {
  const cpu = await openDevice('cpu', threads);
  say('recording a training step and making its session');
  let step: Runner | undefined;
  const ms = await time(async () => {
    step = await runner(cpu, trainingStep('gan', batch));
  });
  await step?.release();
  return { 'compile.gan.ms': ms };
}

/** What the tensor engine does, by DESIGN's names; bigger is better for ratios. */
export async function benchEngine(threads: number, say: Say): Promise<Record<string, number>> {
  const cpu = await openDevice('cpu', threads);
  const results: Record<string, number> = {};
  say('sampling, against tfjs');
  const sampler = (count: number) => sampling('gan', count);
  results['sample16.vs_tfjs_cpu'] = await ratioToTfjs(cpu, sampler, onPlain, 1);
  results['sample16.vs_tfjs_wasm'] = await ratioToTfjs(cpu, sampler, loadOnWasm, batch);
  say('a training step, against tfjs');
  results['train.vae.vs_tfjs_cpu'] = await ratioToTfjs(cpu, (count) => trainingStep('vae', count), onPlain, 1);
  say('where the time of a training step goes');
  const { peakShare, convShare } = await profileStep(cpu, threads);
  results['train.peak_share'] = peakShare;
  results['train.conv_share'] = convShare;
  say('cpu against webgpu');
  const difference = await differenceToWebgpu(cpu);
  if (difference !== undefined) results['cpu_vs_webgpu.max_rel'] = difference;
  return results;
}
