import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '#lib/random.ts';
import { blockSize } from '#tensor/blocks.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { compile, type Signature, type Tensors } from '#tensor/program.ts';
import { compareOutputs, runOnce, seed } from '../helpers/numbers.ts';
import { gradientOf } from './kernels/derivative.ts';

/**
 * Networks of as many channels as ONNX Runtime's blocked layout takes, in which all that is done in blocks meets all
 * that is not: convolutions that are fused with what follows and such that must not be, because something else needs
 * what they had before.
 */

const cpu = await openDevice('cpu', 2);
const tfjs = eagerDevice('cpu', 'cpu', "tfjs's own cpu backend");

/** A layer takes all tensors so far and adds one. */
type Layer = (x: tf.Tensor4D, input: (shape: number[]) => tf.Tensor, earlier: tf.Tensor4D[]) => tf.Tensor;
interface Kind {
  name: string;
  draw(random: Random): { text: string; layer: Layer };
}

const widths = [3, 4, 16, 16, 20, 32, 48];
const choose = <Item>(random: Random, items: readonly Item[]) => items[random.integer(items.length)]!;

const enlarge = (x: tf.Tensor4D) => tf.image.resizeNearestNeighbor(x, [x.shape[1] * 2, x.shape[2] * 2]);

/** A convolution whose results are about as large as what it is given. */
function convolve(random: Random, before: (x: tf.Tensor4D) => tf.Tensor4D, name: string): ReturnType<Kind['draw']> {
  const [size, stride, to] = [choose(random, [1, 2, 3, 3, 4, 5]), choose(random, [1, 1, 2, 3]), choose(random, widths)];
  const pad = choose(random, ['same', 'same', 'valid'] as const);
  return {
    text: `${name} ${size} × ${size} to ${to}, stride ${stride}, ${pad}`,
    layer: (given, input) => {
      const x = before(given);
      const fits = pad === 'same' || Math.min(x.shape[1], x.shape[2]) >= size;
      const filter = input([size, size, x.shape[3], to]) as tf.Tensor4D;
      const scale = 1.5 / Math.sqrt(size * size * x.shape[3]);
      return tf.conv2d(x, tf.mul(filter, scale), stride, fits ? pad : 'same');
    },
  };
}

const plain = (name: string, layer: Layer): Kind => ({ name, draw: () => ({ text: name, layer }) });

const kinds: Kind[] = [
  { name: 'conv2d', draw: (random) => convolve(random, (x) => x, 'conv2d') },
  { name: 'conv2d', draw: (random) => convolve(random, (x) => x, 'conv2d') },
  { name: 'enlarged', draw: (random) => convolve(random, enlarge, 'conv2d of it enlarged') },
  plain('bias', (x, input) => tf.add(x, input([x.shape[3]]))),
  plain('bias', (x, input) => tf.add(x, input([x.shape[3]]))),
  plain('scale and shift', (x, input) => {
    const shape = [x.shape[0], 1, 1, x.shape[3]];
    return tf.add(tf.mul(x, input(shape)), input(shape));
  }),
  plain('noise of one channel', (x, input) => tf.add(x, input([1, x.shape[1], x.shape[2], 1]))),
  plain('leakyRelu', (x) => tf.leakyRelu(x, 0.2)),
  plain('leakyRelu', (x) => tf.leakyRelu(x, 0.2)),
  plain('relu', (x) => tf.relu(x)),
  plain('itself and its leakyRelu', (x) => tf.add(x, tf.leakyRelu(x, 0.1))),
  {
    name: 'needed twice',
    draw: (random) => {
      const { text, layer } = convolve(random, choose(random, [(x) => x, enlarge]), 'conv2d');
      const again: Layer = (x, input, earlier) => {
        const y = layer(x, input, earlier);
        return tf.mul(tf.leakyRelu(tf.add(y, input([y.shape[3]!])), 0.2), tf.tanh(y));
      };
      return { text: `${text}, bias, leakyRelu, times its tanh`, layer: again };
    },
  },
  plain('times its sigmoid', (x) => tf.mul(x, tf.sigmoid(x))),
  plain('tanh', (x) => tf.tanh(x)),
  plain('halves', (x) => tf.mul(x, 0.5)),
  plain('avgPool', (x) => (Math.min(x.shape[1], x.shape[2]) > 1 ? tf.avgPool(x, 2, 2, 'valid') : x)),
  plain('enlarged', (x) => (x.shape[1] < 12 ? enlarge(x) : x)),
  plain('normalised', (x) => {
    const { mean, variance } = tf.moments(x, [1, 2], true);
    return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 0.3)));
  }),
  plain('pixels normalised', (x) => tf.div(x, tf.sqrt(tf.add(tf.mean(tf.square(x), 3, true), 0.3)))),
  plain('beside itself', (x) => (x.shape[3] < 48 ? tf.concat([x, tf.tanh(x)], 3) : x)),
  plain('transposed', (x) => tf.transpose(x, [0, 2, 1, 3])),
  plain('largest of each pixel', (x) => tf.mul(x, tf.max(x, 3, true))),
  plain('half of the channels', (x) => tf.slice(x, [0, 0, 0, 0], [-1, -1, -1, Math.ceil(x.shape[3] / 2)])),
  plain('with an earlier one', (x, _, earlier) => {
    const alike = earlier.slice(0, -1).find(({ shape }) => String(shape) === String(x.shape));
    return alike ? tf.add(x, alike) : x;
  }),
];

