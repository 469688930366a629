import type { Recorder, Symbolic } from '../recorder.ts';
import { isBlocked } from './blocked.ts';
import { filterOf, swap, tensorOf, turn, type Window } from './convolve.ts';
import { gemm } from './matrix.ts';
import { reshape } from './shape.ts';

type Shape4 = [batch: number, height: number, width: number, channels: number];

/** What the gradient of a filter `[height, width, in, out]` is made of. */
interface Parts {
  /** The pictures that the filter went over, `[batch, height, width, in]`. */
  x: Symbolic;
  /** The gradient of the result, `[batch, height, width, out]`. */
  dy: Symbolic;
  window: Window;
  shape: readonly number[];
}

/**
 * The gradient of a filter is a matrix product over all positions of the result, between what the filter saw there and
 * the result's gradient. One side must show each pixel once for each place in the filter: all of them on the side of
 * few channels, or the columns on one side and the rows on the other, which copies least.
 */
export function filterGradient(recorder: Recorder, parts: Parts): Symbolic {
  const [height, width, from, to] = parts.shape as Shape4;
  const { strides, dilations } = parts.window;
  const dilated = dilations.some((length) => length > 1);
  const strided = strides.some((length) => length > 1);
  const costs = {
    here: height * width * from,
    there: strided || dilated ? Number.POSITIVE_INFINITY : height * width * to,
    both: dilated || height * width === 1 ? Number.POSITIVE_INFINITY : width * from + height * to,
  };
  const least = Math.min(...Object.values(costs));
  if (costs.here === least) return windowsOfInput(recorder, parts);
  return costs.there === least ? windowsOfResult(recorder, parts) : rowsAndColumns(recorder, parts);
}

/** All places of the filter on the side of the pictures (im2col). */
function windowsOfInput(recorder: Recorder, { x, dy, window, shape }: Parts): Symbolic {
  const { strides, dilations, pads } = window;
  const [height, width, , to] = shape as Shape4;
  const [batch, outHeight, outWidth] = dy.shape as Shape4;
  const seen = laidOut(recorder, x, [pads.top, pads.bottom, pads.left, pads.right], {
    count: outHeight,
    length: outWidth,
    taps: height * width,
    at: (line, position, tap) => [
      line * strides[0] + Math.floor(tap / width) * dilations[0],
      position * strides[1] + (tap % width) * dilations[1],
    ],
  });
  const gradient = isBlocked(dy)
    ? laidOut(recorder, dy, [0, 0, 0, 0], {
        count: outHeight,
        length: outWidth,
        taps: 1,
        at: (line, position) => [line, position],
      })
    : reshape(recorder, dy, [batch, outHeight * outWidth, to]);
  const product = multiply(recorder, seen, gradient);
  return recorder.emit('Reshape', [product, recorder.graph.integers(shape)], { shape, dtype: 'float32' });
}

/** With stride 1 pictures and gradient can change places: the result is the same filter, turned and swapped. */
function windowsOfResult(recorder: Recorder, { x, dy, window, shape }: Parts): Symbolic {
  const [height, width, from, to] = shape as Shape4;
  const { top, left, bottom, right } = window.pads;
  const pads = { top: height - 1 - top, left: width - 1 - left, bottom: height - 1 - bottom, right: width - 1 - right };
  const turned = windowsOfInput(recorder, {
    x: dy,
    dy: x,
    window: { ...window, pads },
    shape: [height, width, to, from],
  });
  return tensorOf(recorder, turn(swap(filterOf(turned))));
}

/** Where in a line, by its number, each of some positions takes what it shows. */
interface Lines {
  /** How many lines, and positions in each. */
  count: number;
  length: number;
  /** The tensor's line and the position in it that a tap shows at a line's position. */
  at(line: number, position: number, tap: number): readonly [line: number, position: number];
  taps: number;
}

/**
 * Columns of the filter on the side of the pictures, rows on the side of the gradient, so that copies grow with the
 * filter's height plus its width, not their product. With strides, pictures' rows fall into as many classes, each met
 * by its own rows of the filter.
 */
