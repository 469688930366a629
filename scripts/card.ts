import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { contactSheet, intoRows } from '#images/grid.ts';
import { enlargeTo, reduceTo } from '#images/resize.ts';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { createRandom } from '#lib/random.ts';
import { findFamily } from '#models/families.ts';
import { openCheckpoint } from '#studio/checkpoints.ts';
import type { Material } from '#studio/ingredients.ts';
import { blendedPlan, mixedPlans } from '#studio/mixing.ts';
import { createPainter } from '#studio/painter.ts';
import { imagineCodes, type Plan } from '#studio/plans.ts';
import { planPrompt, planScenes } from '#studio/recipes.ts';
import { openDevice } from '#tensor/device.ts';
import { findCheckpoint, readCheckpoint } from '#training/checkpoint.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { loadDataset } from '#training/data/load.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { reconstructionError } from '#training/evaluation/reconstruction.ts';
import { previewSheet } from '#training/preview.ts';
import { shippedModels } from '../src/easel.ts';
import { explain } from './explain.ts';
import { openPrompting, type Prompting } from './prompting.ts';

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
  const sitter = await openSitter(directory, dataDir);
  await writeSheet(join(values.out, 'samples.png'), await drawSamples(sitter));
  const asked = (await readFile(promptFile, 'utf8')).trim().split('\n');
  await writeSheet(join(values.out, 'prompts.png'), await drawPrompts([sitter], asked));
  if (values.beside.length > 0) {
    const others = await Promise.all(
      values.beside.map(async (name) => openSitter(await findCheckpoint(name, dataDir, shippedModels), dataDir)),
    );
    const sheet = await drawMixes([...values.beside, values.model], [...others, sitter]);
    await writeSheet(join(values.out, 'mixes.png'), sheet);
    const some = asked.filter((_, index) => index % Math.floor(asked.length / besideCount) === 0).slice(0, besideCount);
    await writeSheet(join(values.out, 'beside.png'), await drawPrompts([...others, sitter], some));
  }

  const { info, weights } = await readCheckpoint(directory);
  const family = findFamily(info.family);
  const config = family.config.parse(info.config);
  const dataset = await loadDataset(info.dataset.name, { size: info.size, cacheDir: join(dataDir, 'cache') });
  const common = { family, config, weights, dataset, device: await openDevice(choice, threads) };
  await writeSheet(join(values.out, 'preview.png'), await previewSheet({ ...common, count: 20 }));
  await writeSheet(join(values.out, 'small.png'), await drawSmall(sitter, dataset));
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

/** The first picture that chat answers to each prompt, none where it knows no word of it, styles in turn; of several models, one below the other. */
async function drawPrompts(sitters: readonly Sitter[], asked: readonly string[]): Promise<Uint8Array> {
  const answers: Uint8Array[][] = [];
  const size = Math.max(...sitters.map(({ checkpoint }) => checkpoint.size));
  for (const sitter of sitters) {
    const rows: Row[] = [];
    for (const [index, prompt] of asked.entries()) {
      const style = styleAt(sitter, index);
      const job = { kind: 'generate', count: 1, seed: seed + index, spread: 1, style } as const;
      const recipe = await planPrompt(job, prompt, sitter).catch((error: unknown) => {
        if (AppError.from(error).code === 'unknown_prompt') return undefined;
        throw error;
      });
      rows.push({ label: prompt, style, plans: recipe?.plans ?? [] });
    }
    const own = sitter.checkpoint.size;
    const pictures = (await paintRows(sitter, rows)).map(([picture]) => picture ?? new Uint8Array(own * own * 4));
    answers.push(await Promise.all(pictures.map((picture) => enlargeTo(size, picture, own))));
  }
  const rows = intoRows([...asked.keys()], columns).flatMap((places) =>
    answers.map((pictures, model) => ({
      pictures: places.map((place) => pictures[place]!),
      captions: places.map((place) => (model === answers.length - 1 ? asked[place]! : '')),
    })),
  );
  const sheet = rows.map(({ pictures }) => pictures);
  return contactSheet(sheet, { size, captions: rows.map(({ captions }) => captions) });
}

/** In 256 colours, which is a third of the bytes. */
const writeSheet = async (path: string, png: Uint8Array): Promise<void> =>
  writeFile(path, await sharp(png).png({ palette: true, quality: 95, effort: 10 }).toBuffer());

/** Held-out pictures, each beside how it comes back, half as large: emoji as chat shows them in a line of text. */
async function drawSmall(sitter: Sitter, dataset: Dataset): Promise<Uint8Array> {
  const { latent, size } = sitter.checkpoint;
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
  const painted = await paintRows(sitter, rows);
  const pairs = shown.map((index, nth) =>
    [pictureOf(dataset, index), painted[nth]![0]!].map((one) => reduceTo(size / 2, one, size)),
  );
  const sheet = Array.from({ length: count / columns }, (_, row) =>
    pairs.slice(row * columns, (row + 1) * columns).flat(),
  );
  return contactSheet(sheet, { size: size / 2 });
}