interface Network {
  text: string;
  signature: Signature;
  fn: (inputs: Tensors) => Tensors;
}

function drawNetwork(random: Random): Network {
  const side = choose(random, [2, 3, 4, 5, 11]);
  const shape = [1 + random.integer(3), side, side + random.integer(2), choose(random, widths)];
  const layers = Array.from({ length: 4 + random.integer(6) }, () => choose(random, kinds).draw(random));
  const signature: Signature = { x: { shape } };
  const build = (take: (name: string, shape: number[]) => tf.Tensor): Tensors => {
    const tensors = [take('x', shape) as tf.Tensor4D];
    let count = 0;
    for (const { layer } of layers)
      tensors.push(layer(tensors.at(-1)!, (own) => take(`w${count++}`, own), tensors) as tf.Tensor4D);
    return { last: tensors.at(-1)!, middle: tensors[Math.ceil(tensors.length / 2)]! };
  };
  tf.tidy(() => {
    build((name, own) => {
      signature[name] = { shape: own };
      return tf.zeros(own);
    });
  });
  const text = [`x [${shape}]`, ...layers.map(({ text }) => text)].join('\n');
  return { text, signature, fn: (inputs) => build((name) => inputs[name]!) };
}

/** Numbers in [-1, 1) for all of a signature. */
function draw(random: Random, signature: Signature): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(signature).map(([name, { shape }]) => {
      const data = Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => random.uniform() * 2 - 1);
      return [name, data];
    }),
  );
}

describe('networks of many channels compute on blocks what tfjs computes', () => {
  test.each(Array.from({ length: 80 }, (_, index) => index))('network %i and its gradients', async (number) => {
    const random = createRandom(seed, 1000 + number);
    const { text, signature, fn } = drawNetwork(random);
    const { outputs } = compile(fn, signature);
    const weights = Object.fromEntries(Object.entries(outputs).map(([name, spec]) => [`weight:${name}`, spec]));
    const gradient = gradientOf(fn, signature);
    const program = compile((all) => ({ ...fn(all), ...gradient(all) }), { ...signature, ...weights });
    const inputs = draw(random, { ...signature, ...weights });
    const expected = await runOnce(tfjs, program, inputs);
    const { wrong } = compareOutputs(await runOnce(cpu, program, inputs), expected, () => 1e-4);
    expect(wrong, `with SEED=${seed}:\n${text}`).toEqual([]);
  });
});

test('this processor has blocked convolutions, so that the networks above try them', async () => {
  expect([8, 16]).toContain(await blockSize());
});
