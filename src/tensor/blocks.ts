import * as ort from 'onnxruntime-node';
import { Graph } from './graph.ts';
import { encodeModel } from './onnx.ts';
import { blockedDomain } from './recorder.ts';

const channels = 32;
let found: Promise<number> | undefined;

/**
 * How many channels ONNX Runtime's blocked convolutions take together on this processor: as many numbers as its vector
 * instructions take at least, 8 or 16; 0 where this build or processor has no blocked layout. Tried once: channels of
 * two pixels are laid out, and where the second pixel comes tells.
 */
export function blockSize(): Promise<number> {
  found ??= measure().catch(() => 0);
  return found;
}

async function measure(): Promise<number> {
  const graph = new Graph();
  const shape = [1, channels, 1, 2];
  const input = graph.input('x', 'float32', shape);
  graph.output('y', graph.add(`${blockedDomain}ReorderInput`, [input]), 'float32', shape);
  const session = await ort.InferenceSession.create(encodeModel(graph.model()), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    logSeverityLevel: 4,
  });
  const pixels = Float32Array.from({ length: channels * 2 }, (_, index) => index % 2);
  const { y } = await session.run({ x: new ort.Tensor('float32', pixels, shape) });
  await session.release();
  const size = (y!.data as Float32Array).indexOf(1);
  return size > 1 && channels % size === 0 ? size : 0;
}
