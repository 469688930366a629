import { createRandom, type Random } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import type { CodeTable } from '../checkpoint/checkpoint.ts';
import { measure } from '../code-measures.ts';
import { compose, wearables } from '../data/composite.ts';
import type { Scene } from '../data/compositions/scene.ts';
import type { Dataset } from '../data/dataset.ts';
import { pictureOf, trainingPictures } from '../data/pictures.ts';
import { train } from '../loop/loop.ts';
import { createRun, emaWeights } from '../loop/run.ts';
import type { Weights } from '../networks/networks.ts';
import { contrast, sayConcept } from '../text/contrast.ts';
import type { Corpus } from '../text/corpus.ts';
import { meanOf, type TextEncoder } from '../text/encoder.ts';
import { type Encode, openComposedCodes } from './composed-codes.ts';
import { loadEmbedder } from './embedder.ts';
import type { Lesson, Lessons } from './learner.ts';
import type { Patches } from './patches.ts';
import { type GivenThing, partsOf, sceneWords, wordName } from './things.ts';

/** Pictures of two things that are encoded to learn from. */
const compositesAtMost = 4000;
/** Every so many pictures of the training set there is one of them. */
const picturesPerComposite = 2;
/**
 * How often a lesson shows two things, or a composition where the set has them; how often it says nothing of what it
 * shows, or leaves out a part of it; how often it says a thing in words, or by one drawing, rather than by all drawings
 * of it; how often the second thing is worn.
 */
const share = { two: 0.2, composition: 0.7, nothing: 0.1, leftOut: 0.1, words: 0.2, drawing: 0.3, worn: 0.25 };
/** How the embeddings of pictures are learnt. */
const pictureSteps = { steps: 500, batch: 192, learningRate: 3e-3 };

export interface LessonOptions {
  /** How the model reads pictures. */
  encode: Encode;
  /** What it paints in. */
  styles: readonly string[];
  codeTable: CodeTable;
  dataset: Dataset;
  device: Device;
  patches: Patches;
  corpus: Corpus;
  text: TextEncoder;
  seed: number;
  signal?: AbortSignal;
  onProgress?(share: number): void;
}

/**
 * What a flow over the codes of a model learns from: the codes of the training pictures, each with the embedding of
 * another drawing of the same thing or of what people call it; and codes of compositions with the parts of their scenes,
 * or of pictures with two things where the set has none. With them, the measures of the codes and the network that embeds
 * pictures.
 */
