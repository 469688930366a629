import { expect, test } from 'vitest';
import { createRandom, type Random } from '#lib/random.ts';
import type { Eye } from '#studio/training/eye.ts';
import { judge, type Sitting } from '#studio/training/gate.ts';
import type { Features } from '#training/evaluation/features.ts';
import type { Taste } from '#training/taste/fit.ts';

const seed = Math.floor(Math.random() * 2 ** 31);
const size = 6;
const count = 400;

/** What the tests call a picture is its features, as bytes about 100, ten to a standard deviation. */
const draw = (random: Random, centre = 0, spread = 1) =>
  Uint8Array.from({ length: size }, (_, i) => 100 + 10 * (spread * random.normal() + (i === 0 ? centre : 0)));

const describe = (pictures: readonly Uint8Array[]): Features => ({
  size,
  values: Float32Array.from(
    pictures.flatMap((picture) => [...picture]),
    (byte) => (byte - 100) / 10,
  ),
});

function drawMany(stream: number, centre = 0, spread = 1): Uint8Array[] {
  const random = createRandom(seed, stream);
  return Array.from({ length: count }, () => draw(random, centre, spread));
}

const eye: Eye = {
  describe: async (pictures) => describe(pictures),
  real: describe(drawMany(1)),
  others: describe(drawMany(2)),
  sights: describe(drawMany(1)),
  release: async () => {},
};

/** Likes what is large in the first feature, and is as sure of that as `precision` says. */
function likesFirst(precision: number): Taste {
  const root = Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? Math.sqrt(precision) : 0));
  return {
    standard: { mean: new Float32Array(size), deviation: new Float32Array(size).fill(1) },
    posterior: { mean: Float64Array.from({ length: size }, (_, i) => Number(i === 0)), root },
    heldOut: { accuracy: 0.7, gain: 0.1, error: 0.01 },
    variance: 0.1,
  };
}

const unseen = Array<number>(40).fill(0.03);
const sit = (pictures: readonly Uint8Array[], more: Partial<Sitting> = {}): Sitting => {
  return { pictures, sights: describe(pictures), unseen, liked: [], ...more };
};
const before = sit(drawMany(3, -0.6));
const moved = (by: number) => sit(drawMany(3, -0.6 + by));

test('what is liked more, and loses nothing, is promoted, with its figures', async () => {
  const { promoted, reason, figures } = await judge(before, moved(0.6), eye, likesFirst(400));
  expect(reason).toMatch(/^it is better beyond noise: liked 0\.\d\d ± 0\.\d\d standard deviations more$/);
  expect(promoted, `seed ${seed}`).toBe(true);
  expect(figures.taste_gain, `seed ${seed}`).toBeGreaterThan(0.3);
  expect(figures.diversity_ratio, `seed ${seed}`).toBeGreaterThan(0.9);
});

test('what is the same, or liked as a doubtful taste has it, is not', async () => {
  expect(await judge(before, before, eye, likesFirst(400))).toMatchObject({
    promoted: false,
    reason: expect.stringContaining('no better beyond noise: liked 0.00'),
    figures: { taste_gain: 0, kid_ratio: 1, diversity_ratio: 1 },
  });
  expect((await judge(before, moved(0.6), eye, likesFirst(1))).promoted, `seed ${seed}`).toBe(false);
});

test.each([
  ['less varied', sit(drawMany(3, 0, 0.5))],
  ['farther from real ones', moved(6)],
  ['that it never saw less well', { ...moved(0.6), unseen: unseen.map((error) => 1.2 * error) }],
  ['are copies', sit(Array.from({ length: count }, (_, i) => drawMany(2, 0)[i]!))],
])('what is liked more but %s is rejected and says so', async (fault, after) => {
  const verdict = await judge(before, after, eye, likesFirst(400));
  expect(verdict, `seed ${seed}`).toMatchObject({ promoted: false, reason: expect.stringContaining(fault) });
});

test('painting more of what is liked is no loss of quality, as it is none to choose so among real pictures', async () => {
  const chosen = moved(1.8);
  const verdict = await judge(before, chosen, eye, likesFirst(400));
  expect(verdict, `seed ${seed}`).toMatchObject({ promoted: true, tooFar: false });
  const blind = await judge(before, chosen, eye);
  expect(blind.reason, `seed ${seed}`).toContain('farther from real ones');
});

test('says whether to go less far would help', async () => {
  expect(await judge(before, moved(6), eye, likesFirst(400)), `seed ${seed}`).toMatchObject({ tooFar: true });
  const forgetful = { ...moved(0.6), unseen: unseen.map((error) => 1.2 * error) };
  expect(await judge(before, forgetful, eye, likesFirst(400)), `seed ${seed}`).toMatchObject({ tooFar: false });
});

test('with no taste, pictures that people chose must be painted with less error, beyond noise', async () => {
  const errors = Array.from({ length: 20 }, (_, i) => 0.05 + 0.001 * i);
  const likes = (share: number) => ({ ...before, liked: errors.map((error, i) => error * (share + 0.02 * (i % 3))) });
  expect(await judge(likes(1), likes(0.8), eye)).toMatchObject({
    promoted: true,
    reason: expect.stringMatching(/pictures that people chose or gave painted with 1\d\.\d ± \d\.\d % less error/),
  });
  expect((await judge(likes(1), likes(1), eye)).promoted).toBe(false);
  expect((await judge({ ...likes(1), liked: [0.5] }, { ...likes(1), liked: [0.1] }, eye)).promoted).toBe(false);
});
