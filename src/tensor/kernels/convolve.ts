import { blockedDomain, type Recorder, type Symbolic } from '../recorder.ts';
import { pad } from './shape.ts';

export type Shape4 = [batch: number, height: number, width: number, channels: number];

/** How a filter is laid over pictures; `[vertical, horizontal]`, and pixels added at each side. */
export interface Window {
  strides: readonly [number, number];
  dilations: readonly [number, number];
  pads: { top: number; left: number; bottom: number; right: number };
}

/** A filter, `[height, width, in, out]`, that is another one's places in some order, perhaps with in and out swapped. */
export interface Filter {
  readonly shape: Shape4;
  readonly source: Symbolic;
  /** For each place, row by row, the source's place. */
  readonly places: readonly number[];
  readonly isSwapped: boolean;
}

/** A tensor `[height, width, in, out]` as a filter. */
export function filterOf(source: Symbolic): Filter {
  const shape = source.shape as Shape4;
  return { shape, source, places: Array.from({ length: shape[0] * shape[1] }, (_, place) => place), isSwapped: false };
}

/** The filter from out to in. */
export function swap(filter: Filter): Filter {
  const [height, width, from, to] = filter.shape;
  return { ...filter, shape: [height, width, to, from], isSwapped: !filter.isSwapped };
}

/** Turned by half a turn. */
export const turn = (filter: Filter): Filter => ({ ...filter, places: filter.places.toReversed() });

/** Some places of a filter, as a filter of `size`, `[height, width]`. */
export function pick(
  filter: Filter,
  size: readonly [number, number],
  at: (row: number, column: number) => [number, number],
): Filter {
  const places = Array.from({ length: size[0] * size[1] }, (_, place) => {
    const [row, column] = at(Math.floor(place / size[1]), place % size[1]);
    return filter.places[row * filter.shape[1] + column]!;
  });
  return { ...filter, shape: [...size, filter.shape[2], filter.shape[3]], places };
}

/** The filter as a tensor in its own order. */
export function tensorOf(recorder: Recorder, { source, places, isSwapped, shape }: Filter): Symbolic {
  const { graph } = recorder;
  const [height, width, from, to] = source.shape as Shape4;
  let value = graph.add('Reshape', [recorder.value(source), graph.integers([height * width, from, to])]);
  if (places.length !== height * width || places.some((place, index) => place !== index))
    value = graph.add('Gather', [value, graph.integers(places)], { axis: 0 });
  if (isSwapped) value = graph.add('Transpose', [value], { perm: [0, 2, 1] });
  return recorder.emit('Reshape', [value, graph.integers(shape)], { shape, dtype: 'float32' });
}

/** Whether ONNX Runtime's blocked convolution can be used from so many channels to so many. */
export function fitsBlocks({ block }: Recorder, from: number, to: number): boolean {
  return block > 0 && to % block === 0 && (from % block === 0 || from < block);
}

/**
 * A filter as the blocked convolution reads it: blocks of `out`, inside them of `in`, inside them the window, then
 * `in` and `out` of the block. Every run of a block's `out` lies together in the source, or in the source turned over
 * where in and out are swapped, so that one Gather of such runs does it.
 */
export function blockedFilter(recorder: Recorder, { source, places, isSwapped, shape }: Filter): string {
  const { graph, block } = recorder;
  const [height, width, from, to] = shape;
  const inBlock = Math.min(from, block);
  const blocksOut = to / block;
  const count = (source.shape[0]! * source.shape[1]!) as number;
  const runs = new Int32Array((from * to * places.length) / block);
  let next = 0;
  for (let out = 0; out < blocksOut; out++) {
    for (let start = 0; start < from; start += inBlock) {
      const run = (place: number, channel: number) =>
        isSwapped ? (channel * count + place) * blocksOut + out : (place * from + channel) * blocksOut + out;
      if (from < block) {
        for (let channel = 0; channel < from; channel++) for (const place of places) runs[next++] = run(place, channel);
      } else {
        for (const place of places)
          for (let channel = 0; channel < block; channel++) runs[next++] = run(place, start + channel);
      }
    }
  }
  const lines = graph.add('Reshape', [recorder.value(source), graph.integers([-1, source.shape[3]!])]);
  const upright = isSwapped ? graph.add('Transpose', [lines], { perm: [1, 0] }) : lines;
  const all = graph.add('Reshape', [upright, graph.integers([-1, block])]);
  const order = graph.constant('int32', [runs.length], new Uint8Array(runs.buffer));
  const gathered = graph.add('Gather', [all, order], { axis: 0 });
  return graph.add('Reshape', [gathered, graph.integers([to, from, height, width])]);
}

