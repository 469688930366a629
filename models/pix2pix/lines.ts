import type { Regions } from './regions.ts';

/** A line that somebody draws. */
export interface Line {
  /** Places in pixels, x and y in turn. */
  points: Float32Array;
  closed: boolean;
  /** The patches on both sides of it; the same for the middle of a thin one. */
  between: [number, number];
}

/** Patches whose middle is no further from their edge, as a share of the picture's side, are lines themselves. */
const thin = 2.9 / 128;
/** Shorter lines, as a share of the picture's side, are left out. */
const shortest = 5 / 128;

/**
 * The lines of a picture: the edges between its patches, and the middles of patches that are lines themselves, such as
 * a mouth or an outline.
 */
export function findLines(regions: Regions): Line[] {
  const { size, patches } = regions;
  const thins = patches.map(({ radius }, label) => label !== 0 && radius <= thin * size && !isDot(regions, label));
  const isThin = (label: number) => thins[label]!;
  const lines = [...traceEdges(regions, isThin), ...traceMiddles(regions, isThin)];
  return lines
    .filter(({ points }) => lengthOf(points) >= shortest * size)
    .map((line) => ({ ...line, points: smoothed(smoothed(line.points, line.closed), line.closed) }));
}

/** Whether a small patch is as wide as it is high, such as an eye. */
export function isDot({ patches, size }: Regions, label: number): boolean {
  const { area, radius } = patches[label]!;
  return label !== 0 && area < 0.012 * size * size && area < 2.2 * Math.PI * radius ** 2;
}

function lengthOf(points: Float32Array): number {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) {
    length += Math.hypot(points[i]! - points[i - 2]!, points[i + 1]! - points[i - 1]!);
  }
  return length;
}

/** Each place moved to the mean of itself and its neighbours: pixels have corners that lines have not. */
function smoothed(points: Float32Array, closed: boolean): Float32Array {
  const count = points.length / 2;
  return points.map((value, i) => {
    const [place, axis] = [i >> 1, i & 1];
    if (!closed && (place === 0 || place === count - 1)) return value;
    const [before, after] = [(place - 1 + count) % count, (place + 1) % count];
    return (points[before * 2 + axis]! + value + points[after * 2 + axis]!) / 3;
  });
}

/** A network of places, each with the places beside it. */
type Network = Map<number, number[]>;

/** The ways through a network: from each place that has not two neighbours to the next such, and the circles. */
function* waysThrough(network: Network): Generator<{ way: number[]; closed: boolean }> {
  const walked = new Set<string>();
  const nameOf = (one: number, other: number) => (one < other ? `${one} ${other}` : `${other} ${one}`);
  const walk = (start: number, first: number): number[] => {
    const way = [start, first];
    walked.add(nameOf(start, first));
    for (;;) {
      const [before, at] = way.slice(-2) as [number, number];
      const beside = network.get(at)!;
      const next = beside.find((place) => place !== before && !walked.has(nameOf(at, place)));
      if (beside.length !== 2 || next === undefined || at === start) return way;
      walked.add(nameOf(at, next));
      way.push(next);
    }
  };
  for (const ends of [true, false]) {
    for (const [start, beside] of network) {
      if ((beside.length !== 2) !== ends) continue;
      for (const next of beside) {
        if (walked.has(nameOf(start, next))) continue;
        const way = walk(start, next);
        const closed = way.at(-1) === start;
        yield { way: closed ? way.slice(0, -1) : way, closed };
      }
    }
  }
}

function join(network: Network, one: number, other: number): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const beside = network.get(from);
    if (beside) beside.push(to);
    else network.set(from, [to]);
  }
}

/** The borders between each two patches, along the corners of pixels. */
function traceEdges({ size, labels }: Regions, isThin: (label: number) => boolean): Line[] {
  const width = size + 1;
  const borders = new Map<number, Network>();
  const border = (one: number, other: number, from: number, to: number) => {
    if (one === other || isThin(one) || isThin(other)) return;
    const key = Math.min(one, other) * 256 + Math.max(one, other);
    const network = borders.get(key) ?? new Map();
    borders.set(key, network);
    join(network, from, to);
  };
  for (let y = 0; y <= size; y++) {
    for (let x = 0; x <= size; x++) {
      const corner = y * width + x;
      const here = x < size && y < size ? labels[y * size + x]! : 0;
      if (x < size) border(y > 0 ? labels[(y - 1) * size + x]! : 0, here, corner, corner + 1);
      if (y < size) border(x > 0 ? labels[y * size + x - 1]! : 0, here, corner, corner + width);
    }
  }
  return [...borders].flatMap(([key, network]) =>
    [...waysThrough(network)].map(({ way, closed }) => ({
      points: Float32Array.from(way.flatMap((corner) => [corner % width, Math.floor(corner / width)])),
      closed,
      between: [Math.floor(key / 256), key % 256] as [number, number],
    })),
  );
}

/** The middles of thin patches. */
function traceMiddles({ size, labels, patches }: Regions, isThin: (label: number) => boolean): Line[] {
  const thinOnes = patches.map((_, label) => Number(isThin(label)));
  const mask = new Uint8Array(labels.length);
  for (let at = 0; at < mask.length; at++) mask[at] = thinOnes[labels[at]!]!;
  thinOut(mask, size);
  const network: Network = new Map();
  for (let at = 0; at < mask.length; at++) {
    if (!mask[at]) continue;
    for (const next of [at + 1, at + size]) if (mask[next] && isBeside(at, next, size)) join(network, at, next);
    // Across a corner only where no other way leads there.
    for (const across of [-1, 1]) {
      const next = at + size + across;
      if (mask[next] && isBeside(at, next, size) && !mask[at + across] && !mask[at + size]) join(network, at, next);
    }
  }
  return [...waysThrough(network)].map(({ way, closed }) => ({
    points: Float32Array.from(way.flatMap((at) => [(at % size) + 0.5, Math.floor(at / size) + 0.5])),
    closed,
    between: [labels[way[0]!]!, labels[way[0]!]!],
  }));
}

const isBeside = (one: number, other: number, size: number) => Math.abs((one % size) - (other % size)) <= 1;

/** Takes pixels from the rims of a mask until lines of one pixel's width are left (Zhang and Suen 1984). */
function thinOut(mask: Uint8Array, size: number): void {
  const around = [-size, -size + 1, 1, size + 1, size, size - 1, -1, -size - 1];
  let inside: number[] = [];
  for (let at = size; at < mask.length - size; at++) if (mask[at]) inside.push(at);
  for (let turn = 0, idle = 0; idle < 2; turn = 1 - turn) {
    const gone = inside.filter((at) => {
      let [count, rises] = [0, 0];
      for (let i = 0; i < 8; i++) {
        const one = mask[at + around[i]!]!;
        count += one;
        if (!one && mask[at + around[(i + 1) % 8]!]) rises++;
      }
      if (count < 2 || count > 6 || rises !== 1) return false;
      const [north, east, south, west] = [mask[at - size]!, mask[at + 1]!, mask[at + size]!, mask[at - 1]!];
      return turn === 0 ? !(east && south && (north || west)) : !(north && west && (east || south));
    });
    for (const at of gone) mask[at] = 0;
    inside = inside.filter((at) => mask[at]);
    idle = gone.length === 0 ? idle + 1 : 0;
  }
}
