import { createRandom, type Random } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import { bodies, heads, moods } from '../data/compositions/casts.ts';
import type { Compositions } from '../data/compositions/compositions.ts';
import { isHeldOutPair } from '../data/compositions/held-out.ts';
import { wearables } from '../data/compositions/roles.ts';
import { colours, type Scene } from '../data/compositions/scene.ts';
import { isHeldOut } from '../data/split.ts';
import type { Weights } from '../networks.ts';
import { classify, trainClassifier } from './classifier.ts';
import { openPlaceExtractor, type Progress } from './extractor.ts';
import { joinRows, measureStandard, standardise } from './features.ts';
import { measurePalettes } from './palette.ts';

const none = 'none';
const mostCount = 9;

/** What a judge says of a picture, and between what it chooses. */
const questions = {
  subject: [...heads, ...bodies].filter((concept, place, all) => all.indexOf(concept) === place && !isHeldOut(concept)),
  mood: [none, ...moods],
  colour: [none, ...colours],
  worn: [none, ...Object.keys(wearables)],
  count: Array.from({ length: mostCount }, (_, index) => String(index + 1)),
} as const;
export type SceneQuestion = keyof typeof questions;
export const sceneQuestions = Object.keys(questions) as SceneQuestion[];

function answerOf({ subject, mood, colour, worn, count = 1 }: Scene): Record<SceneQuestion, string> {
  return { subject, mood: mood ?? none, colour: colour ?? none, worn: worn?.[0] ?? none, count: String(count) };
}

/** How often a scene to be judged has each of these. */
const often = { mood: 0.6, worn: 0.45, colour: 0.35, count: 0.12 };

/** A scene that a judge can be asked about; held-out pairs or none of them. */
export function drawJudgedScene(random: Random, heldOut: boolean): Scene {
  const pick = <Item>(list: readonly Item[]) => list[random.integer(list.length)]!;
  for (;;) {
    const scene: Scene = { subject: pick(questions.subject) };
    if (random.uniform() < often.mood) scene.mood = pick(moods);
    if (random.uniform() < often.worn) scene.worn = [pick(Object.keys(wearables))];
    if (random.uniform() < often.colour) scene.colour = pick(colours);
    if (random.uniform() < often.count) scene.count = 2 + random.integer(mostCount - 1);
    if (isHeldOutPair(scene) === heldOut) return scene;
  }
}

export interface JudgeOptions {
  device: Device;
  compositions: Compositions;
  seed: number;
  /** Compositions to learn from, of all styles, and steps; as many as it needs unless told. */
  examples?: number;
  steps?: number;
  /** Draws the scenes to learn from: `drawJudgedScene` without held-out pairs unless told. */
  drawScene?: (random: Random) => Scene;
  /** Keeps what is slow to make by its name, or gives what was kept. */
  keep?: (name: string, make: () => Promise<Weights>) => Promise<Weights>;
  progress?: (stage: string) => Progress;
}

export type Judgement = Record<SceneQuestion, string[][]>;

/** Judges of what pictures show, one for each style, which never saw a composition in it nor a held-out pair. */
export interface SceneJudges {
  /** Of each picture in this style, `[size, size, 4]`, the answers to each question, the likeliest five first. */
  judge(style: string, pictures: readonly Uint8Array[], size: number): Promise<Judgement>;
}

const usual = { examples: 9000, steps: 3000, hidden: 256 };
const answersKept = 5;
/** Width and height of the compositions that are learnt from; the network looks at all pictures at this size. */
const side = 64;
/** To be raised when the same compositions would give another judge. */
const recipeVersion = 1;

