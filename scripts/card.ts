import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { contactSheet } from '#images/grid.ts';
import { reduceTo } from '#images/resize.ts';
import { loadConfig } from '#lib/config.ts';
import { createRandom } from '#lib/random.ts';
import { modelOf } from '#sampling/model.ts';
import { previewSheet } from '#sampling/preview.ts';
import { reconstructionError } from '#sampling/reconstruction.ts';
import { openSampler } from '#sampling/sampler.ts';
import { planScenes } from '#studio/planning/free-samples.ts';
import { planPrompt } from '#studio/planning/recipes.ts';
import { openDevice } from '#tensor/device.ts';
import { findCheckpoint, readCheckpoint } from '#training/checkpoint/checkpoint.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { loadDataset } from '#training/data/load.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { shippedModels } from '../src/easel.ts';
import { type ChatModel, columns, openChatModel, paintRows, type Row, seed, styleAt } from './card/chat-model.ts';
import { drawWalks, planMixes } from './card/mixes.ts';
import { drawPrompts } from './card/prompts.ts';
import { runScript } from './explain.ts';

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

/** A prompt a line, chosen before the models were trained that they judge. */
const promptFile = new URL('../models/prompts.txt', import.meta.url);
/** How many of them are also shown beside other models. */
const besideCount = 40;

/**
 * Writes the pictures of a model's card, `preview.png`, `small.png`, `samples.png` and `prompts.png`, and prints its
 * figures. `--beside NAME`, as often as one likes: `mixes.png` too, where these models go the same ways from thing to
 * thing, and `beside.png`, where they answer the same prompts.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'easel' },
      beside: { type: 'string', multiple: true, default: [] },
      out: { type: 'string', default: 'out' },
    },
  });
  const { dataDir, device: choice, threads } = loadConfig();
  const directory = await findCheckpoint(values.model, dataDir, shippedModels);
  await mkdir(values.out, { recursive: true });
  const model = await openChatModel(directory, dataDir);
  await writeSheet(join(values.out, 'samples.png'), await drawSamples(model));
  const asked = (await readFile(promptFile, 'utf8')).trim().split('\n');
  await writeSheet(join(values.out, 'prompts.png'), await drawPrompts([model], asked));
  if (values.beside.length > 0) {
    const others = await Promise.all(
      values.beside.map(async (name) => openChatModel(await findCheckpoint(name, dataDir, shippedModels), dataDir)),
    );
    const sheet = await drawWalks([...values.beside, values.model], [...others, model]);
    await writeSheet(join(values.out, 'mixes.png'), sheet);
    const some = asked.filter((_, index) => index % Math.floor(asked.length / besideCount) === 0).slice(0, besideCount);
    await writeSheet(join(values.out, 'beside.png'), await drawPrompts([...others, model], some));
    await Promise.all(others.map(({ painter }) => painter.close()));
  }

  const checkpoint = await readCheckpoint(directory);
  const { info } = checkpoint;
  const dataset = await loadDataset(info.dataset.name, { size: info.size, cacheDir: join(dataDir, 'cache') });
  const sampler = openSampler(modelOf(checkpoint), await openDevice(choice, threads));
  await writeSheet(join(values.out, 'preview.png'), await previewSheet(sampler, dataset, 20));
  await writeSheet(join(values.out, 'small.png'), await drawSmall(model, dataset));
  await model.painter.close();
  const training = {
    ...dataset,
    pictures: dataset.pictures.map((picture) => ({ ...picture, heldOut: !picture.heldOut })),
  };
  const figures = {
    model: info.id,
    step: info.step,
    images: info.images,
    data: info.dataset.hash === dataset.hash ? 'the same' : 'changed since',
    heldout_mae: await reconstructionError(sampler, dataset, 10_000),
    training_mae: await reconstructionError(sampler, training, 1000),
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}

/** In 256 colours, which is a third of the bytes. */
const writeSheet = async (path: string, png: Uint8Array): Promise<void> =>
  writeFile(path, await sharp(png).png({ palette: true, quality: 95, effort: 10 }).toBuffer());

/** Held-out pictures, each beside how it comes back, half as large: emoji as chat shows them in a line of text. */
async function drawSmall(model: ChatModel, dataset: Dataset): Promise<Uint8Array> {
  const { latent, size } = model.checkpoint;
  const heldOut = [...dataset.pictures.keys()].filter((index) => dataset.pictures[index]!.heldOut);
  const count = 6 * columns;
  const shown = Array.from({ length: count }, (_, nth) => heldOut[Math.floor((nth * heldOut.length) / count)]!);
  const rows = shown.map((index) => {
    const { concept, style } = dataset.pictures[index]!;
    return {
      label: concept,
      style,
      plans: [{ code: latent.concept(concept, style, createRandom(seed), true)!, alt: concept }],
    };
  });
  const painted = await paintRows(model, rows);
  const pairs = shown.map((index, nth) =>
    [pictureOf(dataset, index), painted[nth]![0]!].map((one) => reduceTo(size / 2, one, size)),
  );
  const sheet = Array.from({ length: count / columns }, (_, row) =>
    pairs.slice(row * columns, (row + 1) * columns).flat(),
  );
  return contactSheet(sheet, { size: size / 2 });
}

/** Free samples in every style, prompts and mixes, as chat paints them. */
async function drawSamples(model: ChatModel): Promise<Uint8Array> {
  const { checkpoint } = model;
  const job = { kind: 'generate', count: columns, seed, spread: 1 } as const;
  const rows: Row[] = [];
  for (const style of checkpoint.latent.styles) {
    rows.push({ label: style, ...(await planScenes({ ...job, style }, model)) });
  }
  for (const [index, prompt] of prompts.entries()) {
    const style = styleAt(model, index);
    const { plans } = await planPrompt({ ...job, style }, prompt, model);
    rows.push({ label: `${prompt}, ${style}`, style, plans });
  }
  rows.push(...(await planMixes(model)));
  const rowLabels = rows.map(({ label }) => label);
  return contactSheet(await paintRows(model, rows), { size: checkpoint.size, rowLabels });
}

await runScript(main);
