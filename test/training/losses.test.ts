import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { astray, descend, edgeL1, klDivergence, multiScaleL1, stepsAlong, towardNext } from '#training/losses.ts';
import { seed } from '../helpers/numbers.ts';

const random = createRandom(seed);
const note = `SEED=${seed}`;
const draw = (length: number) => Float32Array.from({ length }, () => random.normal());
const mean = (values: Iterable<number>) => {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
};
const pictures = (values: Float32Array, [batch, side, channels]: [number, number, number]) =>
  tf.tensor4d(values, [batch, side, side, channels]);
const numberOf = (scalar: tf.Tensor) => scalar.dataSync()[0]!;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('losses, against sums by hand', () => {
  const shape: [number, number, number] = [2, 8, 3];
  const [image, target] = [draw(2 * 8 * 8 * 3), draw(2 * 8 * 8 * 3)];
  const differs = image.map((value, i) => value - target[i]!);
  const at = (values: ArrayLike<number>, side: number, [b, y, x, c]: [number, number, number, number]) =>
    values[((b * side + y) * side + x) * 3 + c]!;
  /** Means of squares of two by two. */
  const halve = (values: ArrayLike<number>, side: number) => {
    const half = side / 2;
    return Float32Array.from({ length: 2 * half * half * 3 }, (_, i) => {
      const [c, x, y, b] = [
        i % 3,
        Math.floor(i / 3) % half,
        Math.floor(i / 3 / half) % half,
        Math.floor(i / 3 / half / half),
      ];
      const square = [0, 1].flatMap((dy) => [0, 1].map((dx) => at(values, side, [b, 2 * y + dy, 2 * x + dx, c])));
      return mean(square);
    });
  };

  test('the error is that of the picture, and of it at half, a quarter and an eighth of its size', () => {
    const sums = [mean(differs.map(Math.abs))];
    for (let side = 8, smaller: Float32Array = differs; side > 1; side /= 2) {
      smaller = halve(smaller, side);
      sums.push(mean(smaller.map(Math.abs)));
    }
    const [a, b] = [pictures(image, shape), pictures(target, shape)];
    expect(numberOf(multiScaleL1(a, b)), note).toBeCloseTo(
      sums.reduce((sum, value) => sum + value, 0),
      5,
    );
    expect(numberOf(multiScaleL1(a, b, 1)), note).toBeCloseTo(sums[0]!, 5);
    expect(numberOf(multiScaleL1(a, b, 2)), note).toBeCloseTo(sums[0]! + sums[1]!, 5);
    expect(numberOf(multiScaleL1(a, a))).toBe(0);
  });

  test('edges are the steps to the right and to the pixel below', () => {
    const [right, down] = [[], []] as [number[], number[]];
    for (let b = 0; b < 2; b++) {
      for (let y = 0; y < 8; y++) {
        for (let x = 0; x < 8; x++) {
          for (let c = 0; c < 3; c++) {
            const here = at(differs, 8, [b, y, x, c]);
            if (x < 7) right.push(at(differs, 8, [b, y, x + 1, c]) - here);
            if (y < 7) down.push(at(differs, 8, [b, y + 1, x, c]) - here);
          }
        }
      }
    }
    const [a, b] = [pictures(image, shape), pictures(target, shape)];
    const byHand = mean(right.map(Math.abs)) + mean(down.map(Math.abs));
    expect(numberOf(edgeL1(a, b)), note).toBeCloseTo(byHand, 5);
    expect(numberOf(edgeL1(tf.add(a, 1) as tf.Tensor4D, a))).toBeCloseTo(0, 6);
    expect([stepsAlong(a, 1).shape, stepsAlong(a, 2).shape]).toEqual([
      [2, 7, 8, 3],
      [2, 8, 7, 3],
    ]);
  });

  test('the divergence from a normal is nothing at a normal, and grows as the formula says', () => {
    const [means, logVariances] = [draw(6), draw(6)];
    const byHand = mean(means.map((m, i) => 0.5 * (m ** 2 + Math.exp(logVariances[i]!) - 1 - logVariances[i]!)));
    expect(numberOf(klDivergence(tf.tensor2d(means, [2, 3]), tf.tensor2d(logVariances, [2, 3]))), note).toBeCloseTo(
      byHand,
      5,
    );
    expect(numberOf(klDivergence(tf.zeros([2, 3]), tf.zeros([2, 3])))).toBe(0);
    expect(numberOf(klDivergence(tf.fill([2, 3], 2), tf.zeros([1, 3])))).toBeCloseTo(2, 6);
  });

  test('each row moves toward the one after it, the last toward the first', () => {
    const moved = towardNext(tf.tensor2d([0, 10, 100], [3, 1]), tf.tensor2d([0.5, 0.1, 1], [3, 1]));
    expect([...moved.dataSync()].map((value) => Math.round(value * 1000) / 1000)).toEqual([5, 19, 0]);
  });

  test('what is painted astray counts where it counts, by squares of an eighth', () => {
    const flat = (...values: number[]) =>
      tf.tensor4d(
        values.flatMap((value) => Array<number>(16 * 16).fill(value)),
        [values.length, 16, 16, 1],
      );
    const shares = (...of: number[]) => tf.tensor4d(of, [of.length, 1, 1, 1]);
    const rows = (...of: boolean[]) => tf.tensor4d(of, [of.length, 1, 1, 1], 'bool');
    const all = { share: shares(0.25, 0.5), rows: rows(true, true) };
    // Rows of 1 and 3 lie at 1.5 and 2 where they have moved.
    expect(numberOf(astray(flat(1.5, 2), flat(1, 3), all))).toBeCloseTo(0, 6);
    expect(numberOf(astray(flat(2.5, 4), flat(1, 3), all))).toBeCloseTo((1 + 2) / 2, 6);
    expect(numberOf(astray(flat(2.5, 4), flat(1, 3), { ...all, rows: rows(false, true) }))).toBeCloseTo(1, 6);
    // A pixel's error is that of its square of two by two.
    const dots = tf.tensor4d(
      Array.from({ length: 16 * 16 }, (_, i) => (i % 2 ? 1 : -1)),
      [1, 16, 16, 1],
    );
    const still = { share: shares(0), rows: rows(true) };
    expect(numberOf(astray(dots, flat(0), still))).toBeCloseTo(0, 6);
  });

  test('a gradient is the slope of the loss alone, whatever is named beside it', () => {
    const parameters = { a: tf.tensor1d([1, -2]), b: tf.scalar(3) };
    const { gradients, losses, metrics } = descend(parameters, ({ a, b }) => ({
      losses: { loss: tf.sum(tf.mul(tf.square(a!), b!)), beside: tf.mul(b!, 100) },
      metrics: { size: tf.sum(a!) },
    }));
    expect([...gradients.a!.dataSync()]).toEqual([6, -12]);
    expect([...gradients.b!.dataSync()]).toEqual([5]);
    expect([losses.loss, losses.beside, metrics!.size].map((one) => numberOf(one!))).toEqual([15, 300, -1]);
  });
});