export async function createLessons(options: LessonOptions): Promise<{ lessons: Lessons; fixed: Weights }> {
  const { codeTable, dataset, device, patches, corpus, text, seed, signal } = options;
  const measures = measure(codeTable);
  const training = trainingPictures(dataset);
  const codes = training.map((index) => patches.normalise(codeTable.codes.subarray(index * codeTable.size), measures));
  const concepts = training.map((index) => dataset.pictures[index]!.concept);
  const named = concepts.filter((concept) => corpus.get('en')!.has(concept));

  const size = codeTable.size;
  const flat = new Float32Array(codes.length * size);
  for (const [row, code] of codes.entries()) flat.set(code, row * size);
  const learner = contrast({ codes: flat, size, concepts }, corpus, text);
  const config = { size, text: false };
  const run = createRun({ family: learner, config, seed });
  const { steps, batch, learningRate } = pictureSteps;
  const batchSize = Math.min(batch, new Set(named).size);
  if (batchSize > 1) {
    const onStep = () => options.onProgress?.((0.5 * run.step) / steps);
    const common = { family: learner, config, dataset, device, batchSize, learningRate, seed, signal };
    await train({ ...common, until: { steps }, onStep }, run);
  }
  const picture = emaWeights(run);
  const embed = await loadEmbedder(picture, size, device);
  const embeddings: Float32Array[] = [];
  for (const code of codes) embeddings.push(await embed.run(code));
  await embed.release();

  const byConcept = Map.groupBy(codes.keys(), (row) => concepts[row]!);
  const wholes = new Map(
    [...byConcept].map(([concept, rows]) => [concept, meanOf(rows.map((row) => embeddings[row]!))]),
  );
  const nameOf = (concept: string, random: Random): Float32Array | undefined => {
    const way = random.uniform();
    const rows = byConcept.get(concept);
    const known = corpus.get('en')!.has(concept);
    if (known && (way < share.words || !rows)) return text.embed(sayConcept(concept, corpus, random));
    if (!rows) return undefined;
    if (way < share.words + share.drawing) return embeddings[rows[random.integer(rows.length)]!]!;
    return wholes.get(concept)!;
  };
  const thing = (row: number, random: Random): GivenThing => ({ embedding: nameOf(concepts[row]!, random)! });
  const thingsOf = (scene: Scene, random: Random): GivenThing[] =>
    partsOf(scene).flatMap((part) => {
      const embedding = 'word' in part ? text.embed(part.word) : nameOf(part.concept, random);
      return embedding && random.uniform() >= share.leftOut ? [{ embedding, role: part.role }] : [];
    });
  const styleOf = (row: number) => dataset.styles.indexOf(dataset.pictures[training[row]!]!.style);
  const composed =
    dataset.composed &&
    openComposedCodes(dataset.composed, options.styles, options.encode, (code) => patches.normalise(code, measures));
  const composites = composed ? [] : await encodeComposites(options, training);
  const lessons: Lessons = {
    count: training.length,
    next: async (random): Promise<Lesson> => {
      const silent = random.uniform() < share.nothing;
      if (composed && random.uniform() < share.composition) {
        const { code, scene, style } = await composed(random);
        return { code, style: dataset.styles.indexOf(style), things: silent ? [] : thingsOf(scene, random) };
      }
      if (composites.length > 0 && random.uniform() < share.two) {
        const { code, rows } = composites[random.integer(composites.length)]!;
        const things = silent ? [] : rows.map((row) => thing(row, random));
        return { code: patches.normalise(code, measures), style: styleOf(rows[0]!), things };
      }
      const row = random.integer(codes.length);
      return { code: codes[row]!, style: styleOf(row), things: silent ? [] : [thing(row, random)] };
    },
  };
  const vector = (data: Float32Array) => ({ shape: [data.length], data });
  return {
    lessons,
    fixed: {
      ...picture,
      ...(composed && Object.fromEntries(sceneWords.map((word) => [wordName(word), vector(text.embed(word))]))),
      ...{ 'code/mean': vector(measures.mean), 'code/deviation': vector(measures.deviation) },
    },
  };
}

interface Composite {
  code: Float32Array;
  /** Of the two things, in the training pictures. */
  rows: [number, number];
}

/** Codes of pictures with a second thing of the same style in them. */
async function encodeComposites(options: LessonOptions, training: number[]): Promise<Composite[]> {
  const { encode, dataset, seed, signal } = options;
  const batch = 16;
  const values = dataset.size * dataset.size * 4;
  const byStyle = Map.groupBy(training.keys(), (row) => dataset.pictures[training[row]!]!.style);
  const count = Math.min(compositesAtMost, Math.floor(training.length / picturesPerComposite));
  const composites: Composite[] = [];
  while (composites.length < count && !signal?.aborted) {
    const images = Array.from({ length: batch }, () => new Float32Array(values));
    const pairs = Array.from({ length: batch }, (_, place): [number, number] => {
      const random = createRandom(seed, composites.length + place);
      const main = random.integer(training.length);
      const others = byStyle.get(dataset.pictures[training[main]!]!.style)!;
      const worn = others.filter((row) => wearables.has(dataset.pictures[training[row]!]!.concept));
      const chosen = worn.length > 0 && random.uniform() < share.worn ? worn : others;
      const second = chosen[random.integer(chosen.length)]!;
      const layer = (row: number) => ({
        pixels: pictureOf(dataset, training[row]!),
        concept: dataset.pictures[training[row]!]!.concept,
      });
      compose(dataset.size, layer(main), [layer(second)], random, images[place]!);
      return [main, second];
    });
    const codes = await encode(images);
    for (const [place, rows] of pairs.entries()) composites.push({ code: codes[place]!, rows });
    options.onProgress?.(0.5 + (0.5 * composites.length) / count);
  }
  return composites;
}
