import { beforeAll, describe, expect, it } from 'vitest';
import { english } from '#lib/i18n.ts';
import { LatentSpace } from '#sampling/latent.ts';
import type { OpenCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { planScenes } from '#studio/planning/free-samples.ts';
import type { Material } from '#studio/planning/ingredients.ts';
import type { Recipe } from '#studio/planning/recipe.ts';
import { planPrompt } from '#studio/planning/recipes.ts';
import { isPlain, readDepiction } from '#studio/sketches/depiction.ts';
import { createSketcher, type Sketcher } from '#studio/sketches/sketches.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import { lookNames, measureLook } from '#training/taste/looks.ts';
import { openTestCompositions } from '../../helpers/compositions.ts';

const [fox, crown, sleepy, cap, pizza] = ['1f98a', '1f451', '1f634', '1f9e2', '1f355'] as const;
const sketcher = createSketcher(openTestCompositions);
const pictures = [fox, pizza].map((concept) => ({ concept, style: 'noto' }));
const codeTable = { codes: Float32Array.of(1, 1, 1, 2, 2, 2), size: 3, pictures };
const latent = new LatentSpace(codeTable, { size: 3, detail: 1 }, ['noto', 'emojione']);
const checkpoint = { latent, size: 64, imagines: true } as OpenCheckpoint;

beforeAll(async () => {
  await openTestCompositions();
}, 60_000);

interface Asked {
  seed?: number;
  style?: string;
  by?: Sketcher;
  /** What of it was typed as emoji. */
  typed?: string[];
}

/** What comes of a prompt that was read as these scenes. */
function plan(scenes: Scene[], { seed = 1, style = 'noto', by = sketcher, typed = [] }: Asked = {}): Promise<Recipe> {
  const code = () => new Float32Array(3);
  const words: Material = {
    label: 'what was read',
    parents: [],
    scenes,
    typed: new Set(typed),
    names: new Map([
      [crown, 'crown'],
      [pizza, 'pizza'],
    ]),
    code,
    actors: () => scenes.map(({ subject }) => ({ concept: subject, code: code(), drawings: [] })),
  };
  const finder = { words: async () => words };
  const job = { kind: 'generate', count: 4, spread: 1, style, seed } as const;
  return planPrompt(job, 'anything', { checkpoint, finder, sketcher: by });
}

const pixelsOf = ({ plans }: Recipe) => plans.map(({ sketch }) => Buffer.from(sketch!.pixels).toString('base64'));

describe('a prompt that is a scene', () => {
  const scene = { subject: fox, mood: sleepy, worn: [crown] };

  it('is painted from four different drawings of it, the same ones from the same seed', async () => {
    const recipe = await plan([scene]);
    expect(new Set(pixelsOf(recipe)).size).toBe(4);
    expect(pixelsOf(await plan([scene]))).toEqual(pixelsOf(recipe));
    expect(pixelsOf(await plan([scene], { seed: 2 }))).not.toEqual(pixelsOf(recipe));
    expect(recipe.note).toBeUndefined();
  });

  it('has other faces for a mood in words, and the one that was typed as an emoji', async () => {
    const moodsOf = ({ plans }: Recipe) => plans.map(({ depiction }) => depiction!.scenes[0]!.mood);
    const angry = { subject: fox, mood: '1f620' };
    expect(moodsOf(await plan([angry]))).toEqual(['1f620', '1f620', '1f621', '1f624']);
    expect(moodsOf(await plan([angry], { typed: ['1f620'] }))).toEqual(Array(4).fill('1f620'));
  });

  it('is kept with each picture, from which the same drawing can be made again', async () => {
    const { depiction, sketch } = (await plan([scene])).plans[1]!;
    const kept = readDepiction(JSON.parse(JSON.stringify(depiction)))!;
    expect(kept.scenes).toEqual([scene]);
    const fitted = await sketcher.fit(kept.scenes, 'noto');
    expect(await sketcher.draw(fitted!, 64, kept)).toEqual(sketch!.pixels);
  });

  it('is drawn by another set where its style lacks a part, for the model to paint it in that style', async () => {
    const { plans, style, note } = await plan([{ subject: fox, worn: [cap] }], { style: 'emojione' });
    expect({ style, note }).toEqual({ style: 'emojione', note: undefined });
    for (const { sketch, depiction } of plans) {
      expect(sketch!.borrowed).toBe(true);
      expect(depiction!.scenes).toEqual([{ subject: fox, worn: [cap] }]);
    }
  });

  it('has beside the subject what no set can put on it, and says so', async () => {
    const { plans, note } = await plan([{ subject: fox, worn: [crown, pizza] }]);
    expect(plans[0]!.depiction!.scenes).toEqual([{ subject: fox, worn: [crown] }, { subject: pizza }]);
    expect(english.of(note!)).toBe('I could not draw pizza on it, so it stands beside.');
  });

  it('is put together from what the model paints where no emoji set is installed', async () => {
    const none = { styles: [], canDraw: async () => false } as unknown as Awaited<
      ReturnType<typeof openTestCompositions>
    >;
    const { plans } = await plan([{ subject: fox }, { subject: pizza }], { by: createSketcher(async () => none) });
    expect(plans.map(({ collage }) => collage?.way)).toEqual(Array(4).fill('together'));
  });
});

it('a thing as it is comes from its own drawings, and is kept as a scene to be changed', async () => {
  const [{ sketch, depiction }] = (await plan([{ subject: fox, worn: [], count: 1 }])).plans as [
    Recipe['plans'][number],
  ];
  expect(sketch).toBeUndefined();
  expect(depiction).toMatchObject({ scenes: [{ subject: fox }], pose: { mirrored: false, lean: 0 } });
});

it('nothing is read of a picture that another version kept differently', () => {
  expect(readDepiction({ scenes: [], seed: 1, pose: { mirrored: false, lean: 0 } })).toBeUndefined();
  expect(readDepiction(undefined)).toBeUndefined();
});

describe('free samples', () => {
  const free = (grid: number, seed = 1, inclination?: Float32Array) => {
    const codes = new Float32Array(2 * grid * grid);
    const fine = new LatentSpace(
      { codes, size: grid * grid, pictures, inclination },
      { size: grid * grid, detail: 0, grid },
      ['noto'],
    );
    const context = { checkpoint: { latent: fine, size: 64, imagines: true } as OpenCheckpoint, sketcher };
    return planScenes({ kind: 'generate', count: 4, spread: 1, style: 'noto', seed }, context);
  };

  it('of a model that knows scenes are scenes of things that its community has, never a thing as it is', async () => {
    for (const seed of [1, 2, 3]) {
      const { plans } = await free(16, seed);
      for (const { sketch, depiction } of plans) {
        expect(sketch!.pixels.some((value) => value > 0)).toBe(true);
        const [scene] = depiction!.scenes;
        expect([fox, pizza]).toContain(scene!.subject);
        expect(isPlain(depiction!.scenes)).toBe(false);
      }
      expect((await free(16, seed)).plans).toEqual(plans);
    }
  });

  it('are more often as a community likes them to look, and the same without a liking', async () => {
    const bluer = Float32Array.from(lookNames, (name) => (name === 'blue' ? 60 : name === 'red' ? -60 : 0));
    const meanBlue = async (inclination?: Float32Array) => {
      let sum = 0;
      for (const seed of [1, 2, 3, 4]) {
        for (const { sketch } of (await free(16, seed, inclination)).plans) {
          const look = measureLook(sketch!.pixels, 64);
          sum += look[lookNames.indexOf('blue')]! - look[lookNames.indexOf('red')]!;
        }
      }
      return sum / 16;
    };
    expect(await meanBlue(bluer)).toBeGreaterThan((await meanBlue()) + 0.1);
    expect(await meanBlue(new Float32Array(lookNames.length))).not.toBeNaN();
    const plain = (await free(16)).plans.map(({ depiction }) => depiction);
    expect((await free(16, 1, undefined)).plans.map(({ depiction }) => depiction)).toEqual(plain);
  });

  it('of any other start at codes', async () => {
    const { plans } = await free(8);
    for (const { sketch, request } of plans) expect([sketch, request!.start!.code.length]).toEqual([undefined, 64]);
  });
});
