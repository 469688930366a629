import { expect, test } from 'vitest';
import { createRandom, type Random } from '#lib/random.ts';
import type { Sign } from '#training/taste/evidence.ts';
import { type Evidence, fitTaste, isConvincing, type Taste } from '#training/taste/fit.ts';
import { drawFrom } from '#training/taste/logistic.ts';

const size = 12;
const perGrid = 4;

/** What everybody likes: a direction among the features. */
const liking = Float64Array.from({ length: size }, (_, i) => (i < 3 ? [1, -0.8, 0.6][i]! : 0));

interface Community {
  grids?: number;
  /** Share of votes that are given at random. */
  noise?: number;
  /** How much seldomer a picture is voted on for each place farther back, and how much better the front ones are. */
  bias?: number;
}

/** Votes of twenty people, one on each grid: up above the average, else down. */
function vote(random: Random, { grids = 200, noise = 0.1, bias = 0 }: Community = {}): Evidence {
  const values = Float32Array.from({ length: grids * perGrid * size }, random.normal);
  const signs = Array.from({ length: grids }, (_, grid): Sign => {
    const place = Math.floor(perGrid * random.uniform() ** (1 + bias));
    const picture = grid * perGrid + place;
    const liked = random.uniform() < noise ? random.uniform() < 0.5 : scoreAt(values, picture) > 0;
    return { person: `person ${random.integer(20)}`, picture, kind: liked ? 'up' : 'down' };
  });
  const voters = [...Map.groupBy(signs, ({ person }) => person)].map(([id, own]) => ({
    id,
    signs: own.length,
    days: 1,
  }));
  const shown = Array.from({ length: grids }, (_, grid) =>
    Array.from({ length: perGrid }, (_, i) => grid * perGrid + i),
  );
  return { features: { size, values }, grids: shown, signs, voters };
}

const scoreAt = (values: Float32Array, picture: number) =>
  liking.reduce((sum, weight, i) => sum + weight * values[picture * size + i]!, 0);

/** The cosine of the angle between what was learnt and what people like. */
function agreement({ posterior }: Taste): number {
  const learnt = posterior.mean.subarray(0, size);
  return learnt.reduce((sum, value, i) => sum + value * liking[i]!, 0) / Math.hypot(...learnt) / Math.hypot(...liking);
}

/** How much draws from what the taste may be agree with what it most likely is: the mean cosine. */
function certainty({ posterior }: Taste): number {
  const random = createRandom(seed, 1);
  const likely = posterior.mean.subarray(0, size);
  const cosines = Array.from({ length: 50 }, () => {
    const draw = drawFrom(posterior, random).subarray(0, size);
    return draw.reduce((sum, value, i) => sum + value * likely[i]!, 0) / Math.hypot(...draw) / Math.hypot(...likely);
  });
  return cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
}

const seed = Math.floor(Math.random() * 2 ** 31);

test('two hundred votes teach what people like, and how well that is known', async () => {
  const taste = await fitTaste(vote(createRandom(seed)));
  expect(agreement(taste), `seed ${seed}`).toBeGreaterThan(0.85);
  expect(isConvincing(taste), `seed ${seed}`).toBe(true);
  expect(taste.heldOut.accuracy, `seed ${seed}`).toBeGreaterThan(0.6);
});

test('votes at random teach nothing', async () => {
  const tastes = await Promise.all(
    Array.from({ length: 10 }, (_, run) => fitTaste(vote(createRandom(seed, run), { noise: 1, grids: 60 }))),
  );
  expect(tastes.filter(isConvincing).length, `seed ${seed}`).toBeLessThanOrEqual(4);
});

test('a few votes leave more in doubt than many', async () => {
  const [few, many] = await Promise.all(
    [30, 300].map(async (grids) => certainty(await fitTaste(vote(createRandom(seed), { grids })))),
  );
  expect(few, `seed ${seed}`).toBeLessThan(many!);
});

test('what others like is believed until a community says otherwise', async () => {
  const before = liking.map((weight) => 0.5 * weight);
  const [alike, against] = [before, before.map((weight) => -weight)];
  const evidence = vote(createRandom(seed), { grids: 12 });
  const [alone, helped] = await Promise.all([fitTaste(evidence), fitTaste(evidence, { before: alike })]);
  expect(agreement(helped), `seed ${seed}`).toBeGreaterThan(agreement(alone));
  const contrary = await fitTaste(vote(createRandom(seed), { grids: 300 }), { before: against });
  expect(agreement(contrary), `seed ${seed}`).toBeGreaterThan(0.7);
});

test('standing first is not taken for being liked', async () => {
  const random = createRandom(seed);
  const evidence = vote(random, { bias: 2, grids: 300 });
  for (const grid of evidence.grids) {
    for (const [place, picture] of grid.entries()) evidence.features.values[picture * size + size - 1] = -place;
  }
  for (const sign of evidence.signs) sign.kind = 'up';
  const { posterior } = await fitTaste(evidence);
  expect(Math.abs(posterior.mean[size - 1]!), `seed ${seed}`).toBeLessThan(Math.abs(posterior.mean[size]!));
});
