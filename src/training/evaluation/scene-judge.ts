import { enlargeTo, reduceTo } from '#images/resize.ts';
import { createRandom, type Random } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import { bodies, heads, moods } from '../data/compositions/casts.ts';
import type { Compositions } from '../data/compositions/compositions.ts';
import { isHeldOutPair } from '../data/compositions/held-out.ts';
import { wearables } from '../data/compositions/roles.ts';
import { colours, type Scene } from '../data/compositions/scene.ts';
import type { Dataset } from '../data/dataset.ts';
import { isHeldOut } from '../data/split.ts';
import { train as learn } from '../loop/loop.ts';
import { createRun, emaWeights } from '../loop/run.ts';
import type { Weights } from '../networks/networks.ts';
import type { Progress } from './extractor.ts';
import { answerScenes, sceneLearner, seenSide } from './scene-network.ts';

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

/** Judges of what pictures show, for each style one that never saw a composition in it nor a held-out pair. */
export interface SceneJudges {
  /** Of each picture in this style, `[size, size, 4]`, the answers to each question, the likeliest five first. */
  judge(style: string, pictures: readonly Uint8Array[], size: number): Promise<Judgement>;
}

const usual = { examples: 12_000, steps: 3000 };
const training = { batch: 64, learningRate: 1.5e-3 };
const answersKept = 5;
/** Styles are divided among so many judges, each trained without those that it judges. */
const folds = 3;
/** Examples that are drawn side by side. */
const atOnce = 16;
/** A judge has examples of its own. */
const noDataset: Dataset = {
  ...{ name: 'scenes', hash: '', size: seenSide, styles: [], pictures: [] },
  pixels: new Uint8Array(),
  skipped: [],
  stages: [],
};
/** To be raised when the same compositions would give another judge. */
const recipeVersion = 2;

/** Draws the examples once; each style's judge is trained when it is first asked. */
export async function openSceneJudges(options: JudgeOptions): Promise<SceneJudges> {
  const { device, compositions, seed, examples = usual.examples, steps = usual.steps, progress } = options;
  const keep = options.keep ?? ((_name, make) => make());
  const drawn = drawExampleScenes(options, examples);
  let pictures: Promise<Uint8Array[]> | undefined;
  const judges = new Map<number, Promise<Weights>>();
  const foldOf = (style: string) => compositions.styles.indexOf(style) % folds;

  const train = async (fold: number): Promise<Weights> => {
    pictures ??= drawExamples(options, drawn);
    const rows = [...drawn.keys()].filter((row) => foldOf(drawn[row]!.style) !== fold);
    const asked = sceneQuestions.map((name) => ({
      name,
      classes: questions[name].length,
      labels: drawn.map(({ scene }) => (questions[name] as readonly string[]).indexOf(answerOf(scene)[name])),
    }));
    const learner = sceneLearner({ pictures: await pictures, questions: asked, rows });
    const run = createRun({ family: learner, config: undefined, seed });
    const { batch: batchSize, learningRate } = training;
    const onProgress = progress?.('judge of scenes');
    const onStep = ({ step }: { step: number }) => onProgress?.(step, steps);
    const common = { family: learner, config: undefined, device, batchSize, learningRate, seed };
    await learn({ ...common, dataset: noDataset, until: { steps }, onStep }, run);
    return emaWeights(run);
  };

  return {
    judge: async (style, shown, size) => {
      const fold = foldOf(style);
      const name = `scene-judge-${recipeVersion}-${seed}-${examples}-${steps}-${fold}`;
      const weights = judges.get(fold) ?? keep(name, () => train(fold));
      judges.set(fold, weights);
      const seen = await Promise.all(shown.map((pixels) => seenAt(pixels, size)));
      const ranked = await answerScenes(device, await weights, sceneQuestions, seen, answersKept);
      const named = sceneQuestions.map((name) => [
        name,
        ranked[name]!.map((places) => places.map((place) => questions[name][place]!)),
      ]);
      return Object.fromEntries(named) as Judgement;
    },
  };
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
async function drawExamples(
  { compositions, progress }: JudgeOptions,
  examples: ReturnType<typeof drawExampleScenes>,
): Promise<Uint8Array[]> {
  const onProgress = progress?.('compositions');
  const pictures: Uint8Array[] = [];
  for (let start = 0; start < examples.length; start += atOnce) {
    const few = examples.slice(start, start + atOnce).map(async ({ style, scene, random }) => {
      const picture = await compositions.render(scene, style, seenSide, random);
      return picture ?? new Uint8Array(seenSide * seenSide * 4);
    });
    pictures.push(...(await Promise.all(few)));
    onProgress?.(pictures.length, examples.length);
  }
  return pictures;
}

/** As the network sees it. */
const seenAt = (pixels: Uint8Array, size: number): Promise<Uint8Array> | Uint8Array =>
  size > seenSide ? reduceTo(seenSide, pixels, size) : enlargeTo(seenSide, pixels, size);

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
