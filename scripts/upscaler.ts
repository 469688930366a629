import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { framePicture } from '#images/frame.ts';
import { contactSheet } from '#images/grid.ts';
import { enlargeTo, reduceTo } from '#images/resize.ts';
import { loadConfig } from '#lib/config.ts';
import { upscaledFrom, upscalerFile } from '#models/upscaler/model.ts';
import { modelOf } from '#sampling/model.ts';
import { toBytes, toShares } from '#sampling/pixels.ts';
import { openSampler } from '#sampling/sampler.ts';
import { type Device, openDevice } from '#tensor/device.ts';
import { findCheckpoint, readCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { encodeSafetensors } from '#training/checkpoint/safetensors.ts';
import { assemble } from '#training/data/assemble.ts';
import { renderDrawing } from '#training/data/drawing.ts';
import { emojiPackages, readEmojiIcons } from '#training/data/emoji.ts';
import { drawIcon } from '#training/data/iconset.ts';
import { isHeldOut } from '#training/data/split.ts';
import { emaWeights } from '#training/loop/run.ts';
import type { Weights } from '#training/networks/networks.ts';
import { type Pair, upscalerLearner } from '#training/upscaler/learner.ts';
import { loadUpscaler } from '#training/upscaler/network.ts';
import { shippedModels } from '../src/easel.ts';
import { runScript } from './explain.ts';
import { readNumber } from './numbers.ts';
import { trainStage } from './train/stage.ts';

const size = upscaledFrom;
/** So many emoji are learnt from, and so many held-out ones measured. */
const most = { training: 900, heldOut: 120 };
/** Drawn at the same time. */
const atOnce = 8;
const batchSize = 16;
const learningRate = 1.5e-3;

/**
 * Teaches the network that enlarges pictures, from emoji in two sizes, half of the small ones as `--model` paints them,
 * writes it into models/upscaler, and says its error on held-out emoji beside that of smooth enlarging.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { model: { type: 'string', default: 'easel' }, minutes: { type: 'string', default: '10' } },
  });
  const { dataDir, device: choice, threads } = loadConfig();
  const device = await openDevice(choice, threads);
  const painter = await openPainter(await findCheckpoint(values.model, dataDir, shippedModels), device);
  const icons = await readEmojiIcons(Object.keys(emojiPackages));
  const bar = new SingleBar({ format: 'pairs {bar} {percentage}%', stream: process.stderr }, Presets.shades_classic);
  bar.start(most.training + most.heldOut, 0);
  const pairsOf = async (kind: keyof typeof most): Promise<Pair[]> => {
    const own = icons.filter(({ concept }) => isHeldOut(concept.concept) === (kind === 'heldOut'));
    const chosen = own.filter((_, index) => (index * most[kind]) % own.length < most[kind]);
    const pairs: Pair[] = [];
    for (let start = 0; start < chosen.length; start += atOnce) {
      const drawings = chosen.slice(start, start + atOnce).map(async ({ icon, style }) => {
        return { large: await framePicture(await renderDrawing(drawIcon(icon), size), 2 * size), style };
      });
      for (const { large, style } of await Promise.all(drawings)) {
        bar.increment();
        if (!large) continue;
        const small = reduceTo(size, large, 2 * size);
        pairs.push({ small: [small, await painter(small, style)], large });
      }
    }
    return pairs;
  };
  const pairs = { training: await pairsOf('training'), heldOut: await pairsOf('heldOut') };
  bar.stop();
  const directory = join(dataDir, 'runs', 'upscaler');
  const dataset = assemble({ name: 'upscaler', size: 1, rendered: [], skipped: [], stages: [] });
  const { run } = await trainStage({
    ...{
      name: 'upscaler',
      learner: upscalerLearner(pairs.training, size),
      config: undefined,
      dataset,
      device,
      threads,
    },
    directory,
    settings: {
      family: 'upscaler',
      config: undefined,
      data: 'emoji',
      datasetHash: '',
      seed: 1,
      batchSize,
      learningRate,
    },
    resume: false,
    until: { minutes: readNumber('minutes', values.minutes, { above: 0, most: 10_000 }) },
    saveEveryMs: 600_000,
    signal: new AbortController().signal,
    advice: '',
  });
  const weights = emaWeights(run);
  await writeFile(upscalerFile, encodeSafetensors(weights, {}, 'F16'));
  process.stdout.write(`${JSON.stringify(await measure(weights, pairs.heldOut, device, directory), null, 2)}\n`);
}

/** Paints a picture again as a model of this size does. */
async function openPainter(directory: string, device: Device) {
  const sampler = openSampler(modelOf(await readCheckpoint(directory)), device);
  return async (pixels: Uint8Array, style: string): Promise<Uint8Array> => {
    const [code] = await sampler.encode([pixels]);
    const weights = Float32Array.from(sampler.styles, (name) => Number(name === style));
    return (await sampler.paint([{ code: code!, style: weights }]))[0]!;
  };
}

/** Mean absolute errors in [0, 1] of what is enlarged by the network and smoothly, of reduced and of painted pictures. */
async function measure(weights: Weights, pairs: readonly Pair[], device: Device, directory: string) {
  const upscaler = await loadUpscaler(weights, size, device);
  const sums = { reduced: { network: 0, smooth: 0 }, painted: { network: 0, smooth: 0 } };
  const rows: Uint8Array[][] = [];
  for (const { small, large } of pairs) {
    const row: Uint8Array[] = [];
    for (const [index, kind] of (['reduced', 'painted'] as const).entries()) {
      const { large: enlarged } = await upscaler.run({ image: toShares([small[index]!], small[index]!.length) });
      const network = toBytes(enlarged!);
      const smooth = await enlargeTo(2 * size, small[index]!, size);
      sums[kind].network += error(network, large) / pairs.length;
      sums[kind].smooth += error(smooth, large) / pairs.length;
      row.push(smooth, network);
    }
    if (rows.length < 12) rows.push([...row, large]);
  }
  const columnLabels = ['reduced, smooth', 'network', 'painted, smooth', 'network', 'drawn'];
  await writeFile(join(directory, 'sheet.png'), await contactSheet(rows, { size: 2 * size, columnLabels }));
  return sums;
}

function error(one: Uint8Array, other: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += Math.abs(one[i]! - other[i]!);
  return sum / one.length / 255;
}

await runScript(main);
