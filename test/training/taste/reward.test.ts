import type * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { compile } from '#tensor/program.ts';
import type { Features } from '#training/evaluation/features.ts';
import type { Taste } from '#training/taste/fit.ts';
import { lookNames } from '#training/taste/looks.ts';
import { directionOf, rewardOf } from '#training/taste/reward.ts';

const size = lookNames.length;
const place = (name: string) => lookNames.indexOf(name);
const frame = {
  axes: { mean: new Float32Array(1), directions: new Float32Array(0), deviations: new Float32Array(0) },
  styles: [],
};

/** Looks about a half in each number, but for those named. */
function looks(stream: number, middles: Record<string, number> = {}): Features {
  const random = createRandom(3, stream);
  const count = 200;
  return {
    size,
    values: Float32Array.from({ length: count * size }, (_, i) => {
      return (middles[lookNames[i % size]!] ?? 0.5) + 0.2 * random.normal();
    }),
  };
}

/** Likes red; `precision` says how surely each number is known to matter so much. */
function likesRed(precision: number): Taste {
  return {
    standard: { mean: new Float32Array(size).fill(0.5), deviation: new Float32Array(size).fill(0.2) },
    posterior: {
      mean: Float64Array.from({ length: size }, (_, i) => Number(i === place('red'))),
      root: Float64Array.from({ length: size ** 2 }, (_, i) => (i % (size + 1) === 0 ? Math.sqrt(precision) : 0)),
    },
    heldOut: { accuracy: 0.7, gain: 0.1, error: 0.01 },
    variance: 0.1,
  };
}

/** What it is worth that each number alone is so much larger. */
async function worthOf(taste: Taste, change: number, painted = looks(1)): Promise<(name: string) => number> {
  const direction = directionOf(taste, { painted, real: looks(2), frame });
  const device = await openDevice('cpu', 1);
  const program = await device.load(
    compile(({ change }) => ({ worth: rewardOf(change as tf.Tensor2D, direction) }), {
      change: { shape: [size, size] },
    }),
  );
  const identity = Float32Array.from({ length: size ** 2 }, (_, i) => (i % (size + 1) === 0 ? change : 0));
  const { worth } = await program.run({ change: identity });
  await program.release();
  return (name) => worth![place(name)]!;
}

test('what people like is worth what it is in standard deviations, less what is in doubt', async () => {
  const sure = await worthOf(likesRed(1e6), 0.02);
  expect(sure('red')).toBeCloseTo(0.1, 1);
  expect(sure('red')).toBeGreaterThan(0.07);
  expect(Math.abs(sure('blue'))).toBeLessThan(0.03);
  const unsure = await worthOf(likesRed(4), 0.02);
  expect(unsure('red')).toBeLessThan(sure('red') - 0.03);
  expect(unsure('blue')).toBeLessThan(-0.03);
});

test('what brings pictures nearer to real ones is worth something too, and to go far is not', async () => {
  const worth = await worthOf(likesRed(1e6), 0.02, looks(1, { edges: 0.1 }));
  expect(worth('edges')).toBeGreaterThan(0.01);
  const far = await worthOf(likesRed(1e6), 1, looks(1, { edges: 0.1 }));
  expect(far('edges')).toBeLessThan(worth('edges'));
});
