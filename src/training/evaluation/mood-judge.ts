import { createRandom, type Random } from '#lib/random.ts';
import { isHeldOutPair } from '../data/compositions/held-out.ts';
import type { View } from '../data/compositions/raster.ts';
import { wearables } from '../data/compositions/roles.ts';
import { colours, type Scene } from '../data/compositions/scene.ts';
import type { Weights } from '../networks/networks.ts';
import { faceShot } from './face-shot.ts';
import { moodKindOf, moodKinds } from './mood-kinds.ts';
import { foldOf, type JudgeOptions, judgedSubjects } from './scene-judge.ts';
import { answerScenes, learnScenes } from './scene-network.ts';

/** A picture, premultiplied RGBA `[size, size, 4]`, and the square around its face, in its pixels. */
export interface Faced {
  pixels: Uint8Array;
  face: View;
}

/** Judges of moods: for each style one that never saw a face in it, nor a held-out pair. */
export interface MoodJudges {
  /** The kinds of mood (`moodKinds`) that each face could show, the likeliest three first. */
  judge(style: string, pictures: readonly Faced[], size: number): Promise<string[][]>;
}

const sight = { side: 48, widths: [16, 32, 64, 96] };
const usual = { examples: 4800, steps: 1000 };
const kinds = Object.keys(moodKinds);
const likeliest = 3;
/** How often a face to learn from belongs to someone of another colour, or who wears something. */
const often = { colour: 0.35, worn: 0.3 };
/** The pictures that faces are cut out of, as wide as those that are judged. */
const pictureSide = 128;
const atOnce = 16;
/** To be raised when the same compositions would give another judge. */
const recipeVersion = 1;

/** Draws the faces once, when a judge is first asked, and trains each style's judge then. */
export function openMoodJudges(options: JudgeOptions): MoodJudges {
  const { device, compositions, seed, examples = usual.examples, steps = usual.steps, progress } = options;
  const keep = options.keep ?? ((_name, make) => make());
  const judges = new Map<number, Promise<Weights>>();
  let drawn: ReturnType<typeof drawExamples> | undefined;

  const train = async (fold: number): Promise<Weights> => {
    drawn ??= drawExamples(options, examples);
    const all = await drawn;
    const rows = [...all.keys()].filter((row) => foldOf(compositions, all[row]!.style) !== fold);
    const labels = all.map(({ kind }) => kinds.indexOf(kind));
    const questions = [{ name: 'mood', classes: kinds.length, labels }];
    const lessons = { sight, pictures: all.map(({ shot }) => shot), questions, rows };
    return learnScenes(lessons, { device, seed, steps, onProgress: progress?.('judge of moods') });
  };

  return {
    judge: async (style, pictures, size) => {
      const fold = foldOf(compositions, style);
      const name = `mood-judge-${recipeVersion}-${seed}-${examples}-${steps}-${fold}`;
      const weights = judges.get(fold) ?? keep(name, () => train(fold));
      judges.set(fold, weights);
      const shots = pictures.map(({ pixels, face }) => faceShot(pixels, size, face, sight.side));
      const ranked = await answerScenes(
        device,
        await weights,
        ['mood'],
        { pictures: shots, side: sight.side },
        likeliest,
      );
      return ranked.mood!.map((places) => places.map((place) => kinds[place]!));
    },
  };
}

/** Someone in a mood, of a kind by chance. */
function drawMoodScene(random: Random): Scene {
  const pick = <Item>(list: readonly Item[]) => list[random.integer(list.length)]!;
  for (;;) {
    const scene: Scene = { subject: pick(judgedSubjects), mood: pick(moodKinds[pick(kinds)]!) };
    if (random.uniform() < often.worn) scene.worn = [pick(Object.keys(wearables))];
    if (random.uniform() < often.colour) scene.colour = pick(colours);
    if (!isHeldOutPair(scene) && moodKindOf(scene) !== undefined) return scene;
  }
}

/** Faces in all styles in turn; those that a style cannot draw are drawn again. */
async function drawExamples(
  { compositions, seed, drawScene = drawMoodScene, progress }: JudgeOptions,
  count: number,
): Promise<{ style: string; kind: string; shot: Uint8Array }[]> {
  const onProgress = progress?.('faces');
  const drawOne = async (index: number) => {
    const random = createRandom(seed, index);
    const style = compositions.styles[index % compositions.styles.length]!;
    for (;;) {
      const scene = drawScene(random);
      const drawn = await compositions.renderFace(scene, style, pictureSide, random);
      if (!drawn) continue;
      return { style, kind: moodKindOf(scene)!, shot: faceShot(drawn.pixels, pictureSide, drawn.face, sight.side) };
    }
  };
  const examples = [];
  for (let start = 0; start < count; start += atOnce) {
    const few = Array.from({ length: Math.min(atOnce, count - start) }, (_, index) => drawOne(start + index));
    examples.push(...(await Promise.all(few)));
    onProgress?.(examples.length, count);
  }
  return examples;
}
