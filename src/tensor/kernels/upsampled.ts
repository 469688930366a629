import type { Recorder, Symbolic } from '../recorder.ts';
import { convolve, type Filter, filterOf, swap, tensorOf, type Window } from './convolve.ts';
import { filterGradient } from './filter-gradient.ts';
import { spread } from './spread.ts';

/**
 * A convolution over pictures enlarged twice by repeating pixels sees each small pixel up to four times. It equals a
 * transposed convolution of the small pictures with a filter one larger, whose places are sums of the first one's:
 * four ninths of the arithmetic for a 3 × 3 filter, and the large pictures are never made.
 */

/** `[(size + 1)², size²]`, ones where a place of the larger filter takes one of the smaller. */
function sums(recorder: Recorder, height: number, width: number): string {
  const matrix = new Float32Array((height + 1) * (width + 1) * height * width);
  for (let row = 0; row <= height; row++) {
    for (let column = 0; column <= width; column++) {
      for (const y of [height - row, height - 1 - row]) {
        for (const x of [width - column, width - 1 - column]) {
          if (y < 0 || y >= height || x < 0 || x >= width) continue;
          matrix[(row * (width + 1) + column) * height * width + y * width + x] = 1;
        }
      }
    }
  }
  const shape = [(height + 1) * (width + 1), height * width];
  return recorder.graph.constant('float32', shape, new Uint8Array(matrix.buffer));
}

/** The larger filter, `[height + 1, width + 1, in, out]`. */
function larger(recorder: Recorder, filter: Symbolic): Filter {
  const { graph } = recorder;
  const [height, width, from, to] = filter.shape as [number, number, number, number];
  const flat = graph.add('Reshape', [recorder.value(filter), graph.integers([height * width, from * to])]);
  const summed = graph.add('Gemm', [sums(recorder, height, width), flat]);
  const shape = [height + 1, width + 1, from, to];
  return filterOf(recorder.emit('Reshape', [summed, graph.integers(shape)], { shape, dtype: 'float32' }));
}

/** The window of the transposed convolution. */
function between(filter: readonly number[], { pads }: Window): Window {
  const [height = 1, width = 1] = filter;
  return {
    strides: [2, 2],
    dilations: [1, 1],
    pads: {
      top: height - 1 - pads.top,
      left: width - 1 - pads.left,
      bottom: height - 1 - pads.bottom,
      right: width - 1 - pads.right,
    },
  };
}

/** Whether a window over enlarged pictures can be laid over the small ones. */
export function canFold({ strides, dilations, pads }: Window, filter: readonly number[]): boolean {
  const [height = 1, width = 1] = filter;
  return (
    [...strides, ...dilations].every((length) => length === 1) &&
    Math.max(pads.top, pads.bottom) < height &&
    Math.max(pads.left, pads.right) < width &&
    pads.top + pads.bottom === height - 1 &&
    pads.left + pads.right === width - 1 &&
    height * width > 1
  );
}

/** The convolution of `small` enlarged twice. */
export function convolveEnlarged(
  recorder: Recorder,
  small: Symbolic,
  filter: Symbolic,
  window: Window,
  shape: readonly number[],
): Symbolic {
  return spread(recorder, small, larger(recorder, filter), between(filter.shape, window), shape);
}

/** The gradient of the convolution by the small pictures. */
export function smallGradient(
  recorder: Recorder,
  dy: Symbolic,
  filter: Symbolic,
  window: Window,
  shape: readonly number[],
): Symbolic {
  return convolve(recorder, dy, swap(larger(recorder, filter)), between(filter.shape, window), shape);
}

/** The gradient of the convolution by its filter, from the small pictures. */
export function enlargedFilterGradient(
  recorder: Recorder,
  small: Symbolic,
  dy: Symbolic,
  window: Window,
  shape: readonly number[],
): Symbolic {
  const { graph } = recorder;
  const [height, width, from, to] = shape as [number, number, number, number];
  const parts = { x: dy, dy: small, window: between(shape, window), shape: [height + 1, width + 1, to, from] };
  const large = tensorOf(recorder, swap(filterOf(filterGradient(recorder, parts))));
  const flat = graph.add('Reshape', [large.value!, graph.integers([(height + 1) * (width + 1), from * to])]);
  const summed = graph.add('Gemm', [sums(recorder, height, width), flat], { transA: 1 });
  return recorder.emit('Reshape', [summed, graph.integers(shape)], { shape, dtype: 'float32' });
}