/** A row of pictures to be painted. */
interface Row {
  label: string;
  style: string;
  plans: readonly Plan[];
}

interface Sitter extends Prompting {
  directory: string;
}

async function openSitter(directory: string, dataDir: string): Promise<Sitter> {
  return { directory, ...(await openPrompting(await openCheckpoint(directory), join(dataDir, 'cache'))) };
}

const styleAt = ({ checkpoint }: Sitter, index: number) =>
  checkpoint.latent.styles[index % checkpoint.latent.styles.length]!;

/** Free samples in every style, prompts and mixes, as chat paints them. */
async function drawSamples(sitter: Sitter): Promise<Uint8Array> {
  const { checkpoint } = sitter;
  const job = { kind: 'generate', count: columns, seed, spread: 1 } as const;
  const rows: Row[] = [];
  for (const style of checkpoint.latent.styles) {
    rows.push({ label: style, ...(await planScenes({ ...job, style }, sitter)) });
  }
  for (const [index, prompt] of prompts.entries()) {
    const style = styleAt(sitter, index);
    const { plans } = await planPrompt({ ...job, style }, prompt, sitter);
    rows.push({ label: `${prompt}, ${style}`, style, plans });
  }
  rows.push(...(await planMixes(sitter)));
  const rowLabels = rows.map(({ label }) => label);
  return contactSheet(await paintRows(sitter, rows), { size: checkpoint.size, rowLabels });
}

const nameOf = ({ label }: Material) => label.replace(/[^\p{Letter}\p{Dash} ]/gu, '').trim();

/** What is mixed, and in which style, a row each. */
async function mixRows(sitter: Sitter): Promise<{ style: string; things: Material[] }[]> {
  const rows = mixes.map(async (mix, index) => {
    const things = await Promise.all(mix.split(' ').map((emoji) => sitter.finder.words(emoji)));
    return { style: styleAt(sitter, index), things };
  });
  return Promise.all(rows);
}

/** Two things, and two times the four pictures of both. */
async function planMixes(sitter: Sitter): Promise<Row[]> {
  const { checkpoint } = sitter;
  return (await mixRows(sitter)).map(({ style, things }) => {
    const own = things.map((thing) => ({ code: thing.code(style, createRandom(seed), true), alt: thing.label }));
    const mixed = [seed, seed + 1].flatMap((seed) => mixedPlans(checkpoint, things, { balance: 0.5, style, seed }));
    return { label: `mix ${things.map(nameOf).join(' and ')}, ${style}`, style, plans: [...own, ...mixed] };
  });
}

/** From one thing to another. */
async function planWalks(sitter: Sitter): Promise<Row[]> {
  return (await mixRows(sitter)).map(({ style, things }) => {
    const plans = Array.from({ length: columns }, (_, step) => {
      const share = step / (columns - 1);
      return blendedPlan(sitter.checkpoint, things, [1 - share, share], style, createRandom(seed));
    });
    return { label: `${things.map(nameOf).join(' to ')}, ${style}`, style, plans };
  });
}

/** The same walks by several models, below one another. */
async function drawMixes(names: readonly string[], sitters: readonly Sitter[]): Promise<Uint8Array> {
  const painted: { labels: string[]; pictures: Uint8Array[][] }[] = [];
  for (const [index, sitter] of sitters.entries()) {
    const rows = await planWalks(sitter);
    const labels = rows.map(({ label }) => `${label}: ${names[index]}`);
    painted.push({ labels, pictures: await paintRows(sitter, rows) });
  }
  const rows = mixes.flatMap((_, mix) =>
    painted.map(({ labels, pictures }) => ({ label: labels[mix]!, pictures: pictures[mix]! })),
  );
  const sheet = rows.map(({ pictures }) => pictures);
  return contactSheet(sheet, { size: sitters[0]!.checkpoint.size, rowLabels: rows.map(({ label }) => label) });
}

async function paintRows({ directory, checkpoint }: Sitter, rows: readonly Row[]): Promise<Uint8Array[][]> {
  const painter = createPainter({ device: 'cpu', threads: 0, log: createLog('warn') });
  const pictures: Uint8Array[][] = [];
  for (const { plans, style } of rows) {
    const imagined = await imagineCodes([...plans], checkpoint, painter);
    const sketches = imagined.map(({ code }) => ({ code, style: checkpoint.latent.oneHot(style) }));
    pictures.push(await painter.decode(directory, sketches));
  }
  await painter.close();
  return pictures;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
