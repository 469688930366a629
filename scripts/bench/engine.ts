import { existsSync } from 'node:fs';
import type { Device } from '#tensor/device.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import type { Numbers } from '#tensor/program.ts';
import { timeInTurns } from './measure.ts';
import { sampling, type Task, trainingStep } from './networks.ts';
import { profileStep } from './profile.ts';

type Say = (text: string) => void;

async function runner(device: Device, { program, inputs }: Task) {
  const executable = await device.load(program);
  return { run: () => executable.run(inputs), release: () => executable.release() };
}

const batch = 16;
/** tfjs takes seconds for each picture, whatever the batch. */
const theirBatch = 1;

/** Pictures a second of ours, divided by those of tfjs on its own cpu backend. */
async function ratioToTfjs(device: Device, task: (batch: number) => Task): Promise<number> {
  const ours = await runner(device, task(batch));
  const theirs = await runner(eagerDevice('cpu', 'cpu', 'tfjs'), task(theirBatch));
  const times = await timeInTurns(ours.run, theirs.run, { rounds: 3, limitMs: 60_000, oursPerRound: 4 });
  await ours.release();
  return batch / times.ours / (theirBatch / times.theirs);
}

const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** The largest relative difference of a training step and of sampling, or nothing where there is no adapter. */
async function differenceToWebgpu(cpu: Device): Promise<number | undefined> {
  if (existsSync(driver)) process.env.VK_ICD_FILENAMES ??= driver;
  const webgpu = await openDevice('webgpu').catch(() => undefined);
  if (!webgpu) return undefined;
  let largest = 0;
  for (const task of [trainingStep(2), sampling(2)]) {
    const [ours, theirs] = [await runner(cpu, task), await runner(webgpu, task)];
    const [expected, actual] = [await ours.run(), await theirs.run()];
    for (const name of Object.keys(expected)) {
      largest = Math.max(largest, relativeDifference(actual[name]!, expected[name]!));
    }
    await Promise.all([ours.release(), theirs.release()]);
  }
  return largest;
}

/** The largest difference as a share of the largest number. */
function relativeDifference(actual: Numbers, expected: Numbers): number {
  let scale = 1e-12;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    scale = Math.max(scale, Math.abs(expected[i]!));
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
  }
  return difference / scale;
}

/** What the tensor engine does, by DESIGN's names; bigger is better for ratios. */
export async function benchEngine(threads: number, say: Say): Promise<Record<string, number>> {
  const cpu = await openDevice('cpu', threads);
  const results: Record<string, number> = {};
  say('sampling, against tfjs');
  results['sample16.vs_tfjs_cpu'] = await ratioToTfjs(cpu, sampling);
  say('a training step, against tfjs');
  results['train.vae.vs_tfjs_cpu'] = await ratioToTfjs(cpu, trainingStep);
  say('where the time of a training step goes');
  const { peakShare, convShare } = await profileStep(cpu, threads);
  results['train.peak_share'] = peakShare;
  results['train.conv_share'] = convShare;
  say('cpu against webgpu');
  const difference = await differenceToWebgpu(cpu);
  if (difference !== undefined) results['cpu_vs_webgpu.max_rel'] = difference;
  return results;
}
