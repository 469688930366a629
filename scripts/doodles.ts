import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { readDoodle } from '#images/doodle.ts';
import { contactSheet } from '#images/grid.ts';
import { enlargeTo, reduceTo } from '#images/resize.ts';
import { loadConfig } from '#lib/config.ts';
import { createRandom } from '#lib/random.ts';
import { planSketch } from '#studio/planning/doodle-plans.ts';
import { createDoodles } from '#studio/sketches/doodles.ts';
import { openDevice } from '#tensor/device.ts';
import { findCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { conceptsOf } from '#training/data/concepts.ts';
import { loadDataset } from '#training/data/load.ts';
import { openReality, type Reality } from '#training/evaluation/reality.ts';
import { shippedDoodles, shippedModels } from '../src/easel.ts';
import { type ChatModel, openChatModel, paintRows } from './card/chat-model.ts';
import { drawMarks } from './doodles/draw.ts';
import { subjects } from './doodles/subjects.ts';
import { explain } from './explain.ts';

/** The style that is asked for; the judge of what pictures show never saw one in it. */
const style = 'noto';
/** Pixels of the pictures that the judge looks at, and of the sheet's. */
const judgedSide = 64;
const shownSide = 128;
const likeliest = 5;

/** A drawing by hand, and what became of it: premultiplied RGBA `[128, 128, 4]` each. */
interface Answer {
  name: string;
  way: 'plain' | 'coloured';
  concepts: readonly string[];
  drawing: Uint8Array;
  /** The drawing off its paper. */
  ink: Uint8Array;
  /** By the model of doodles alone, then the four of `/sketch`. */
  pictures: Uint8Array[];
}

/** Draws 60 doodles, has `/sketch` answer them, counts those that the judge of concepts recognises, and writes a sheet. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string' },
      by: { type: 'string', default: 'easel' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: 'out' },
      json: { type: 'boolean', default: false },
    },
  });
  const { dataDir, device: choice, threads } = loadConfig();
  const directory = values.model ? await findCheckpoint(values.model, dataDir, shippedModels) : shippedDoodles;
  const chat = await openChatModel(await findCheckpoint(values.by, dataDir, shippedModels), dataDir);
  const answers = await answerAll(chat, directory, Number(values.seed));
  await chat.painter.close();
  await mkdir(values.out, { recursive: true });
  await writeFile(join(values.out, 'doodles.png'), await drawSheet(answers));

  const dataset = await loadDataset('emoji', { size: judgedSide, cacheDir: join(dataDir, 'cache') });
  const device = await openDevice(choice, threads);
  const reality = await openReality({ dataset, device, cacheDir: join(dataDir, 'cache'), seed: 1 });
  const figures = await judge(answers, reality);
  await reality.release();
  const printed = values.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2);
  process.stdout.write(`${printed}\n`);
}

async function answerAll(chat: ChatModel, directory: string, seed: number): Promise<Answer[]> {
  const doodles = createDoodles({ painter: chat.painter, directory });
  const answers: Answer[] = [];
  for (const [index, { name, emoji, plain, coloured }] of subjects.entries()) {
    for (const way of ['plain', 'coloured'] as const) {
      const random = createRandom(seed, 2 * index + Number(way === 'coloured'));
      const { width, height, rgba } = await drawMarks(way === 'coloured' ? coloured : plain, random);
      const raw = sharp(rgba, { raw: { width, height, channels: 4 } });
      const upload = { name: `${name}.png`, bytes: await raw.png().toBuffer() };
      const { latent, size } = chat.checkpoint;
      const sketch = await doodles.translate(upload, style, size);
      const plans = planSketch(sketch, { latent, style, seed });
      const [painted] = await paintRows(chat, [{ label: name, style, plans }]);
      const drawing = new Uint8Array(await raw.resize(shownSide, shownSide).raw().toBuffer());
      const ink = await readDoodle({ width, height, rgba }, name, shownSide);
      answers.push({ name, way, concepts: conceptsOf(emoji), drawing, ink, pictures: [sketch.pixels, ...painted!] });
    }
    process.stderr.write(`\r${index + 1} of ${subjects.length}`);
  }
  process.stderr.write('\n');
  return answers;
}

/** How many of each kind are recognised: of the drawings themselves, of what the model of doodles paints, of the first picture, of any of the four. */
async function judge(answers: readonly Answer[], reality: Reality) {
  const { classes, rank } = reality.conceptsWithout(style);
  const none = { drawings: 0, themselves: 0, alone: 0, first: 0, any: 0 };
  const figures = { plain: { ...none }, coloured: { ...none } };
  const missed: string[] = [];
  for (const { name, way, concepts, ink, pictures } of answers) {
    const seen = [ink, ...pictures].map((one) => reduceTo(judgedSide, one, Math.sqrt(one.length / 4)));
    const described = await reality.describe(seen);
    const hits = rank(described).map((order) =>
      order.slice(0, likeliest).some((place) => concepts.includes(classes[place]!)),
    );
    const counts = figures[way];
    counts.drawings++;
    if (hits[0]) counts.themselves++;
    if (hits[1]) counts.alone++;
    if (hits[2]) counts.first++;
    if (hits.slice(2).some(Boolean)) counts.any++;
    else missed.push(`${name} (${way})`);
  }
  return { ...figures, missed };
}

/** Each subject's drawing, plain and coloured, with what became of it. */
async function drawSheet(answers: readonly Answer[]): Promise<Uint8Array> {
  const cells = async ({ drawing, pictures }: Answer) => [
    drawing,
    ...(await Promise.all(pictures.slice(0, 3).map((one) => enlargeTo(shownSide, one, Math.sqrt(one.length / 4))))),
  ];
  const rows = await Promise.all(
    subjects.map(async ({ name }) => (await Promise.all(answers.filter((one) => one.name === name).map(cells))).flat()),
  );
  const columnLabels = ['drawn', 'alone', '1', '2', 'drawn', 'alone', '1', '2'];
  const sheet = await contactSheet(rows, {
    size: shownSide,
    columnLabels,
    rowLabels: subjects.map(({ name }) => name),
  });
  return sharp(sheet).resize({ width: 900 }).png({ palette: true, quality: 90, effort: 10 }).toBuffer();
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
