import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { compile, type Numbers, type Tensors } from '#tensor/program.ts';
import {
  crossEntropyGame,
  detach,
  gameMetrics,
  gradientPenalty,
  type OpposedGame,
  oppose,
  relativisticGame,
  type Verdict,
} from '#training/adversarial/adversarial.ts';
import { descend } from '#training/losses.ts';
import { relativeDifference, runOnce, seed } from '../../helpers/numbers.ts';

const cpu = await openDevice('cpu', 1);
const batch = 5;

/** A small generator and discriminator with something bent in each. */
const generate = (p: Tensors, noise: tf.Tensor) => tf.tanh(tf.matMul(noise as tf.Tensor2D, p.g as tf.Tensor2D));
const judge = (p: Tensors, pictures: tf.Tensor) => {
  const hidden = tf.tanh(tf.matMul(pictures as tf.Tensor2D, p.d as tf.Tensor2D));
  return tf.reshape(tf.matMul(hidden, p.v as tf.Tensor2D), [-1]) as tf.Tensor1D;
};

const signature = {
  g: { shape: [3, 6] },
  d: { shape: [6, 4] },
  v: { shape: [4, 1] },
  real: { shape: [batch, 6] },
  noise: { shape: [batch, 3] },
};

function drawInputs(): Record<string, Numbers> {
  const random = createRandom(seed);
  return Object.fromEntries(
    Object.entries(signature).map(
      ([
        name,
        {
          shape: [rows, columns],
        },
      ]) => [name, Float32Array.from({ length: rows! * columns! }, () => random.normal())],
    ),
  );
}

const named = (prefix: string, tensors: Tensors) =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [prefix + name, tensor]));

test('the cross-entropy game teaches each player its own loss in one backward pass', async () => {
  const program = compile(({ g, d, v, real, noise }) => {
    const together = descend({ g: g!, d: d!, v: v! }, (q) => {
      const fake = oppose(generate(q, noise!), () => game.slopes);
      const game: OpposedGame = crossEntropyGame({ real: judge(q, real!), fake: judge(q, fake) });
      return { losses: { loss: game.discriminator } };
    });
    const verdict = (q: Tensors, p: Tensors): Verdict => ({
      real: judge(q, real!),
      fake: judge(q, generate(p, noise!)),
    });
    const discriminator = descend({ d: d!, v: v! }, (q) => ({
      losses: { loss: crossEntropyGame(verdict(q, { g: g! })).discriminator },
    }));
    const generator = descend({ g: g! }, (q) => ({
      losses: { loss: crossEntropyGame(verdict({ d: d!, v: v! }, q)).generator },
    }));
    return {
      ...named('together:', together.gradients),
      ...named('apart:', { ...discriminator.gradients, ...generator.gradients }),
    };
  }, signature);
  const results = await runOnce(cpu, program, drawInputs());
  for (const name of ['g', 'd', 'v']) {
    const difference = relativeDifference(results[`together:${name}`]!, results[`apart:${name}`]!);
    expect(difference, `${name}, seed ${seed}`).toBeLessThan(1e-4);
    expect(results[`apart:${name}`]!.some((value) => Math.abs(value) > 1e-4)).toBe(true);
  }
});

describe.each([
  { name: 'cross-entropy', play: crossEntropyGame },
  { name: 'relativistic', play: relativisticGame },
])('the $name game', ({ play }) => {
  test('is won by the discriminator that tells the two apart, and lost by the generator', async () => {
    const program = compile(
      ({ real, fake }) => {
        const { discriminator, generator } = play({ real: real as tf.Tensor1D, fake: fake as tf.Tensor1D });
        return { discriminator, generator };
      },
      { real: { shape: [2] }, fake: { shape: [2] } },
    );
    const [sure, fooled] = [Float32Array.of(6, 8), Float32Array.of(-6, -8)];
    const told = await runOnce(cpu, program, { real: sure, fake: fooled });
    const confused = await runOnce(cpu, program, { real: fooled, fake: sure });
    expect(told.discriminator![0]).toBeLessThan(0.01);
    expect(told.generator![0]).toBeGreaterThan(5);
    expect(confused.discriminator![0]).toBeGreaterThan(5);
    expect(confused.generator![0]).toBeLessThan(0.01);
  });
});

test('a detached tensor has its values and passes no gradient', async () => {
  const program = compile(
    ({ x }) => {
      const slope = tf.grad((inside) => tf.sum(tf.mul(inside, detach(inside as tf.Tensor1D))))(x!);
      return { slope };
    },
    { x: { shape: [3] } },
  );
  const { slope } = await runOnce(cpu, program, { x: Float32Array.of(1, -2, 3) });
  expect([...slope!]).toEqual([1, -2, 3]);
});

describe('the gradient penalty', () => {
  test('of a plane is the squared length of its normal', async () => {
    const program = compile(
      ({ pictures }) => {
        const normal = tf.tensor1d([3, -4]);
        return {
          penalty: gradientPenalty(
            pictures as tf.Tensor4D,
            (x) => tf.sum(tf.mul(tf.reshape(x, [2, 2]), normal), 1) as tf.Tensor1D,
          ),
        };
      },
      { pictures: { shape: [2, 1, 1, 2] } },
    );
    const { penalty } = await runOnce(cpu, program, { pictures: Float32Array.of(1, 2, 3, 4) });
    expect(penalty![0]).toBeCloseTo(25, 4);
  });

  test('flattens the discriminator that descends it', async () => {
    const program = compile(
      ({ d, v, real }) => {
        const { gradients, losses } = descend({ d: d!, v: v! }, (q) => ({
          losses: {
            loss: gradientPenalty(tf.reshape(real!, [batch, 1, 1, 6]), (x) => judge(q, tf.reshape(x, [batch, 6]))),
          },
        }));
        return { ...named('gradient:', gradients), ...losses };
      },
      { d: signature.d, v: signature.v, real: signature.real },
    );
    const { d, v, real } = drawInputs();
    const before = await runOnce(cpu, program, { d: d!, v: v!, real: real! });
    const gradients = ['d', 'v'].map((name) => before[`gradient:${name}`] as Float32Array);
    const length = gradients.reduce((sum, one) => sum + one.reduce((part, value) => part + value ** 2, 0), 0);
    const promised = 0.01 * before.loss![0]!;
    for (const [index, values] of [d!, v!].entries()) {
      for (let i = 0; i < values.length; i++) values[i]! -= (promised / length) * gradients[index]![i]!;
    }
    const after = await runOnce(cpu, program, { d: d!, v: v!, real: real! });
    const fall = before.loss![0]! - after.loss![0]!;
    expect(fall / promised, `seed ${seed}`).toBeGreaterThan(0.9);
    expect(fall / promised, `seed ${seed}`).toBeLessThan(1.1);
  });
});

test('the metrics tell a collapse and a sure discriminator', async () => {
  const program = compile(
    ({ real, fake, one, many }) =>
      gameMetrics({ real: real as tf.Tensor1D, fake: fake as tf.Tensor1D }, { real: many!, fake: one! }),
    { real: { shape: [2] }, fake: { shape: [2] }, one: { shape: [2, 3] }, many: { shape: [2, 3] } },
  );
  const metrics = await runOnce(cpu, program, {
    real: Float32Array.of(3, 5),
    fake: Float32Array.of(-1, 1),
    one: Float32Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.6),
    many: Float32Array.of(0, 0, 0, 1, 1, 1),
  });
  expect(metrics.margin![0]).toBe(4);
  expect(metrics.sign![0]).toBe(1);
  expect(metrics.diversity![0]).toBeLessThan(0.1);
});
