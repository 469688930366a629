import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { heads, moods } from '#training/data/compositions/casts.ts';
import { compose, paint } from '#training/data/compositions/compose.ts';
import { isHeldOutPair } from '#training/data/compositions/held-out.ts';
import { type IconLibrary, openLibraries } from '#training/data/compositions/library.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import { createScenery, listCast } from '#training/data/compositions/scenery.ts';
import { countScenes } from '#training/data/compositions/sheets.ts';
import { isHeldOut } from '#training/data/split.ts';
import { compositionCache } from '../../../helpers/compositions.ts';

const fox = '1f98a';
const size = 48;
const upright = { mirrored: false, lean: 0 };

let libraries: Map<string, IconLibrary>;
beforeAll(async () => {
  libraries = await openLibraries(compositionCache);
}, 60_000);
const libraryOf = (style: string) => libraries.get(style)!;

async function draw(scene: Scene, style = 'twemoji', pose: typeof upright | undefined = upright, seed = 1) {
  const part = await compose(libraryOf(style), scene, createRandom(seed), pose);
  return part && paint(part, size, scene.size);
}

/** Straight red, green, blue and alpha of the pixels that a test picks, in their order. */
const pixelsOf = (pixels: Uint8Array) =>
  Array.from({ length: size * size }, (_, i) => {
    const alpha = pixels[i * 4 + 3]!;
    const [r, g, b] = [0, 1, 2].map((channel) => (alpha ? (255 * pixels[i * 4 + channel]!) / alpha : 0));
    return { r: r!, g: g!, b: b!, alpha, y: Math.floor(i / size) };
  });
const meanRow = (some: { y: number }[]) => some.reduce((sum, { y }) => sum + y / some.length, 0);

describe('where things go', () => {
  const frontal = ['1f98a', '1f436', '1f43b', '1f437', '1f42d', '1f439', '1f981'];
  test.each(['noto', 'twemoji', 'fluent-flat', 'fluent', 'noto-v1', 'emojione'])(
    '%s: eyes are found',
    async (style) => {
      for (const concept of frontal) {
        const head = (await libraryOf(style).head(concept))!;
        expect(head.hasEyes, concept).toBe(true);
        expect(head.top.y, concept).toBeLessThan(head.eyes.left.y);
        expect(head.chin.y, concept).toBeGreaterThan(head.eyes.left.y);
        expect(Math.abs(head.eyes.left.y - head.eyes.right.y), concept).toBeLessThan(3);
      }
    },
  );

  test('an animal seen from the side has a face on its head, and its own eye goes', async () => {
    const library = libraryOf('twemoji');
    const [head, icon] = [(await library.head('1f992'))!, (await library.icon('1f992'))!];
    expect(head.hasEyes).toBe(false);
    expect(head.eyes.left.y).toBeLessThan(icon.box.top + 0.3 * (icon.box.bottom - icon.box.top));
    expect(head.clear).not.toHaveLength(0);
  });

  test.each(['noto', 'twemoji', 'noto-v1'])('%s: a crown is above the eyes of who wears it', async (style) => {
    const gold = pixelsOf((await draw({ subject: '1f43c', worn: ['1f451'] }, style))!).filter(
      ({ r, g, b, alpha }) => alpha > 200 && r > 200 && g > 140 && b < 120,
    );
    const dark = pixelsOf((await draw({ subject: '1f43c', worn: ['1f451'] }, style))!).filter(
      ({ r, g, b, alpha }) => alpha > 200 && r + g + b < 200,
    );
    expect(gold.length).toBeGreaterThan(20);
    expect(meanRow(gold)).toBeLessThan(meanRow(dark) - 4);
  });

  test('too thin a thing, and one that the table names, have no face: it falls back to two things', async () => {
    expect(await draw({ subject: '1f34e', mood: '1f604' }, 'twemoji')).toBeDefined();
    expect(await draw({ subject: '1fa93', mood: '1f604' }, 'twemoji')).toBeUndefined();
    expect(await draw({ subject: '1f987', mood: '1f604' }, 'emojione')).toBeUndefined();
    expect(await draw({ subject: '1f987' }, 'emojione')).toBeDefined();
  });
});

