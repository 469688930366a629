import { join } from 'node:path';
import { loadConfig } from '#lib/config.ts';
import { createRandom } from '#lib/random.ts';
import { sketchedPlan, sketchFreedom } from '#studio/planning/sketched-plans.ts';
import { upright } from '#studio/sketches/depiction.ts';
import type { Device } from '#tensor/device.ts';
import { loadCompositions } from '#training/data/compositions/compositions.ts';
import type { View } from '#training/data/compositions/raster.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import type { Progress } from '#training/evaluation/extractor.ts';
import type { Figures } from '#training/evaluation/figures.ts';
import { keepWeights } from '#training/evaluation/kept.ts';
import { type MoodJudges, openMoodJudges } from '#training/evaluation/mood-judge.ts';
import {
  drawJudgedScene,
  type Judgement,
  openSceneJudges,
  type SceneJudges,
  sceneQuestions,
  scoreScenes,
} from '#training/evaluation/scene-judge.ts';
import { type ChatModel, paintPlans } from './paint.ts';

/** A scene to ask for in a style, its composition as the sets draw it, and where its face is. */
interface Asked {
  scene: Scene;
  style: string;
  real: Uint8Array;
  face: View;
}

export interface SceneEvaluation {
  /** The same scenes for every model. */
  measure(model: ChatModel, onProgress?: Progress): Promise<Figures>;
}

const seed = 1;

/** So many scenes with held-out pairs, in each style in turn, and the judges of what is painted of them. */
export async function openSceneEvaluation(
  device: Device,
  styles: readonly string[],
  count: number,
  progress: (stage: string) => Progress,
): Promise<SceneEvaluation | undefined> {
  const cacheDir = join(loadConfig().dataDir, 'cache');
  const compositions = await loadCompositions({ cacheDir });
  const drawn = styles.filter((style) => compositions.styles.includes(style));
  if (drawn.length < 2) return undefined;
  const judges = await openSceneJudges({
    ...{ device, compositions, seed, progress },
    keep: (name, make) => keepWeights(cacheDir, name, make),
  });

  const moods = openMoodJudges({
    ...{ device, compositions, seed, progress },
    keep: (name, make) => keepWeights(cacheDir, name, make),
  });

  const ask = async (size: number): Promise<Asked[]> => {
    const asked: Asked[] = [];
    for (let tried = 0; asked.length < count; tried++) {
      const style = drawn[asked.length % drawn.length]!;
      const scene = drawJudgedScene(createRandom(seed, tried), true);
      // As it is sketched for painting.
      const real = await compositions.renderFace(scene, style, size, createRandom(seed + asked.length));
      if (real) asked.push({ scene, style, real: real.pixels, face: real.face });
    }
    return asked;
  };

  return {
    measure: async (model, onProgress) => {
      const { size } = model;
      const asked = await ask(size);
      const painted = await paintScenes(model, asked, onProgress);
      const both = { scenes: judges, moods };
      const [own, ceiling] = [await score(both, asked, painted, size), await score(both, asked, undefined, size)];
      return Object.fromEntries([
        ...Object.entries(own).map(([name, value]) => [`scene.${name}`, value]),
        ...Object.entries(ceiling).map(([name, value]) => [`scene.${name}_ceiling`, value]),
      ]);
    },
  };
}

/** What chat paints of each scene, from its sketch. */
async function paintScenes(model: ChatModel, asked: readonly Asked[], onProgress?: Progress): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = [];
  for (const [index, { scene, style }] of asked.entries()) {
    const fitted = await model.sketcher.fit([scene], style);
    if (!fitted) throw new Error(`Nothing draws ${JSON.stringify(scene)} in ${style}.`);
    const depiction = { scenes: fitted.scenes, seed: seed + index, pose: upright };
    const plan = await sketchedPlan(depiction, fitted, { ...model, style, freedom: sketchFreedom(1), alt: '' });
    pictures.push(...(await paintPlans(model, [plan], style)));
    onProgress?.(pictures.length, asked.length);
  }
  return pictures;
}

/** Of the pictures, or else of the real compositions. */
async function score(
  judges: { scenes: SceneJudges; moods: MoodJudges },
  asked: readonly Asked[],
  painted: readonly Uint8Array[] | undefined,
  size: number,
) {
  const scenes: Scene[] = [];
  const all: Judgement = { subject: [], mood: [], colour: [], worn: [], count: [] };
  for (const [style, rows] of Map.groupBy(asked.keys(), (row) => asked[row]!.style)) {
    const pictures = [...rows].map((row) => painted?.[row] ?? asked[row]!.real);
    const faces = [...rows].map((row, index) => ({ pixels: pictures[index]!, face: asked[row]!.face }));
    const judged = {
      ...(await judges.scenes.judge(style, pictures, size)),
      mood: await judges.moods.judge(style, faces, size),
    };
    scenes.push(...rows.map((row) => asked[row]!.scene));
    for (const question of sceneQuestions) all[question].push(...judged[question]);
  }
  return scoreScenes(scenes, all);
}
