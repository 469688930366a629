import { blockedDomain, type Recorder, type Symbolic } from '../recorder.ts';
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
  const [height, width] = shape as Shape4;
  const [, outHeight, outWidth] = dy.shape as Shape4;
  const seen = laidOut(recorder, x, [pads.top, pads.bottom, pads.left, pads.right], {
    count: outHeight,
    length: outWidth,
    taps: height * width,
    at: (line, position, tap) => [
      line * strides[0] + Math.floor(tap / width) * dilations[0],
      position * strides[1] + (tap % width) * dilations[1],
    ],
  });
  const product = multiply(recorder, seen, dy, [0, 0, 0, 0], {
    count: outHeight,
    length: outWidth,
    taps: 1,
    at: (line, position) => [line, position],
  });
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
    const product = multiply(recorder, seen, dy, [before, Math.max(0, shift + count - outHeight), 0, 0], {
      count,
      length: outWidth,
      taps,
      at: (line, position, tap) => [line + before + shift - tap, position],
    });
    const split = graph.add('Reshape', [product, graph.integers([width * from, taps, to])]);
    products.push(graph.add('Transpose', [split], { perm: [1, 0, 2] }));
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

/**
 * A tensor's rows of pixels, with zeros around: `[batch, parts, height, width, run]`, where a run is what a pixel has
 * of a part together: a block of channels in the blocked layout, and all of them else.
 */
function padded(recorder: Recorder, x: Symbolic, padding: readonly number[]) {
  const { graph, block } = recorder;
  const [batch, height, width, channels] = x.shape as Shape4;
  const [top = 0, bottom = 0, left = 0, right = 0] = padding;
  const run = isBlocked(x) ? block : channels;
  const dims = graph.integers([batch, channels / run, height, width, run]);
  const grid = graph.add('Reshape', [isBlocked(x) ? recorder.value(x, 'blocked') : recorder.value(x), dims]);
  const pads = graph.integers([0, 0, top, left, 0, 0, 0, bottom, right, 0]);
  return {
    value: padding.some((length) => length !== 0) ? graph.add('Pad', [grid, pads]) : grid,
    parts: channels / run,
    height: height + top + bottom,
    width: width + left + right,
    run,
  };
}

/** `[batch, positions, taps · channels]`: at every position of the lines, what each tap shows there. */
function laidOut(recorder: Recorder, x: Symbolic, padding: readonly number[], lines: Lines): Symbolic {
  const { graph } = recorder;
  const [batch, , , channels] = x.shape as Shape4;
  const { value, parts, height, width, run } = padded(recorder, x, padding);
  const order = new Int32Array(lines.count * lines.length * lines.taps * parts);
  let next = 0;
  for (let line = 0; line < lines.count; line++) {
    for (let position = 0; position < lines.length; position++) {
      for (let tap = 0; tap < lines.taps; tap++) {
        const [y, x] = lines.at(line, position, tap);
        for (let part = 0; part < parts; part++) order[next++] = (part * height + y) * width + x;
      }
    }
  }
  const runs = graph.add('Reshape', [value, graph.integers([batch, -1, run])]);
  const indices = graph.constant('int32', [order.length], new Uint8Array(order.buffer));
  const gathered = graph.add('Gather', [runs, indices], { axis: 1 });
  const shape = [batch, lines.count * lines.length, lines.taps * channels];
  return recorder.emit('Reshape', [gathered, graph.integers(shape)], { shape, dtype: 'float32' });
}

/** From so many positions on, a convolution multiplies faster than a matrix product. */
const manyPositions = 2048;

/** `seen`, `[batch, positions, m]`, times what the taps show of `dy`: `[m, taps · channels]`, over all positions. */
function multiply(recorder: Recorder, seen: Symbolic, dy: Symbolic, padding: readonly number[], lines: Lines): string {
  const { graph, block } = recorder;
  const [batch, positions, m] = seen.shape as [number, number, number];
  const count = batch * positions;
  if (isBlocked(dy) && count >= manyPositions && count % block === 0)
    return multiplyByConvolution(recorder, seen, dy, padding, lines);
  const moved = laidOut(recorder, dy, padding, lines);
  const n = moved.shape[2]!;
  if (block > 0 && m * n <= positions * (m + n)) {
    const each = graph.add('com.microsoft::FusedMatMul', [recorder.value(seen), recorder.value(moved)], { transA: 1 });
    return graph.add('ReduceSum', [each, graph.integers([0])], { keepdims: 0 });
  }
  const [a, b] = [reshape(recorder, seen, [count, m]), reshape(recorder, moved, [count, n])];
  return gemm(recorder, a, b, { transposeA: true, transposeB: false }).value!;
}

/**
 * The same product as a convolution of one pixel by one, whose channels are the positions: its filter lies in memory as
 * the blocks of `dy` do, line by line. Taps of `dy` differ in their lines alone.
 */
function multiplyByConvolution(
  recorder: Recorder,
  seen: Symbolic,
  dy: Symbolic,
  padding: readonly number[],
  lines: Lines,
): string {
  const { graph, block } = recorder;
  const [batch, positions, m] = seen.shape as [number, number, number];
  const { value, parts, height, width, run } = padded(recorder, dy, padding);
  const count = batch * positions;
  const n = lines.taps * parts * run;
  const order = new Int32Array(lines.taps * parts * batch * lines.count);
  let next = 0;
  for (let tap = 0; tap < lines.taps; tap++) {
    for (let part = 0; part < parts; part++) {
      for (let picture = 0; picture < batch; picture++) {
        for (let line = 0; line < lines.count; line++)
          order[next++] = (picture * parts + part) * height + lines.at(line, 0, tap)[0];
      }
    }
  }
  const wholeLines = graph.add('Reshape', [value, graph.integers([-1, width * run])]);
  const indices = graph.constant('int32', [order.length], new Uint8Array(order.buffer));
  const gathered = graph.add('Gather', [wholeLines, indices], { axis: 0 });
  const filter = graph.add('Reshape', [gathered, graph.integers([n, count, 1, 1])]);
  // ONNX Runtime shares the work out by rows of pixels and by four blocks of results.
  const shares = Math.ceil(n / (4 * block));
  const rows = shares % 2 === 0 || shares > 4 || m % 3 !== 0 ? 1 : 3;
  const pixels = graph.add('Reshape', [recorder.value(seen), graph.integers([1, count, rows, m / rows])]);
  const channels = graph.add(`${blockedDomain}ReorderInput`, [pixels]);
  const product = graph.add(`${blockedDomain}Conv`, [channels, filter], { kernel_shape: [1, 1] });
  const inRows = graph.add(`${blockedDomain}ReorderOutput`, [product], { channels: n, channels_last: 1 });
  return graph.add('Reshape', [inRows, graph.integers([m, n])]);
}