/** A filter as standard ONNX wants it: `[out, in, height, width]`. */
const standardFilter = (recorder: Recorder, filter: Filter) =>
  recorder.graph.add('Transpose', [recorder.value(tensorOf(recorder, filter))], { perm: [3, 2, 0, 1] });

export function attributesOf({ strides, dilations, pads }: Window, filter: Filter) {
  return {
    kernel_shape: filter.shape.slice(0, 2),
    strides: [...strides],
    dilations: [...dilations],
    pads: [pads.top, pads.left, pads.bottom, pads.right],
  };
}

/** Pictures under a filter: a cross-correlation, as everyone calls convolution. */
export function convolve(
  recorder: Recorder,
  x: Symbolic,
  filter: Filter,
  window: Window,
  shape: readonly number[],
): Symbolic {
  const [, , from, to] = filter.shape;
  const attributes = attributesOf(window, filter);
  if (fitsBlocks(recorder, from, to))
    return blockedConvolution(recorder, x, blockedFilter(recorder, filter), attributes, shape);
  if (fitsBlocks(recorder, from, recorder.block) && to < recorder.block)
    return toFewChannels(recorder, x, filter, window, shape);
  const inputs = [recorder.value(x, 'planes'), standardFilter(recorder, filter)];
  return recorder.emit('Conv', inputs, { shape, dtype: 'float32', layout: 'planes' }, attributes);
}

/**
 * A blocked convolution to less than a block of channels, filled up with zeros, which is still faster. Where the block
 * holds four times as many, it makes 2 × 2 pixels at once: the filter, one larger, lies at each of four places.
 */
function toFewChannels(
  recorder: Recorder,
  x: Symbolic,
  filter: Filter,
  window: Window,
  shape: readonly number[],
): Symbolic {
  const { graph, block } = recorder;
  const [batch, height, width, to] = shape as Shape4;
  const none = [0, 0] as const;
  const isPlain = [...window.strides, ...window.dilations].every((length) => length === 1);
  const isWide = filter.shape[0] > 1 || filter.shape[1] > 1;
  const fours = isPlain && isWide && 4 * to <= block && height % 2 === 0 && width % 2 === 0;
  const places = fours
    ? ([
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ] as const)
    : ([[0, 0]] as const);
  const weights = tensorOf(recorder, filter);
  const moved = places.map(([down, across]) =>
    fours ? pad(recorder, weights, [[down, 1 - down], [across, 1 - across], none, none]) : weights,
  );
  const channels = to * places.length;
  const joined =
    moved.length === 1
      ? recorder.value(weights)
      : graph.add(
          'Concat',
          moved.map((one) => recorder.value(one)),
          { axis: 3 },
        );
  const all = { ...weights, shape: [...moved[0]!.shape.slice(0, 3), channels], layout: 'rows', value: joined } as const;
  const filled = filterOf(pad(recorder, all, [none, none, none, [0, block - channels]]));
  const attributes = attributesOf(fours ? { ...window, strides: [2, 2] } : window, filled);
  const whole = [batch, fours ? height / 2 : height, fours ? width / 2 : width, block];
  const { value } = blockedConvolution(recorder, x, blockedFilter(recorder, filled), attributes, whole);
  const planes = graph.add(`${blockedDomain}ReorderOutput`, [value!], { channels, channels_last: 0 });
  const out = { shape, dtype: 'float32', layout: 'planes' } as const;
  if (!fours) return { ...out, value: planes };
  return recorder.emit('DepthToSpace', [planes], out, { blocksize: 2, mode: 'DCR' });
}

/** `filter` as `blockedFilter` lays it out. */
export function blockedConvolution(
  recorder: Recorder,
  x: Symbolic,
  filter: string,
  attributes: ReturnType<typeof attributesOf>,
  shape: readonly number[],
): Symbolic {
  const value = recorder.value(x, x.shape[3]! < recorder.block ? 'planes' : 'blocked');
  const out = { shape, dtype: 'float32', layout: 'blocked' } as const;
  return recorder.emit(`${blockedDomain}Conv`, [value, filter], out, attributes);
}
