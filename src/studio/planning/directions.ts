import type { LatentSpace } from '#sampling/latent.ts';
import { findAxes } from '#training/taste/axes.ts';
import { conceptOfCharacters } from '../vocabulary/code-points.ts';
import { type Tag, tags } from './directions/tags.ts';

/** A way in which pictures differ, along which a code can be moved. */
export interface Direction {
  /** An adjective, or a letter where nobody knows what it does. */
  name: string;
  /** Of length 1, `[size]`; 0 in the numbers that belong to one drawing alone. */
  vector: Float32Array;
  /** Standard deviation of the table's codes along it. */
  deviation: number;
  /** The outermost places along it that are not rare in the table of codes. */
  least: number;
  most: number;
}

type Candidate = Pick<Direction, 'name' | 'vector'>;

const directionsAtMost = 4;
/** Concepts that a model must know on either side of a tag. */
const fewestConcepts = 3;
/** What is left of a direction beside those before it, as a share, for it to be one of its own. */
const leastOwnShare = 0.3;
/** The share of codes at either end that count as rare. */
const rareShare = 0.005;
/** How far one press goes, in standard deviations. */
const stride = 1;

const found = new WeakMap<LatentSpace, Direction[]>();

/**
 * The directions of a model that people can steer, each at a right angle to the others: for tags of emoji, the
 * difference between the mean codes of those that have it and those that have it not; where a model knows too few
 * emoji, the principal axes of its codes. A direction learnt from votes has its place before the tags.
 */
export function directionsOf(latent: LatentSpace): readonly Direction[] {
  const known = found.get(latent) ?? findDirections(latent);
  found.set(latent, known);
  return known;
}

/** A code moved by `steps` presses (negative: back), or nothing where it is as far as codes go. */
export function steer(code: Float32Array, direction: Direction, steps: number): Float32Array | undefined {
  const { vector, deviation, least, most } = direction;
  const here = dot(code, vector);
  const there = Math.min(most, Math.max(least, here + steps * stride * deviation));
  const moved = there - here;
  if (moved * Math.sign(steps) < 0.05 * deviation) return undefined;
  return code.map((value, i) => value + moved * vector[i]!);
}

function findDirections(latent: LatentSpace): Direction[] {
  const codes = [...latent.concepts].flatMap((concept) => latent.drawings(concept));
  const directions: Direction[] = [];
  const named = tags.flatMap((tag) => differenceOf(tag, latent));
  const candidates = named.length < directionsAtMost ? [...named, ...axesOf(codes, latent)] : named;
  for (const { name, vector } of candidates) {
    const own = apartFrom(directions, latent.withoutDetail(vector));
    if (own && directions.length < directionsAtMost) directions.push(measured(name, own, codes));
  }
  return directions;
}

function differenceOf({ name, having, lacking }: Tag, latent: LatentSpace): Candidate[] {
  const [high, low] = [meanOf(having, latent), meanOf(lacking, latent)];
  return high && low ? [{ name, vector: high.map((value, i) => value - low[i]!) }] : [];
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The mean code of emoji, each counted once however many drawings it has. */
function meanOf(emoji: string, latent: LatentSpace): Float32Array | undefined {
  const concepts = [...characters.segment(emoji)].map(({ segment }) => conceptOfCharacters(segment));
  const known = concepts.filter((concept) => latent.concepts.has(concept));
  if (known.length < fewestConcepts) return undefined;
  const codes = known.flatMap((concept) => {
    const drawings = latent.drawings(concept);
    return drawings.map((code) => ({ code, share: 1 / (drawings.length * known.length) }));
  });
  return latent.blend(
    codes.map(({ code }) => code),
    codes.map(({ share }) => share),
  );
}

function axesOf(codes: readonly Float32Array[], { layout: { size } }: LatentSpace): Candidate[] {
  const rows = { count: codes.length, size, row: (index: number) => codes[index]! };
  const { directions } = findAxes(rows, directionsAtMost);
  return Array.from({ length: directions.length / size }, (_, index) => ({
    name: String.fromCharCode(65 + index),
    vector: directions.slice(index * size, (index + 1) * size),
  }));
}

/** What of a vector is at a right angle to all directions so far, of length 1; nothing where too little is. */
function apartFrom(directions: readonly Direction[], vector: Float32Array): Float32Array | undefined {
  const own = vector.slice();
  for (const { vector: other } of directions) {
    const share = dot(own, other);
    for (let i = 0; i < own.length; i++) own[i]! -= share * other[i]!;
  }
  const length = Math.sqrt(dot(own, own));
  if (!(length > leastOwnShare * Math.sqrt(dot(vector, vector)))) return undefined;
  return own.map((value) => value / length);
}

function measured(name: string, vector: Float32Array, codes: readonly Float32Array[]): Direction {
  const places = Float64Array.from(codes, (code) => dot(code, vector)).sort();
  const mean = places.reduce((sum, place) => sum + place, 0) / places.length;
  const variance = places.reduce((sum, place) => sum + (place - mean) ** 2, 0) / places.length;
  const rare = Math.floor(rareShare * places.length);
  return { name, vector, deviation: Math.sqrt(variance), least: places[rare]!, most: places.at(-1 - rare)! };
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}
