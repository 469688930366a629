import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contactSheet } from '#images/grid.ts';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { createRandom } from '#lib/random.ts';
import { findFamily } from '#models/families.ts';
import { openCheckpoint } from '#studio/checkpoints.ts';
import { findWords, type Material } from '#studio/ingredients.ts';
import { createPainter } from '#studio/painter.ts';
import { imagineCodes, type Plan } from '#studio/plans.ts';
import { mixedPlan, planPrompt, planSamples } from '#studio/recipes.ts';
import { createVocabulary } from '#studio/vocabulary.ts';
import { openDevice } from '#tensor/device.ts';
import { findCheckpoint, readCheckpoint } from '#training/checkpoint.ts';
import { loadDataset } from '#training/data/load.ts';
import { reconstructionError } from '#training/evaluation/reconstruction.ts';
import { previewSheet } from '#training/preview.ts';
import { shippedModel } from '../src/easel.ts';

const columns = 10;
const seed = 1;
const prompts = [
  'fox',
  'gatto felice',
  'rocket',
  'pizza',
  'house',
  'ghost',
  'fox with a crown',
  'cat with sunglasses',
  'robot and flower',
];
const mixes = ['🦊 🍩', '🐱 🍕', '🐸 🌵', '😀 🍎', '🎃 👑'];

/** Writes the pictures of a model's card, `preview.png` and `samples.png`, and prints its figures. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { model: { type: 'string', default: 'easel' }, out: { type: 'string', default: 'out' } },
  });
  const { dataDir, device: choice, threads } = loadConfig();
  const directory = await findCheckpoint(values.model, dataDir, shippedModel);
  await mkdir(values.out, { recursive: true });
  await writeFile(join(values.out, 'samples.png'), await drawSamples(directory, dataDir));

  const { info, weights } = await readCheckpoint(directory);
  const family = findFamily(info.family);
  const config = family.config.parse(info.config);
  const dataset = await loadDataset(info.dataset.name, { size: info.size, cacheDir: join(dataDir, 'cache') });
  const common = { family, config, weights, dataset, device: await openDevice(choice, threads) };
  await writeFile(join(values.out, 'preview.png'), await previewSheet({ ...common, count: 20 }));
  const training = {
    ...dataset,
    pictures: dataset.pictures.map((picture) => ({ ...picture, heldOut: !picture.heldOut })),
  };
  const figures = {
    model: info.id,
    step: info.step,
    images: info.images,
    data: info.dataset.hash === dataset.hash ? 'the same' : 'changed since',
    heldout_mae: await reconstructionError({ ...common, limit: 10_000 }),
    training_mae: await reconstructionError({ ...common, dataset: training, limit: 1000 }),
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}

/** Free samples in every style, prompts, mixes, and a picture in every style, as chat paints them. */
async function drawSamples(directory: string, dataDir: string): Promise<Uint8Array> {
  const checkpoint = await openCheckpoint(directory);
  const { latent } = checkpoint;
  const { styles, concepts } = latent;
  const vocabulary = await createVocabulary([...concepts], { cacheDir: join(dataDir, 'cache') });
  const words = (prompt: string) => findWords(prompt, checkpoint, vocabulary);
  const finder = { words: async (prompt: string) => words(prompt) };
  const job = { kind: 'generate', count: columns, seed, spread: 1 } as const;
  const styleAt = (index: number) => styles[index % styles.length]!;

  const rows: { label: string; style: string; plans: Plan[] }[] = [];
  for (const style of styles) rows.push({ label: style, ...planSamples({ ...job, style }, { checkpoint }) });
  for (const [index, prompt] of prompts.entries()) {
    const style = styleAt(index);
    const { plans } = await planPrompt({ ...job, style }, prompt, { checkpoint, finder });
    rows.push({ label: `${prompt}, ${style}`, style, plans });
  }
  for (const [index, mix] of mixes.entries()) {
    const style = styleAt(index);
    const [from, to] = mix.split(' ').map((emoji) => words(emoji)) as [Material, Material];
    const plans = Array.from({ length: columns }, (_, step) => {
      const share = step / (columns - 1);
      return mixedPlan(checkpoint, [from, to], [1 - share, share], style, createRandom(seed));
    });
    const name = (label: string) => label.replace(/[^\p{Letter}\p{Dash} ]/gu, '').trim();
    rows.push({ label: `${name(from.label)} to ${name(to.label)}, ${style}`, style, plans });
  }

  const painter = createPainter({ device: 'cpu', threads: 0, log: createLog('warn') });
  const pictures: Uint8Array[][] = [];
  for (const { plans, style } of rows) {
    const imagined = await imagineCodes(plans, checkpoint, painter);
    const sketches = imagined.map(({ code }) => ({ code, style: latent.oneHot(style) }));
    pictures.push(await painter.decode(directory, sketches));
  }
  await painter.close();
  return contactSheet(pictures, { size: checkpoint.size, rowLabels: rows.map(({ label }) => label) });
}

main().catch((error: unknown) => {
  process.stderr.write(`${AppError.from(error).message}\n`);
  process.exit(1);
});
