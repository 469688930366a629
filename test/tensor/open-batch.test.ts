import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { encodeModel } from '#tensor/onnx.ts';
import { openBatch } from '#tensor/open-batch.ts';
import { compile, type ProgramFunction } from '#tensor/program.ts';

/** Opens the batch of a function of `x`, `[batch, 2, 2, 3]`, and runs the one graph for batches of one and three. */
async function runOpen(fn: ProgramFunction) {
  const model = openBatch((size) => compile(fn, { x: { shape: [size, 2, 2, 3] } }));
  const session = await ort.InferenceSession.create(encodeModel(model), { logSeverityLevel: 3 });
  const results = [];
  for (const size of [1, 3]) {
    const data = Float32Array.from({ length: size * 12 }, (_, index) => index);
    const { y } = await session.run({ x: new ort.Tensor('float32', data, [size, 2, 2, 3]) });
    results.push({ dims: [...y!.dims], data: [...(y!.data as Float32Array)] });
  }
  await session.release();
  return { model, results };
}

const counted = (count: number) => Array.from({ length: count }, (_, index) => index);

test('the batch is a named length of inputs and outputs', async () => {
  const { model, results } = await runOpen(({ x }) => ({ y: tf.reshape(x!, [x!.shape[0]!, 12]) }));
  expect(model.inputs).toEqual([{ name: 'x', type: 'float32', dims: ['batch', 2, 2, 3] }]);
  expect(model.outputs).toEqual([{ name: 'y', type: 'float32', dims: ['batch', 12] }]);
  expect(results).toEqual([
    { dims: [1, 12], data: counted(12) },
    { dims: [3, 12], data: counted(36) },
  ]);
});

test('shapes that hold the batch are computed from it', async () => {
  const { results } = await runOpen(({ x }) => {
    const start = tf.tile(tf.tensor([10, 20, 30], [1, 1, 1, 3]), [x!.shape[0]!, 2, 1, 1]);
    const columns = tf.reshape(tf.transpose(x!, [1, 0, 2, 3]), [2, x!.shape[0]! * 2, 3]);
    const back = tf.transpose(tf.reshape(columns, [2, x!.shape[0]!, 2, 3]), [1, 0, 2, 3]);
    return { y: tf.add(tf.concat([start, start], 2), back) };
  });
  const expected = (count: number) => counted(count).map((index) => index + 10 * ((index % 3) + 1));
  expect(results).toEqual([
    { dims: [1, 2, 2, 3], data: expected(12) },
    { dims: [3, 2, 2, 3], data: expected(36) },
  ]);
});

test.each<[string, ProgramFunction]>([
  ['a mean over the batch', ({ x }) => ({ y: tf.add(x!, tf.mean(tf.grad((z) => tf.mean(tf.square(z)))(x!))) })],
  ['another number of nodes for each', ({ x }) => ({ y: x!.shape[0]! > 7920 ? tf.neg(tf.abs(x!)) : tf.neg(x!) })],
  [
    'a list of numbers as long',
    ({ x }) => ({ y: tf.add(x!, tf.tensor(counted(x!.shape[0]!), [x!.shape[0]!, 1, 1, 1])) }),
  ],
  ['an output that is twice as long', ({ x }) => ({ y: tf.concat([x!, x!], 0) })],
])('%s is refused', (_, fn) => {
  const opening = () => openBatch((size) => compile(fn, { x: { shape: [size, 2, 2, 3] } }));
  expect(opening).toThrow('it cannot be exported');
});
