import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { compile, type Numbers, type Tensors } from '#tensor/program.ts';
import { compete, discriminatorParameters } from '#training/adversarial/discriminator.ts';
import { preparePerception } from '#training/adversarial/perception.ts';
import { augmentationSignature, drawAugmentation } from '#training/augmentation.ts';
import { allocateParameters, initParameters } from '#training/networks/parameters.ts';
import { tinyDataset } from '../../helpers/dataset.ts';
import { runOnce, seed } from '../../helpers/numbers.ts';

const cpu = await openDevice('cpu', 1);
const specs = discriminatorParameters({ styles: ['a', 'b'], heads: 4 });
const batch = 2;
const shape = [batch, 64, 64, 4];
const { views, signature } = initParameters(specs, seed, allocateParameters(specs).flat);

describe('a contest', () => {
  let results: Record<string, Numbers>;
  beforeAll(async () => {
    const fixed = await preparePerception(tinyDataset(), cpu);
    const network = Object.fromEntries(Object.entries(fixed).map(([name, { shape }]) => [name, { shape }]));
    const names = Object.keys(signature);
    const program = compile(
      (inputs) => {
        const pick = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, inputs[key]!])) as Tensors;
        const drawn = pick(Object.keys(augmentationSignature(batch, 64)));
        const play = (fake: tf.Tensor4D, p: Tensors) =>
          compete(p, pick(Object.keys(network)), {
            ...{ real: inputs.real as tf.Tensor4D, fake, style: inputs.style!, otherStyle: inputs.otherStyle! },
            ...{ drawn, penalised: true },
          });
        const by = (player: 'discriminator' | 'generator') => {
          const loss = (fake: tf.Tensor, ...rest: tf.Tensor[]) =>
            play(fake as tf.Tensor4D, Object.fromEntries(names.map((name, i) => [name, rest[i]!])))[player];
          const [ofFake, ...ofParameters] = tf.grads(loss)([inputs.fake!, ...names.map((name) => inputs[name]!)]);
          const square = tf.addN(ofParameters.map((gradient) => tf.sum(tf.square(gradient))));
          return { [`${player}/pictures`]: tf.sum(tf.square(ofFake!)), [`${player}/heads`]: square };
        };
        const { metrics, seen: _seen, ...losses } = play(inputs.fake as tf.Tensor4D, pick(names));
        const same = play(inputs.real as tf.Tensor4D, pick(names));
        // Each has half as much, and as much, of telling the picture's style, which is the same of both.
        const undecided = tf.sub(tf.mul(2, same.discriminator), same.generator);
        return { ...by('discriminator'), ...by('generator'), ...(losses as Tensors), ...metrics, same: undecided };
      },
      {
        ...signature,
        ...network,
        ...augmentationSignature(batch, 64),
        ...{ real: { shape }, fake: { shape }, style: { shape: [batch, 2] }, otherStyle: { shape: [batch, 2] } },
      },
      Object.fromEntries(Object.entries(fixed).map(([name, { data }]) => [name, data])),
    );
    const random = createRandom(seed);
    const noise = () =>
      Float32Array.from({ length: batch * 64 * 64 * 4 }, (_, i) => (i % 4 === 3 ? 1 : random.uniform()));
    results = await runOnce(cpu, program, {
      ...views,
      ...drawAugmentation(random, batch, { size: 64 }),
      ...{ real: noise(), fake: noise(), style: Float32Array.of(1, 0, 0, 1), otherStyle: Float32Array.of(0, 1, 1, 0) },
    });
  });

  test('teaches the discriminator by its own loss alone, and pictures by theirs', () => {
    expect(results['discriminator/heads']![0], `seed ${seed}`).toBeGreaterThan(0);
    expect(results['generator/pictures']![0], `seed ${seed}`).toBeGreaterThan(0);
    expect(results['discriminator/pictures']![0], `seed ${seed}`).toBe(0);
    expect(results['generator/heads']![0], `seed ${seed}`).toBe(0);
  });

  test('is undecided between a picture and itself', () => {
    expect(results.same![0], `seed ${seed}`).toBeCloseTo(Math.LN2, 5);
  });

  test('says how steep the discriminator is where it is the turn of the penalty', () => {
    expect(results.penalty![0], `seed ${seed}`).toBeGreaterThan(0);
    expect(Number.isFinite(results.margin![0])).toBe(true);
  });
});