describe('what is seen', () => {
  test('who rides is above what it rides, and who is in a car is behind its edge', async () => {
    const box = async (scene: Scene) => (await compose(libraryOf('twemoji'), scene, createRandom(1), upright))!;
    const [cat, riding, driving] = await Promise.all([
      box({ subject: '1f431' }),
      box({ subject: '1f431', on: '1f6b2' }),
      box({ subject: '1f431', on: '1f697' }),
    ]);
    const height = ({ box }: typeof cat) => box.bottom - box.top;
    expect(riding.box.top).toBeCloseTo(cat.box.top);
    expect(height(riding)).toBeGreaterThan(1.4 * height(cat));
    expect(height(driving)).toBeLessThan(height(riding));
    // The later in the markup, the nearer to who looks.
    expect(riding.markup.endsWith(cat.markup)).toBe(true);
    expect(driving.markup.startsWith(cat.markup)).toBe(true);
  });

  test('an umbrella is over the head, and behind it', async () => {
    const library = libraryOf('twemoji');
    const cat = (await compose(library, { subject: '1f431' }, createRandom(1), upright))!;
    const under = (await compose(library, { subject: '1f431', held: ['2602'] }, createRandom(1), upright))!;
    expect(under.box.top).toBeLessThan(cat.box.top - 10);
    expect(under.box.bottom).toBeCloseTo(cat.box.bottom);
    expect(under.markup.endsWith(cat.markup)).toBe(true);
  });

  test.each(['noto', 'twemoji', 'fluent-flat'])(
    '%s: a giraffe whose mood is asked for is drawn near, and whole with anything else',
    async (style) => {
      const box = async (scene: Scene) => (await compose(libraryOf(style), scene, createRandom(1), upright))!.box;
      const side = ({ left, top, right, bottom }: Awaited<ReturnType<typeof box>>) =>
        Math.max(right - left, bottom - top);
      const giraffe = '1f992';
      const [whole, near] = [await box({ subject: giraffe }), await box({ subject: giraffe, mood: '1f620' })];
      expect(side(near)).toBeLessThan(0.75 * side(whole));
      expect(near.top).toBeLessThan(whole.top + 0.2 * side(whole));
      const holding = await box({ subject: giraffe, mood: '1f620', held: ['1f355'] });
      expect(side(holding)).toBeGreaterThanOrEqual(side(whole));
      const fox = await box({ subject: '1f98a' });
      expect(await box({ subject: '1f98a', mood: '1f620' })).toEqual(fox);
    },
  );

  test('a zebra-striped cat is black and white, and a blue one black and blue', async () => {
    const seen = async (scene: Scene) => pixelsOf((await draw(scene))!).filter(({ alpha }) => alpha > 250);
    const striped = await seen({ subject: '1f431', pattern: '1f993' });
    const isBlack = ({ r, g, b }: (typeof striped)[0]) => Math.max(r, g, b) < 100;
    const isWhite = ({ r, g, b }: (typeof striped)[0]) => Math.min(r, g, b) > 200;
    const isBlue = ({ r, b }: (typeof striped)[0]) => b > r + 50;
    expect(striped.filter(isBlack).length).toBeGreaterThan(0.15 * striped.length);
    expect(striped.filter(isWhite).length).toBeGreaterThan(0.2 * striped.length);
    const blue = await seen({ subject: '1f431', pattern: '1f993', colour: 'blue' });
    expect(blue.filter(isBlack).length).toBeGreaterThan(0.15 * blue.length);
    expect(blue.filter(isBlue).length).toBeGreaterThan(0.2 * blue.length);
  });

  test('a purple dragon is purple and keeps the whites of its eye and teeth', async () => {
    const seen = pixelsOf((await draw({ subject: '1f432', colour: 'purple' }))!).filter(({ alpha }) => alpha > 250);
    const purple = seen.filter(({ r, g, b }) => b > g + 30 && r > g);
    const green = seen.filter(({ r, g, b }) => g > r + 20 && g > b + 20);
    const white = seen.filter(({ r, g, b }) => r > 220 && g > 220 && b > 220);
    expect(purple.length).toBeGreaterThan(0.6 * seen.length);
    expect(green.length).toBeLessThan(0.02 * seen.length);
    expect(white.length).toBeGreaterThan(0);
  });

  test.each(['noto', 'twemoji', 'fluent-flat', 'fluent', 'noto-v1', 'emojione'])(
    '%s: each mood looks different',
    async (style) => {
      const own = listCast(libraryOf(style)).moods.slice(0, 12);
      const drawn = await Promise.all(own.map((mood) => draw({ subject: fox, mood }, style)));
      expect(drawn.every((pixels) => pixels !== undefined)).toBe(true);
      expect(new Set(drawn.map((pixels) => Buffer.from(pixels!).toString('base64'))).size).toBe(own.length);
    },
  );

  test.each([
    { what: 'a black hat', worn: '1f3a9', colour: 'red' },
    { what: 'a scarf that we drew', worn: '1f9e3', colour: 'blue' },
  ] as const)('$what becomes $colour, and the fox that wears it stays orange', async ({ worn, colour }) => {
    const [plain, dyed] = await Promise.all(
      [undefined, { [worn]: colour }].map(async (dyed) =>
        pixelsOf((await draw({ subject: fox, worn: [worn], dyed }, 'twemoji'))!),
      ),
    );
    const isOf = ({ r, g, b, alpha }: { r: number; g: number; b: number; alpha: number }) =>
      alpha > 250 && (colour === 'red' ? r > 180 && g < 90 && b < 90 : b > 180 && r < 120);
    const count = (pixels: typeof plain) => pixels!.filter(isOf).length;
    expect(count(dyed) - count(plain)).toBeGreaterThan(40);
    const orange = (pixels: typeof plain) =>
      pixels!.filter(({ r, g, b }) => r > 220 && g > 110 && g < 175 && b < 80).length;
    expect(Math.abs(orange(dyed) - orange(plain))).toBeLessThan(0.05 * orange(plain));
  });

  test('a face in the colour of its skin is outlined, a dark one on a deep red is light', async () => {
    const light = async (mood?: string) =>
      pixelsOf((await draw({ subject: '1f34e', mood }))!).filter(({ r, g, b }) => r > 200 && g > 140 && b > 140).length;
    for (const mood of ['1f60d', '1f642']) expect(await light(mood), mood).toBeGreaterThan((await light()) + 50);
  });

  test('what has letters on it is not mirrored', async () => {
    const mirrored = { mirrored: true, lean: 0 };
    const same = async (scene: Scene) =>
      Buffer.compare((await draw(scene, 'twemoji', mirrored))!, (await draw(scene))!) === 0;
    expect(await same({ subject: '1f4c5' })).toBe(true);
    expect(await same({ subject: fox, beside: ['1f4a4'] })).toBe(true);
    expect(await same({ subject: '1f434' })).toBe(false);
  });

  test('every style draws all that can be worn', async () => {
    for (const [style, library] of libraries) {
      const markup = async (worn: string[]) =>
        (await compose(library, { subject: fox, worn }, createRandom(1), upright))?.markup;
      const bare = await markup([]);
      for (const concept of listCast(library).worn) {
        const dressed = await markup([concept]);
        expect(dressed, `${style} ${concept}`).toBeDefined();
        expect(dressed, `${style} ${concept}`).not.toBe(bare);
      }
    }
  }, 60_000);
});