/** Draws and describes the examples once; each style's judge is trained when it is first asked. */
export async function openSceneJudges(options: JudgeOptions): Promise<SceneJudges> {
  const { device, seed, examples = usual.examples, steps = usual.steps, progress } = options;
  const keep = options.keep ?? ((_name, make) => make());
  const { features } = await keep(`scenes-${recipeVersion}-${seed}-${examples}`, async () => {
    const pictures = await drawExamples(options, examples);
    const described = await describe(device, pictures, side, progress?.('describing'));
    return { features: { shape: [pictures.length, described.size], data: described.values } };
  });
  const raw = { size: features!.shape[1]!, values: features!.data };
  const standard = measureStandard(raw);
  const known = standardise(raw, standard);
  const drawn = drawExampleScenes(options, examples);
  const judges = new Map<string, Promise<Weights>>();

  const train = (style: string) => {
    const rows = [...drawn.keys()].filter((row) => drawn[row]!.style !== style);
    const asked = sceneQuestions.map((name) => ({
      name,
      classes: questions[name].length,
      labels: drawn.map(({ scene }) => (questions[name] as readonly string[]).indexOf(answerOf(scene)[name])),
    }));
    return keep(`scene-judge-${recipeVersion}-${seed}-${examples}-${steps}-${style}`, () =>
      trainClassifier(device, known, asked, {
        ...{ seed, steps, hidden: usual.hidden, onProgress: progress?.('judge of scenes') },
        draw: (random) => rows[random.integer(rows.length)]!,
      }),
    );
  };

  return {
    judge: async (style, pictures, size) => {
      const weights = judges.get(style) ?? train(style);
      judges.set(style, weights);
      const described = standardise(await describe(device, pictures, size), standard);
      const ranked = await classify(device, await weights, sceneQuestions, described, answersKept);
      const named = sceneQuestions.map((name) => [
        name,
        ranked[name]!.map((places) => places.map((place) => questions[name][place]!)),
      ]);
      return Object.fromEntries(named) as Judgement;
    },
  };
}

async function describe(device: Device, pictures: readonly Uint8Array[], size: number, onProgress?: Progress) {
  const extractor = await openPlaceExtractor(device, size);
  const seen = await extractor.extract(pictures, onProgress);
  await extractor.release();
  return joinRows(seen, measurePalettes(pictures));
}

/** Scenes without held-out pairs, in all styles in turn; what a style cannot draw is drawn by none. */
function drawExampleScenes(
  { compositions: { styles }, seed, drawScene = drawForTraining }: JudgeOptions,
  count: number,
) {
  return Array.from({ length: count }, (_, index) => {
    const random = createRandom(seed, index);
    return { style: styles[index % styles.length]!, scene: drawScene(random), random };
  });
}

const drawForTraining = (random: Random): Scene => drawJudgedScene(random, false);

/** A picture of each example; an empty one where the style lacks a part, which then teaches nothing but emptiness. */
async function drawExamples(options: JudgeOptions, count: number): Promise<Uint8Array[]> {
  const { compositions, progress } = options;
  const onProgress = progress?.('compositions');
  const pictures: Uint8Array[] = [];
  for (const { style, scene, random } of drawExampleScenes(options, count)) {
    pictures.push((await compositions.render(scene, style, side, random)) ?? new Uint8Array(side * side * 4));
    onProgress?.(pictures.length, count);
  }
  return pictures;
}

/**
 * The share of pictures that are judged to show what was asked: the subject among the five likeliest, all else as the
 * likeliest; of moods, colours and what is worn only those that were asked for count.
 */
export function scoreScenes(scenes: readonly Scene[], judged: Judgement): Partial<Record<SceneQuestion, number>> {
  const scores = sceneQuestions.flatMap((name) => {
    const rows = [...scenes.keys()].filter((row) => answerOf(scenes[row]!)[name] !== none);
    const right = rows.filter((row) => {
      const answers = judged[name][row]!;
      return (name === 'subject' ? answers : answers.slice(0, 1)).includes(answerOf(scenes[row]!)[name]);
    });
    return rows.length === 0 ? [] : [[name, right.length / rows.length] as const];
  });
  return Object.fromEntries(scores);
}