function rowsAndColumns(recorder: Recorder, { x, dy, window, shape }: Parts): Symbolic {
  const { graph } = recorder;
  const { strides, pads } = window;
  const [height, width, from, to] = shape as Shape4;
  const [, inHeight] = x.shape as Shape4;
  const [, outHeight, outWidth] = dy.shape as Shape4;
  const rows: number[] = [];
  const products: string[] = [];
  for (let phase = 0; phase < strides[0]; phase++) {
    const first = (phase + pads.top) % strides[0];
    const taps = Math.max(0, Math.ceil((height - first) / strides[0]));
    const count = Math.ceil((inHeight - phase) / strides[0]);
    if (taps === 0 || count < 1) continue;
    const shift = (phase + pads.top - first) / strides[0];
    const seen = laidOut(recorder, x, [0, 0, pads.left, pads.right], {
      count,
      length: outWidth,
      taps: width,
      at: (line, position, tap) => [line * strides[0] + phase, position * strides[1] + tap],
    });
    const before = Math.max(0, taps - 1 - shift);
    const moved = laidOut(recorder, dy, [before, Math.max(0, shift + count - outHeight), 0, 0], {
      count,
      length: outWidth,
      taps,
      at: (line, position, tap) => [line + before + shift - tap, position],
    });
    const product = graph.add('Reshape', [multiply(recorder, seen, moved), graph.integers([width * from, taps, to])]);
    products.push(graph.add('Transpose', [product], { perm: [1, 0, 2] }));
    rows.push(...Array.from({ length: taps }, (_, tap) => first + tap * strides[0]));
  }
  const unmet = Array.from({ length: height }, (_, row) => row).filter((row) => !rows.includes(row));
  for (const row of unmet) {
    products.push(recorder.value(recorder.uniform(0, [1, width * from, to])));
    rows.push(row);
  }
  const all = products.length === 1 ? products[0]! : graph.add('Concat', products, { axis: 0 });
  const order = Array.from({ length: height }, (_, row) => rows.indexOf(row));
  const sorted = order.every((row, index) => row === index)
    ? all
    : graph.add('Gather', [all, graph.integers(order)], { axis: 0 });
  return recorder.emit('Reshape', [sorted, graph.integers(shape)], { shape, dtype: 'float32' });
}

/** `[batch, positions, taps · channels]`: at every position of the lines, what each tap shows there. */
function laidOut(recorder: Recorder, x: Symbolic, padding: readonly number[], lines: Lines): Symbolic {
  const { graph, block } = recorder;
  const [batch, , , channels] = x.shape as Shape4;
  const shape = [batch, lines.count * lines.length, lines.taps * channels];
  const [top = 0, bottom = 0, left = 0, right = 0] = padding;
  const blocks = isBlocked(x) ? channels / block : 1;
  const run = isBlocked(x) ? block : channels;
  const width = x.shape[2]! + left + right;
  const height = x.shape[1]! + top + bottom;
  const grid = isBlocked(x)
    ? graph.add('Reshape', [x.value!, graph.integers([batch, blocks, x.shape[1]!, x.shape[2]!, block])])
    : graph.add('Reshape', [recorder.value(x), graph.integers([batch, 1, x.shape[1]!, x.shape[2]!, channels])]);
  const padded = padding.some((length) => length !== 0)
    ? graph.add('Pad', [grid, graph.integers([0, 0, top, left, 0, 0, 0, bottom, right, 0])])
    : grid;
  const order = new Int32Array(lines.count * lines.length * lines.taps * blocks);
  let next = 0;
  for (let line = 0; line < lines.count; line++) {
    for (let position = 0; position < lines.length; position++) {
      for (let tap = 0; tap < lines.taps; tap++) {
        const [y, x] = lines.at(line, position, tap);
        for (let part = 0; part < blocks; part++) order[next++] = (part * height + y) * width + x;
      }
    }
  }
  const runs = graph.add('Reshape', [padded, graph.integers([batch, -1, run])]);
  const indices = graph.constant('int32', [order.length], new Uint8Array(order.buffer));
  const gathered = graph.add('Gather', [runs, indices], { axis: 1 });
  return recorder.emit('Reshape', [gathered, graph.integers(shape)], { shape, dtype: 'float32' });
}

/** `[batch, positions, m]` and `[batch, positions, n]` → `[m, n]`, over all positions. */
function multiply(recorder: Recorder, left: Symbolic, right: Symbolic): string {
  const { graph } = recorder;
  const [batch, positions, m] = left.shape as [number, number, number];
  const n = right.shape[2]!;
  if (recorder.block > 0 && m * n <= positions * (m + n)) {
    const each = graph.add('com.microsoft::FusedMatMul', [recorder.value(left), recorder.value(right)], { transA: 1 });
    return graph.add('ReduceSum', [each, graph.integers([0])], { keepdims: 0 });
  }
  const [a, b] = [reshape(recorder, left, [batch * positions, m]), reshape(recorder, right, [batch * positions, n])];
  return gemm(recorder, a, b, { transposeA: true, transposeB: false }).value!;
}
