import type { Recorder, Symbolic } from '../recorder.ts';
import { kernel } from './registry.ts';

kernel('Fill', (recorder, _inputs, fill: { shape: number[]; value: number; dtype?: Symbolic['dtype'] }) =>
  recorder.uniform(fill.value, fill.shape, fill.dtype ?? 'float32'),
);
kernel('ZerosLike', (recorder, { x }) => recorder.uniform(0, x!.shape, x!.dtype));
kernel('OnesLike', (recorder, { x }) => recorder.uniform(1, x!.shape, x!.dtype));

/** A vector of numbers that are known while recording. */
export function vector(recorder: Recorder, numbers: readonly number[], dtype: 'float32' | 'int32'): Symbolic {
  const data = dtype === 'int32' ? Int32Array.from(numbers) : Float32Array.from(numbers);
  const value = recorder.graph.constant(dtype, [numbers.length], new Uint8Array(data.buffer));
  return { shape: [numbers.length], dtype, layout: 'rows', value };
}

interface RangeAttributes {
  start: number;
  stop: number;
  step: number;
  dtype: 'float32' | 'int32';
}

kernel('Range', (recorder, _inputs, { start, stop, step, dtype }: RangeAttributes) => {
  const signed = stop < start && step === 1 ? -1 : step;
  const count = Math.max(0, Math.ceil((stop - start) / signed));
  return vector(
    recorder,
    Array.from({ length: count }, (_, index) => start + index * signed),
    dtype,
  );
});

kernel('LinSpace', (recorder, _inputs, { start, stop, num }: { start: number; stop: number; num: number }) =>
  vector(
    recorder,
    Array.from({ length: num }, (_, index) => start + (index * (stop - start)) / Math.max(1, num - 1)),
    'float32',
  ),
);
