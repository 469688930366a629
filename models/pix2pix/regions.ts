/** A picture as patches of colour. */
export interface Regions {
  size: number;
  /** The patch of each pixel, `[size, size]`; 0 is what is clear. */
  labels: Uint8Array;
  /** By label: how many pixels it has, its mean colour (straight RGB, 0 to 255), and how far its middle is from its edge. */
  patches: { area: number; colour: [number, number, number]; radius: number }[];
}

/** Neighbours that differ by less than this in every channel are of one patch: shading is, an edge is not. */
const sameBelow = 13;
/** Pixels of less alpha are clear. */
const clearBelow = 64;
/** Patches of a smaller share of the picture than this are the soft edges between others. */
const leastShare = 10 / 128 ** 2;
/** Smaller patches than so many are soft edges too. */
const mostPatches = 255;

/** The patches of premultiplied RGBA `[size, size, 4]`: pixels that blend into each other. */
export function findRegions(pixels: Uint8Array, size: number): Regions {
  const all = new Uint16Array(size * size);
  const areas = flood(pixels, size, all);
  const largest = [...areas.keys()].slice(1).sort((one, other) => areas[other]! - areas[one]!);
  const least = leastShare * size * size;
  const kept = largest.slice(0, mostPatches).filter((label) => areas[label]! >= least);
  absorb(pixels, size, all, new Set([0, ...kept]));
  const renamed = new Uint8Array(areas.length);
  for (const [index, label] of kept.entries()) renamed[label] = index + 1;
  const labels = new Uint8Array(all.length);
  for (let at = 0; at < all.length; at++) labels[at] = renamed[all[at]!]!;
  return { size, labels, patches: measure(pixels, size, labels, kept.length + 1) };
}

const isClear = (pixels: Uint8Array, at: number) => pixels[at * 4 + 3]! < clearBelow;

/** The largest difference between two pixels in any channel. */
function difference(pixels: Uint8Array, one: number, other: number): number {
  let most = 0;
  for (let channel = 0; channel < 4; channel++) {
    most = Math.max(most, Math.abs(pixels[one * 4 + channel]! - pixels[other * 4 + channel]!));
  }
  return most;
}

/** The neighbour of a pixel in one of four directions, or -1 where there is none. */
function neighbour(at: number, size: number, direction: number): number {
  if (direction === 0) return at % size > 0 ? at - 1 : -1;
  if (direction === 1) return at % size < size - 1 ? at + 1 : -1;
  if (direction === 2) return at - size;
  return at < size * (size - 1) ? at + size : -1;
}

/** Writes labels from 1 on for what is not clear; returns the areas by label. */
function flood(pixels: Uint8Array, size: number, labels: Uint16Array): number[] {
  const areas = [0];
  const stack: number[] = [];
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== 0 || isClear(pixels, start)) continue;
    const label = areas.length;
    areas.push(0);
    labels[start] = label;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      areas[label]!++;
      for (let direction = 0; direction < 4; direction++) {
        const next = neighbour(at, size, direction);
        if (next < 0 || labels[next] !== 0 || isClear(pixels, next)) continue;
        if (difference(pixels, at, next) >= sameBelow) continue;
        labels[next] = label;
        stack.push(next);
      }
    }
  }
  return areas;
}

/** Gives the pixels of patches that are not kept to the neighbouring patch that they resemble most, from outside in. */
function absorb(pixels: Uint8Array, size: number, labels: Uint16Array, kept: ReadonlySet<number>): void {
  const loose = (at: number) => !kept.has(labels[at]!);
  let waiting: number[] = [];
  for (let at = 0; at < labels.length; at++) if (loose(at)) waiting.push(at);
  while (waiting.length > 0) {
    const moves: [number, number][] = [];
    const left: number[] = [];
    for (const at of waiting) {
      let best: number | undefined;
      let nearest = Number.POSITIVE_INFINITY;
      for (let direction = 0; direction < 4; direction++) {
        const next = neighbour(at, size, direction);
        if (next < 0 || loose(next)) continue;
        const far = difference(pixels, at, next);
        if (far >= nearest) continue;
        nearest = far;
        best = labels[next]!;
      }
      if (best === undefined) left.push(at);
      else moves.push([at, best]);
    }
    for (const [at, label] of moves) labels[at] = label;
    if (moves.length === 0) {
      for (const at of left) labels[at] = 0;
      break;
    }
    waiting = left;
  }
}

function measure(pixels: Uint8Array, size: number, labels: Uint8Array, count: number): Regions['patches'] {
  const sums = new Float64Array(count * 5);
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at]!;
    sums[label * 5 + 4]!++;
    for (let channel = 0; channel < 4; channel++) sums[label * 5 + channel]! += pixels[at * 4 + channel]!;
  }
  const radii = new Float32Array(count);
  const depths = depthsOf(labels, size);
  for (let at = 0; at < labels.length; at++) radii[labels[at]!] = Math.max(radii[labels[at]!]!, depths[at]!);
  return Array.from({ length: count }, (_, label) => {
    const of = (channel: number) => (255 * sums[label * 5 + channel]!) / Math.max(1, sums[label * 5 + 3]!);
    return { area: sums[label * 5 + 4]!, colour: [of(0), of(1), of(2)], radius: radii[label]! };
  });
}

/** How many steps each pixel is from one of another patch or from outside, in two sweeps. */
function depthsOf(labels: Uint8Array, size: number): Float32Array {
  const depths = new Float32Array(labels.length);
  for (const along of [1, -1]) {
    for (let step = 0; step < labels.length; step++) {
      const at = along === 1 ? step : labels.length - 1 - step;
      const [x, y] = [at % size, Math.floor(at / size)];
      const rim = x === 0 || y === 0 || x === size - 1 || y === size - 1;
      let far = along === 1 ? Number.POSITIVE_INFINITY : depths[at]!;
      if (rim) far = 1;
      else {
        const [beside, row] = [at - along, at - along * size];
        const label = labels[at];
        far = Math.min(far, 1 + (labels[beside] === label ? depths[beside]! : 0));
        far = Math.min(far, 1 + (labels[row] === label ? depths[row]! : 0));
        far = Math.min(far, Math.SQRT2 + (labels[row - 1] === label ? depths[row - 1]! : 0));
        far = Math.min(far, Math.SQRT2 + (labels[row + 1] === label ? depths[row + 1]! : 0));
      }
      depths[at] = far;
    }
  }
  return depths;
}
