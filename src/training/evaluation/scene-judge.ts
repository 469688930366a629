import { enlargeTo, reduceTo } from '#images/resize.ts';
import { createRandom, type Random } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import { bodies, heads, moods } from '../data/compositions/casts.ts';
import type { Compositions } from '../data/compositions/compositions.ts';
import { isHeldOutPair } from '../data/compositions/held-out.ts';
import { wearables } from '../data/compositions/roles.ts';
import { colours, type Scene } from '../data/compositions/scene.ts';
import { isHeldOut } from '../data/split.ts';
import type { Weights } from '../networks/networks.ts';
import type { Progress } from './extractor.ts';
import { moodKindOf, moodKinds } from './mood-kinds.ts';
import { answerScenes, learnScenes } from './scene-network.ts';

const none = 'none';
const mostCount = 9;

/** Whom judges know. */
export const judgedSubjects: readonly string[] = [...new Set([...heads, ...bodies])].filter(
  (concept) => !isHeldOut(concept),
);

/** What a judge says of a picture, and between what it chooses. */
const questions = {
  subject: judgedSubjects,
  // The judge of moods sees faces from near; to ask here, too, helps to learn.
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
    if (random.uniform() < often.mood) scene.mood = heldOut ? pick(pick(Object.values(moodKinds))) : pick(moods);
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

const seenSide = 64;
const sight = { side: seenSide, widths: [24, 48, 96, 128] };
const usual = { examples: 12_000, steps: 3000 };
const answersKept = 5;
/** Styles are divided among so many judges, each trained without those that it judges. */
const folds = 3;
/** Examples that are drawn side by side. */
const atOnce = 16;
/** To be raised when the same compositions would give another judge. */
const recipeVersion = 2;

/** Which of the judges looks at a style: one that never saw it. */
export const foldOf = ({ styles }: Compositions, style: string): number => styles.indexOf(style) % folds;

/** Draws the examples once; each style's judge is trained when it is first asked. */
export async function openSceneJudges(options: JudgeOptions): Promise<SceneJudges> {
  const { device, compositions, seed, examples = usual.examples, steps = usual.steps, progress } = options;
  const keep = options.keep ?? ((_name, make) => make());
  const drawn = drawExampleScenes(options, examples);
  let pictures: Promise<Uint8Array[]> | undefined;
  const judges = new Map<number, Promise<Weights>>();

  const train = async (fold: number): Promise<Weights> => {
    pictures ??= drawExamples(options, drawn);
    const rows = [...drawn.keys()].filter((row) => foldOf(compositions, drawn[row]!.style) !== fold);
    const asked = sceneQuestions.map((name) => ({
      name,
      classes: questions[name].length,
      labels: drawn.map(({ scene }) => (questions[name] as readonly string[]).indexOf(answerOf(scene)[name])),
    }));
    const lessons = { sight, pictures: await pictures, questions: asked, rows };
    return learnScenes(lessons, { device, seed, steps, onProgress: progress?.('judge of scenes') });
  };

  return {
    judge: async (style, shown, size) => {
      const fold = foldOf(compositions, style);
      const name = `scene-judge-${recipeVersion}-${seed}-${examples}-${steps}-${fold}`;
      const weights = judges.get(fold) ?? keep(name, () => train(fold));
      judges.set(fold, weights);
      const seen = await Promise.all(shown.map((pixels) => seenAt(pixels, size)));
      const ranked = await answerScenes(
        device,
        await weights,
        sceneQuestions,
        { pictures: seen, side: seenSide },
        answersKept,
      );
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

/** So many of the likeliest answers count, where it is not the first alone. */
const counted: Readonly<Partial<Record<SceneQuestion, number>>> = { subject: answersKept, mood: 3 };

/**
 * The share of pictures that are judged to show what was asked: the subject among the five likeliest, the mood among three,
 * all else as the likeliest; of moods, colours and what is worn only those that were asked for count. Moods are judged by
 * their kind, where `moodKindOf` says that one can be seen.
 */
export function scoreScenes(scenes: readonly Scene[], judged: Judgement): Partial<Record<SceneQuestion, number>> {
  const scores = sceneQuestions.flatMap((name) => {
    const wanted = scenes.map((scene) => (name === 'mood' ? (moodKindOf(scene) ?? none) : answerOf(scene)[name]));
    const rows = [...scenes.keys()].filter((row) => wanted[row] !== none);
    const right = rows.filter((row) => {
      const answers = judged[name][row]!;
      return answers.slice(0, counted[name] ?? 1).includes(wanted[row]!);
    });
    return rows.length === 0 ? [] : [[name, right.length / rows.length] as const];
  });
  return Object.fromEntries(scores);
}
