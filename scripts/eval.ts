import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { openCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { createPainter } from '#studio/painting/painter.ts';
import { openDevice } from '#tensor/device.ts';
import { findCheckpoint } from '#training/checkpoint/checkpoint.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { isBuiltIn, loadDataset } from '#training/data/load.ts';
import { type Figures, measureReality } from '#training/evaluation/figures.ts';
import { chooseHalves, choosePrompts } from '#training/evaluation/prompts.ts';
import { openReality } from '#training/evaluation/reality.ts';
import { shippedModels } from '../src/easel.ts';
import { evaluate } from './eval/evaluate.ts';
import { crossFade } from './eval/paint.ts';
import { drawReport } from './eval/report.ts';
import { openSceneEvaluation } from './eval/scenes.ts';
import { type Baseline, makeTable, printTable } from './eval/table.ts';
import { runScript } from './explain.ts';
import { readNumber } from './numbers.ts';
import { openPrompting } from './prompting.ts';

/** The plain VAE that Easel first shipped, as this script measured it. */
const keptBaseline = new URL('../models/vae/baseline.json', import.meta.url);
/** Of a whole evaluation; with fewer samples there are fewer of these too. */
const whole = { samples: 2000, prompts: 200, walks: 50, scenes: 300 };
const [fewest, most] = [24, 10_000];

function readArguments() {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'easel' },
      count: { type: 'string', default: String(whole.samples) },
      seed: { type: 'string', default: '1' },
      baseline: { type: 'string' },
      out: { type: 'string', default: 'out' },
      json: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'count' | 'seed', least: number, most: number) => {
    return readNumber(name, values[name], { least, most });
  };
  return { ...values, count: number('count', fewest, most), seed: number('seed', 0, 2 ** 31) };
}

/** Measures a model against real pictures and the plain VAE: a table, one JSON object, and a report as a PNG. */
async function main(): Promise<void> {
  const { model, baseline, count, seed, out, json } = readArguments();
  const { dataDir, device: choice, threads } = loadConfig();
  const cacheDir = join(dataDir, 'cache');
  const progress = openProgress();
  const open = async (name: string) => openCheckpoint(await findCheckpoint(name, dataDir, shippedModels));
  const checkpoint = await open(model);
  const { info, size } = checkpoint;
  const dataset = await loadDataset(info.dataset.name, { size, cacheDir, onProgress: progress.of('data') });
  const device = await openDevice(choice, threads);
  const reality = await openReality({ dataset, device, cacheDir, seed, progress: progress.of });
  const share = Math.min(1, count / whole.samples);
  const prompts = choosePrompts(dataset, Math.ceil(whole.prompts * share), seed);
  const [real, others] = chooseHalves(dataset, count, seed);
  const scenes =
    dataset.name === 'avatars' || !isBuiltIn(dataset.name)
      ? undefined
      : await openSceneEvaluation(device, dataset.styles, Math.ceil(whole.scenes * share), progress.of);
  const plan = { count, prompts, walks: Math.ceil(whole.walks * share), real, scenes };

  const painter = createPainter({ device: choice, threads, log: createLog('warn') });
  const prompting = await openPrompting(checkpoint, cacheDir);
  const { paintings, nearest, figures } = await evaluate(
    { ...prompting, painter, seed, size },
    reality,
    plan,
    device,
    progress.of,
  );
  const beside = await measureReality(reality, prompts, [real, others], paintings.walks.map(crossFade));
  const compared = baseline === undefined ? await readBaseline(dataset) : await measureBaseline(baseline);
  await Promise.all([painter.close(), reality.release()]);
  progress.stop();

  async function measureBaseline(name: string): Promise<Baseline> {
    const other = await open(name);
    if (other.size > size) {
      throw new AppError(
        'bad_option',
        `Pictures of ${name} are ${other.size} px wide, and those of ${model} ${size}: measure ${name}, with --baseline ${model}.`,
      );
    }
    const chatModel = { ...(await openPrompting(other, cacheDir)), painter, seed, size };
    return { name, figures: (await evaluate(chatModel, reality, plan, device, progress.of)).figures };
  }

  const facts = { model: info.id, count, seed, data: dataset.name, dataset: dataset.hash };
  const table = makeTable({ ...figures, ...beside }, compared);
  const title = `${model} (${checkpoint.name}), step ${info.step}, ${count} samples, seed ${seed}`;
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'eval.png'), await drawReport({ title, table, dataset, paintings, nearest }));
  await writeFile(
    join(out, 'eval.json'),
    `${JSON.stringify({ ...facts, figures: rounded(figures), real: rounded(beside) }, null, 2)}\n`,
  );
  process.stdout.write(`${title}\n${printTable(table)}\n${join(out, 'eval.png')}\n`);
  const prefixed = Object.entries(compared?.figures ?? {}).map(([name, value]) => [`baseline.${name}`, value]);
  const all = rounded({ ...figures, ...beside, ...Object.fromEntries(prefixed) });
  if (json) process.stdout.write(`${JSON.stringify({ ...facts, ...all })}\n`);
}

/** Four digits each: more would only be this machine's rounding. */
const rounded = (figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(4))]));

/** What is kept of the plain VAE, where it was measured by the same kind of pictures. */
async function readBaseline({ name, hash }: Dataset): Promise<Baseline | undefined> {
  const text = await readFile(keptBaseline, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const kept = JSON.parse(text) as { data: string; dataset: string; figures: Figures };
  if (kept.data !== name) return undefined;
  if (kept.dataset !== hash) process.stderr.write('The pictures have changed since the plain VAE was measured.\n');
  return { name: 'plain VAE', figures: kept.figures };
}

/** One bar on standard error, for one stage after the other. */
function openProgress() {
  const bar = new SingleBar(
    { format: '{bar} {percentage}% | {stage} | {value} of {total}', stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  let current: string | undefined;
  const of = (stage: string) => (done: number, total: number) => {
    if (stage !== current) bar.start(total, done, { stage });
    current = stage;
    bar.setTotal(total);
    bar.update(done);
  };
  return { of, stop: () => bar.stop() };
}

await runScript(main);
