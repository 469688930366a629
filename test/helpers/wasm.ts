import * as ort from 'onnxruntime-web';
import type { Numbers } from '#tensor/program.ts';

ort.env.wasm.numThreads = 1;

/** Runs an ONNX file once in the browsers' ONNX Runtime, on WebAssembly: inputs with their shapes in, numbers out. */
export async function runOnWasm(
  onnx: Uint8Array,
  inputs: Record<string, { data: Float32Array; shape: readonly number[] }>,
): Promise<Record<string, Numbers>> {
  const session = await ort.InferenceSession.create(onnx, { executionProviders: ['wasm'] });
  const feeds = Object.entries(inputs).map(([name, { data, shape }]) => [name, new ort.Tensor('float32', data, shape)]);
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, data as Numbers]));
}
