import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '#lib/random.ts';
import { judge, lostShare, type Sampled } from '#studio/training/gate.ts';
import type { Reference } from '#studio/training/reference.ts';
import type { Features } from '#training/evaluation/features.ts';
import type { Taste } from '#training/taste/fit.ts';

const seed = Math.floor(Math.random() * 2 ** 31);
const size = 6;
const count = 400;

/** What the tests call a picture is its features, as bytes about 100, ten to a standard deviation. */
const draw = (random: Random, centre = 0, spread = 1) =>
  Uint8Array.from({ length: size }, (_, i) => 100 + 10 * (spread * random.normal() + (i === 0 ? centre : 0)));

const describePictures = (pictures: readonly Uint8Array[]): Features => ({
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

const reference: Reference = {
  describe: async (pictures) => describePictures(pictures),
  real: describePictures(drawMany(1)),
  others: describePictures(drawMany(2)),
  sights: describePictures(drawMany(1)),
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
const sampled = (pictures: readonly Uint8Array[], more: Partial<Sampled> = {}): Sampled => {
  return { pictures, sights: describePictures(pictures), unseen, liked: [], ...more };
};
const before = sampled(drawMany(3, -0.6));
const moved = (by: number) => sampled(drawMany(3, -0.6 + by));

test('what is liked more, and loses nothing, is promoted, with its figures', async () => {
  const { promoted, reason, figures } = await judge(before, moved(0.6), reference, likesFirst(400));
  expect(reason).toMatch(/^it is better beyond noise: liked 0\.\d\d ± 0\.\d\d standard deviations more$/);
  expect(promoted, `seed ${seed}`).toBe(true);
  expect(figures.taste_gain, `seed ${seed}`).toBeGreaterThan(0.3);
  expect(figures.diversity_ratio, `seed ${seed}`).toBeGreaterThan(0.9);
});

test('what is the same, or liked as a doubtful taste has it, is not', async () => {
  expect(await judge(before, before, reference, likesFirst(400))).toMatchObject({
    promoted: false,
    reason: expect.stringContaining('no better beyond noise: liked 0.00'),
    figures: { taste_gain: 0, kid_ratio: 1, diversity_ratio: 1 },
  });
  expect((await judge(before, moved(0.6), reference, likesFirst(1))).promoted, `seed ${seed}`).toBe(false);
});

test.each([
  ['less varied', sampled(drawMany(3, 0, 0.5))],
  ['farther from real ones', moved(6)],
  ['that it never saw less well', { ...moved(0.6), unseen: unseen.map((error) => 1.2 * error) }],
  ['are copies', sampled(Array.from({ length: count }, (_, i) => drawMany(2, 0)[i]!))],
])('what is liked more but %s is rejected and says so', async (fault, after) => {
  const verdict = await judge(before, after, reference, likesFirst(400));
  expect(verdict, `seed ${seed}`).toMatchObject({ promoted: false, reason: expect.stringContaining(fault) });
});

test('painting more of what is liked is no loss of quality, as it is none to choose so among real pictures', async () => {
  const chosen = moved(1.8);
  const verdict = await judge(before, chosen, reference, likesFirst(400));
  expect(verdict, `seed ${seed}`).toMatchObject({ promoted: true, tooFar: false });
  const blind = await judge(before, chosen, reference);
  expect(blind.reason, `seed ${seed}`).toContain('farther from real ones');
});

test('says whether to go less far would help', async () => {
  expect(await judge(before, moved(6), reference, likesFirst(400)), `seed ${seed}`).toMatchObject({ tooFar: true });
  const forgetful = { ...moved(0.6), unseen: unseen.map((error) => 1.2 * error) };
  expect(await judge(before, forgetful, reference, likesFirst(400)), `seed ${seed}`).toMatchObject({ tooFar: false });
});

test('with no taste, pictures that people chose must be painted with less error, beyond noise', async () => {
  const errors = Array.from({ length: 20 }, (_, i) => 0.05 + 0.001 * i);
  const likes = (share: number) => ({ ...before, liked: errors.map((error, i) => error * (share + 0.02 * (i % 3))) });
  expect(await judge(likes(1), likes(0.8), reference)).toMatchObject({
    promoted: true,
    reason: expect.stringMatching(/pictures that people chose or gave painted with 1\d\.\d ± \d\.\d % less error/),
  });
  expect((await judge(likes(1), likes(1), reference)).promoted).toBe(false);
  expect((await judge({ ...likes(1), liked: [0.5] }, { ...likes(1), liked: [0.1] }, reference)).promoted).toBe(false);
});

/** Values on both sides of a bound, close to it. */
const around = (bound: number) => [bound - 0.01, bound + 0.01];

describe('at the bounds of what a candidate may lose', () => {
  const faultsOf = async (after: Sampled, from = before) => judge(from, after, reference, likesFirst(400));

  test.each(around(0.85))('a variety of %f of before', async (target) => {
    const centre = (pictures: readonly Uint8Array[], share: number) =>
      pictures.map((picture) => Uint8Array.from(picture, (byte) => Math.round(100 + share * (byte - 100))));
    // Large numbers, so that rounding to bytes changes no ratio.
    const wide = drawMany(3, 0, 2);
    const { reason, figures } = await faultsOf(sampled(centre(wide, target)), sampled(wide));
    expect(figures.diversity_ratio, `seed ${seed}`).toBeCloseTo(target, 2);
    expect(reason.includes('less varied'), `${reason}, seed ${seed}`).toBe(figures.diversity_ratio! < 0.85);
  });

  test.each(around(1.05))('an error of %f of before at pictures never seen', async (target) => {
    const { promoted, reason, figures } = await faultsOf({ ...moved(0.6), unseen: unseen.map((one) => target * one) });
    expect(figures.heldout_mae! / figures.heldout_mae_before!).toBeCloseTo(target, 6);
    expect(reason.includes('less well'), reason).toBe(target > 1.05);
    expect(promoted, `${reason}, seed ${seed}`).toBe(target < 1.05);
  });

  test('a distance from real pictures of 1.25 of before', async () => {
    let [near, far] = [0, 2];
    let closest = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 8; round++) {
      const by = (near + far) / 2;
      const { reason, figures } = await judge(before, moved(-by), reference);
      const ratio = figures.kid_ratio!;
      expect(reason.includes('farther from real ones'), `${ratio}, seed ${seed}`).toBe(ratio > 1.25);
      if (ratio > 1.25) far = by;
      else near = by;
      closest = Math.min(closest, Math.abs(ratio - 1.25));
    }
    expect(closest, `seed ${seed}`).toBeLessThan(0.15);
  });

  test('a share of copies beyond 1 % and twice its own error', async () => {
    const fresh = drawMany(4);
    const copies = drawMany(2);
    for (const copied of [4, 12, 16, 20]) {
      const after = sampled(fresh.map((picture, i) => (i < copied ? copies[i]! : picture)));
      const { reason, figures } = await judge(sampled(fresh), after, reference);
      const [share, was] = [figures.memorised_share!, figures.memorised_share_before!];
      const error = Math.sqrt((2 * share * (1 - share)) / count);
      expect(reason.includes('copies of those'), `${copied} copies, seed ${seed}`).toBe(share > was + 0.01 + 2 * error);
      expect(share, `seed ${seed}`).toBeGreaterThanOrEqual(copied / count - 1e-9);
    }
  });

  test('a gain of two standard errors', async () => {
    // Errors that fall by a mean of `gain` with a deviation of 1 about it over 101 pictures: an error of 0.1.
    const spread = Array.from({ length: 101 }, (_, i) => (i === 50 ? 0 : i < 50 ? -1 : 1) * Math.sqrt(101 / 100));
    const likes = (values: readonly number[]) => ({ ...before, liked: values });
    const old = spread.map(() => 100);
    for (const [gain, better] of [
      [0.19, false],
      [0.21, true],
    ] as const) {
      const verdict = await judge(likes(old), likes(spread.map((value) => 100 - gain - value)), reference);
      expect(verdict.figures.liked_gain_error).toBeCloseTo(0.001, 6);
      expect(verdict.promoted, `${gain}`).toBe(better);
    }
  });

  test('five pictures that people chose are enough to tell by, four are not', async () => {
    const likes = (length: number, error: number) => ({
      ...before,
      liked: Array.from({ length }, (_, i) => error * (1 + 0.01 * i)),
    });
    for (const [length, known] of [
      [4, false],
      [5, true],
    ] as const) {
      const { figures } = await judge(likes(length, 1), likes(length, 0.5), reference);
      expect(figures.liked_gain !== undefined, `${length}`).toBe(known);
    }
  });

  test('the lostShare is 1 at each bound', () => {
    const quality = (diversity: number, kid: number) => ({ features: describePictures([]), diversity, kid });
    const was = quality(2, 0.04);
    expect(lostShare({ was, is: quality(2 * 0.85, 0.04) })).toBeCloseTo(1, 6);
    expect(lostShare({ was, is: quality(2, 0.04 * 1.25) })).toBeCloseTo(1, 6);
    expect(lostShare({ was, is: was })).toBe(0);
    expect(lostShare({ was: quality(2, 0.001), is: quality(2, 0.009) })).toBe(0);
    expect(lostShare({ was, is: quality(2 * 0.7, 0.04) })).toBeCloseTo(2, 6);
  });
});