describe('scenes by chance', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

  test('the same seed gives the same bytes, another one others', async () => {
    const scene: Scene = { subject: fox, mood: '1f60d', held: ['1f354'], worn: ['1f338'] };
    const [one, again, other] = await Promise.all([7, 7, 8].map((number) => draw(scene, 'noto', undefined, number)));
    expect(Buffer.compare(one!, again!)).toBe(0);
    expect(Buffer.compare(one!, other!)).not.toBe(0);
  });

  test('held-out pairs and things are in no scene of training, and a pair in each of the others', () => {
    for (const [style, library] of libraries) {
      const [drawScene, random] = [createScenery(library), createRandom(seed)];
      for (let i = 0; i < 500; i++) {
        const scene = drawScene(random, { heldOut: false });
        expect(isHeldOutPair(scene), `${style}, seed ${seed}`).toBe(false);
        expect(isHeldOut(scene.subject), `${style}, seed ${seed}`).toBe(false);
      }
      for (let i = 0; i < 100; i++)
        expect(isHeldOutPair(drawScene(random, { heldOut: true })), `${style}, seed ${seed}`).toBe(true);
    }
  });

  test('20 of each style are drawn, and none is empty', async () => {
    for (const [style, library] of libraries) {
      const [drawScene, random] = [createScenery(library), createRandom(seed)];
      for (let i = 0; i < 20; i++) {
        const scene = drawScene(random, { heldOut: false });
        const told = `${style}, seed ${seed}, ${JSON.stringify(scene)}`;
        const part = await compose(library, scene, random);
        if (!part) continue;
        const pixels = await paint(part, 32, scene.size);
        expect(
          pixels.some((value, index) => index % 4 === 3 && value > 200),
          told,
        ).toBe(true);
      }
    }
  }, 180_000);

  test('there are thousands of a thing and one thing more', () => {
    const { moods: faces, worn } = countScenes(libraryOf('twemoji'));
    expect(faces! + worn!).toBeGreaterThan(5000);
    expect(new Set(heads).size).toBe(heads.length);
    expect(new Set(moods).size).toBe(moods.length);
  });
});
