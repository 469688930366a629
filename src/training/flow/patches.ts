import type { Measures } from '../code-measures.ts';
import type { CodeLayout } from '../family.ts';

/** How a code is cut into tokens: `order[i]` is the place in the code of number i of the tokens. */
export interface Patches {
  count: number;
  width: number;
  order: Uint32Array;
  /** A code `[size]` → its patches, each number by the measures at mean 0 and deviation 1. */
  normalise(code: Float32Array, measures: Measures): Float32Array;
  /** The way back. */
  restore(patches: Float32Array, measures: Measures): Float32Array;
}

/** Cells of a grid that make a token, in each direction. */
const side = 2;
/** Numbers of a token where a code is no grid. */
const width = 32;

/**
 * Squares of neighbouring cells, with their content and detail, where the code is a grid; the cells of all grids at one
 * place, where it has bands, and runs of their vectors; else runs of numbers.
 */
export function patchesOf(layout: CodeLayout): Patches {
  const { count, width, order } = cut(layout);
  return {
    count,
    width,
    order,
    normalise: (code, { mean, deviation }) => {
      return Float32Array.from(order, (place) => (code[place]! - mean[place]!) / deviation[place]!);
    },
    restore: (patches, { mean, deviation }) => {
      const code = new Float32Array(layout.size);
      for (const [i, place] of order.entries()) code[place] = mean[place]! + deviation[place]! * patches[i]!;
      return code;
    },
  };
}

type Cut = Pick<Patches, 'count' | 'width' | 'order'>;

function cut(layout: CodeLayout): Cut {
  const { size, detail, grid, bands } = layout;
  if (bands) return cutBands(size, bands);
  if (grid === undefined || grid % side !== 0) {
    const count = Math.max(1, Math.round(size / width));
    if (size % count !== 0) throw new Error(`A code of ${size} numbers cannot be cut into ${count} tokens.`);
    return { count, width: size / count, order: Uint32Array.from({ length: size }, (_, i) => i) };
  }
  const cells = grid * grid;
  const channels = [(size - detail) / cells, detail / cells] as const;
  const order: number[] = [];
  for (let row = 0; row < grid; row += side) {
    for (let column = 0; column < grid; column += side) {
      for (let inside = 0; inside < side * side; inside++) {
        const cell = (row + Math.floor(inside / side)) * grid + column + (inside % side);
        for (const [part, count] of channels.entries()) {
          for (let i = 0; i < count; i++) order.push(part * (size - detail) + cell * count + i);
        }
      }
    }
  }
  return { count: (grid / side) ** 2, width: size / (grid / side) ** 2, order: Uint32Array.from(order) };
}

function cutBands(size: number, bands: readonly number[]): Cut {
  const band = size / bands.length;
  const grids = [...bands.entries()].filter(([, side]) => side > 1);
  const coarsest = Math.min(...grids.map(([, side]) => side));
  const order: number[] = [];
  for (let place = 0; place < coarsest ** 2; place++) {
    for (const [part, side] of grids) {
      const [finer, channels] = [side / coarsest, band / side ** 2];
      const corner = Math.floor(place / coarsest) * finer * side + (place % coarsest) * finer;
      for (let inside = 0; inside < finer ** 2; inside++) {
        const cell = corner + Math.floor(inside / finer) * side + (inside % finer);
        for (let i = 0; i < channels; i++) order.push(part * band + cell * channels + i);
      }
    }
  }
  const width = order.length / coarsest ** 2;
  for (const [part, side] of bands.entries()) {
    if (side === 1) for (let i = 0; i < band; i++) order.push(part * band + i);
  }
  return { count: size / width, width, order: Uint32Array.from(order) };
}
