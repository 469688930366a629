import { existsSync } from 'node:fs';
import type { Device } from '#tensor/device.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { relativeDifference, timed, timeInTurns } from './measure.ts';
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
  const times = await timeInTurns(timed(ours.run), timed(theirs.run), {
    rounds: 3,
    limitMs: 60_000,
    runs: { ours: 4, theirs: 1 },
  });
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
  for (const task of [trainingStep('vae', 2), sampling('vae', 2)]) {
    const [ours, theirs] = [await runner(cpu, task), await runner(webgpu, task)];
    const [expected, actual] = [await ours.run(), await theirs.run()];
    for (const name of Object.keys(expected)) {
      largest = Math.max(largest, relativeDifference(actual[name]!, expected[name]!));
    }
    await Promise.all([ours.release(), theirs.release()]);
  }
  return largest;
}

/** What the tensor engine does, by DESIGN's names; bigger is better for ratios. */
export async function benchEngine(threads: number, say: Say): Promise<Record<string, number>> {
  const cpu = await openDevice('cpu', threads);
  const results: Record<string, number> = {};
  say('sampling, against tfjs');
  results['sample16.vs_tfjs_cpu'] = await ratioToTfjs(cpu, (count) => sampling('vae', count));
  say('a training step, against tfjs');
  results['train.vae.vs_tfjs_cpu'] = await ratioToTfjs(cpu, (count) => trainingStep('vae', count));
  say('where the time of a training step goes');
  const { peakShare, convShare } = await profileStep(cpu, threads);
  results['train.peak_share'] = peakShare;
  results['train.conv_share'] = convShare;
  say('cpu against webgpu');
  const difference = await differenceToWebgpu(cpu);
  if (difference !== undefined) results['cpu_vs_webgpu.max_rel'] = difference;
  return results;
}
