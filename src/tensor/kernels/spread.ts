import { weave } from '../fusion.ts';
import type { Recorder, Symbolic } from '../recorder.ts';
import {
  attributesOf,
  blockedConvolution,
  blockedFilter,
  type Filter,
  fitsBlocks,
  pick,
  type Shape4,
  tensorOf,
  type Window,
} from './convolve.ts';

/**
 * The transposed convolution: every pixel of `x` adds the filter `[height, width, in, out]`, times itself, to a picture
 * of the given shape, `strides` apart. `window` is that of the convolution that it turns round.
 */
export function spread(
  recorder: Recorder,
  x: Symbolic,
  filter: Filter,
  window: Window,
  shape: readonly number[],
): Symbolic {
  const phases = phasesOf(recorder, x, filter, window, shape);
  if (phases) return inPhases(recorder, x, phases, shape);
  const { strides, dilations, pads } = window;
  const [, inHeight, inWidth] = x.shape as Shape4;
  const [height, width] = filter.shape;
  const whole = [
    (inHeight - 1) * strides[0] + 1 + (height - 1) * dilations[0] - pads.top - pads.bottom,
    (inWidth - 1) * strides[1] + 1 + (width - 1) * dilations[1] - pads.left - pads.right,
  ] as const;
  const weights = recorder.value(tensorOf(recorder, filter));
  const turned = recorder.graph.add('Transpose', [weights], { perm: [2, 3, 0, 1] });
  return recorder.emit(
    'ConvTranspose',
    [recorder.value(x, 'planes'), turned],
    { shape, dtype: 'float32', layout: 'planes' },
    { ...attributesOf(window, filter), output_padding: [shape[1]! - whole[0], shape[2]! - whole[1]] },
  );
}

/** Pixels of the result that lie at one distance from the stride's multiples: a convolution of their own. */
interface Phase {
  filter: Filter;
  pads: Window['pads'];
}

/** Along one axis: the filter's first place that a phase meets, how many it meets, and the pixels to add at the ends. */
function linePhase(phase: number, stride: number, size: number, pad: number, from: number, to: number) {
  const first = (phase + pad) % stride;
  const taps = Math.ceil((size - first) / stride);
  const shift = (phase + pad - first) / stride;
  return { first, taps, before: taps - 1 - shift, after: to / stride - 1 + shift - (from - 1) };
}

/** All phases, row by row; nothing where blocked convolutions cannot make the picture up. */
function phasesOf(
  recorder: Recorder,
  x: Symbolic,
  filter: Filter,
  { strides, dilations, pads }: Window,
  shape: readonly number[],
): { strides: Window['strides']; phases: Phase[] } | undefined {
  const [, height, width, to] = shape as Shape4;
  const [, inHeight, inWidth, from] = x.shape as Shape4;
  if (!fitsBlocks(recorder, from, to) || dilations.some((length) => length > 1)) return undefined;
  if (height % strides[0] !== 0 || width % strides[1] !== 0) return undefined;
  const rows = Array.from({ length: strides[0] }, (_, phase) =>
    linePhase(phase, strides[0], filter.shape[0], pads.top, inHeight, height),
  );
  const columns = Array.from({ length: strides[1] }, (_, phase) =>
    linePhase(phase, strides[1], filter.shape[1], pads.left, inWidth, width),
  );
  if ([...rows, ...columns].some((line) => line.taps < 1 || line.before < 0 || line.after < 0)) return undefined;
  const phases = rows.flatMap((row) =>
    columns.map((column) => ({
      filter: pick(filter, [row.taps, column.taps], (y, x) => [
        row.first + (row.taps - 1 - y) * strides[0],
        column.first + (column.taps - 1 - x) * strides[1],
      ]),
      pads: { top: row.before, left: column.before, bottom: row.after, right: column.after },
    })),
  );
  return { strides, phases };
}

/** All phases at once cost a margin around each; more than this share of the picture, and each is made for itself. */
const worthwhileMargin = 0.2;

/**
 * As blocked convolutions, one for each position between the strides, whose results are then woven together: no
 * arithmetic is spent on zeros. Phases that meet equally many places of the filter are channels of one convolution.
 */
function inPhases(
  recorder: Recorder,
  x: Symbolic,
  { strides, phases }: { strides: Window['strides']; phases: Phase[] },
  shape: readonly number[],
): Symbolic {
  const { graph, block } = recorder;
  const [batch, height, width, to] = shape as Shape4;
  const size = [height / strides[0], width / strides[1]] as const;
  const most = (side: keyof Window['pads']) => Math.max(...phases.map(({ pads }) => pads[side]));
  const shared = { top: most('top'), left: most('left'), bottom: most('bottom'), right: most('right') };
  const [rows, columns] = phases[0]!.filter.shape;
  const framed = [
    x.shape[1]! + shared.top + shared.bottom - rows + 1,
    x.shape[2]! + shared.left + shared.right - columns + 1,
  ] as const;
  const together =
    phases.every(({ filter }) => filter.shape[0] === rows && filter.shape[1] === columns) &&
    framed[0] * framed[1] <= size[0] * size[1] * (1 + worthwhileMargin);
  const window = (pads: Window['pads']): Window => ({ strides: [1, 1], dilations: [1, 1], pads });
  const filters = phases.map(({ filter }) => blockedFilter(recorder, filter));

  let all: string;
  if (together) {
    const filter = graph.add('Concat', filters, { axis: 0 });
    const attributes = attributesOf(window(shared), phases[0]!.filter);
    const whole = [batch, ...framed, to * phases.length];
    all = blockedConvolution(recorder, x, filter, attributes, whole).value!;
  } else {
    const parts = phases.map(({ filter, pads }, index) => {
      const attributes = attributesOf(window(pads), filter);
      return blockedConvolution(recorder, x, filters[index]!, attributes, [batch, ...size, to]).value!;
    });
    all = parts.length === 1 ? parts[0]! : graph.add('Concat', parts, { axis: 1 });
  }

  const [lines, length] = together ? framed : size;
  const order = new Int32Array((to / block) * height * width);
  let next = 0;
  for (let channels = 0; channels < to / block; channels++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const phase = (y % strides[0]) * strides[1] + (x % strides[1]);
        const { pads } = phases[phase]!;
        const line = Math.floor(y / strides[0]) + (together ? shared.top - pads.top : 0);
        const place = Math.floor(x / strides[1]) + (together ? shared.left - pads.left : 0);
        order[next++] = ((phase * (to / block) + channels) * lines + line) * length + place;
      }
    }
  }
  const inputs = [
    all,
    graph.integers([batch, -1, block]),
    graph.constant('int32', [order.length], new Uint8Array(order.buffer)),
    graph.integers([batch, to, height, width]),
  ];
  return recorder.emit(weave, inputs, { shape, dtype: 'float32', layout: 'blocked' }, { phases: phases.length });
}
