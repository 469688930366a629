import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import type { Compositions } from '#training/data/compositions/compositions.ts';
import { beings } from '#training/data/compositions/roles.ts';
import { openTestCompositions } from '../../../helpers/compositions.ts';

const size = 48;
const upright = { mirrored: false, lean: 0 };

let compositions: Compositions;
beforeAll(async () => {
  compositions = await openTestCompositions();
}, 60_000);

const foxAs = async (being?: string) =>
  (await compositions.render({ subject: '1f98a', being }, 'twemoji', size, createRandom(1), upright))!;

/** The mean straight colour of what is to be seen. */
function meanColour(pixels: Uint8Array): number[] {
  const sums = [0, 0, 0, 0];
  for (const [i, value] of pixels.entries()) sums[i % 4]! += value;
  return sums.slice(0, 3).map((sum) => (255 * sum) / sums[3]!);
}

test('a being changes how a subject looks, each in its own way', async () => {
  const plain = await foxAs();
  const drawn = await Promise.all(Object.keys(beings).map(foxAs));
  const different = new Set([plain, ...drawn].map((pixels) => Buffer.from(pixels).toString('base64')));
  expect(different.size).toBe(drawn.length + 1);
});

test('zombies are green, robots grey, and ghosts can be seen through', async () => {
  const of = (name: string) => foxAs(Object.entries(beings).find(([, being]) => being === name)![0]);
  const [red, green, blue] = meanColour(await of('zombie')) as [number, number, number];
  expect(green).toBeGreaterThan(red);
  expect(green).toBeGreaterThan(blue);
  const robot = meanColour(await of('robot'));
  expect(Math.max(...robot) - Math.min(...robot)).toBeLessThan(60);
  const ghost = await of('ghost');
  const middle = (size * (size / 2) + size / 2) * 4;
  expect(ghost[middle + 3]).toBeGreaterThan(150);
  expect(ghost[middle + 3]).toBeLessThan(250);
});
