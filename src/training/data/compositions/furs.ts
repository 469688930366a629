import { createRandom } from '#lib/random.ts';
import { conceptsOf } from '../concepts.ts';
import { round } from './parts.ts';

/*
 * Coats of animals that others can have: drawn by us, since a whole leopard laid on a snake is no leopard's coat.
 */

/** Markup in pixels of the grid, and the colour that is under it. */
export interface Fur {
  ground: string;
  marks: string;
}

/** The part of the picture that a coat covers, in pixels of the grid. */
const from = -8;
const to = 72;

/** Places that are as far apart as `step`, each moved a little by chance, the same ones every time. */
function scattered(step: number, seed: number): { x: number; y: number; turn: number }[] {
  const random = createRandom(seed);
  const shaken = () => 0.5 * step * (random.uniform() - 0.5);
  const places = [];
  for (let row = 0, y = from; y < to; row++, y += 0.87 * step) {
    for (let x = from + (row % 2) * 0.5 * step; x < to; x += step) {
      places.push({ x: round(x + shaken()), y: round(y + shaken()), turn: Math.round(360 * random.uniform()) });
    }
  }
  return places;
}

const each = (step: number, seed: number, shapes: string): string =>
  scattered(step, seed)
    .map(({ x, y, turn }) => `<g transform="translate(${x} ${y}) rotate(${turn})">${shapes}</g>`)
    .join('');

/** Stripes across, each a wave that is as thick as `width`. */
function stripes(step: number, width: number, colour: string): string {
  const lines = [];
  for (let x = from; x < to; x += step) {
    lines.push(`M${x} ${from}q${0.5 * step} 10 0 20t0 20t0 20t0 20`);
  }
  return `<path d="${lines.join('')}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
}

/** Stripes that begin thick and end in a point, from both sides by turns. */
function wedges(step: number, colour: string): string {
  const shapes = [];
  for (let row = 0, y = from; y < to; row++, y += step) {
    for (let x = from + (row % 2) * 8; x < to; x += 19) {
      shapes.push(`M${x} ${y}q7 -1.4 14 ${0.35 * step}q-7 ${0.1 * step} -14 ${0.2 * step}z`);
    }
  }
  return `<path d="${shapes.join('')}" fill="${colour}"/>`;
}

const rosette =
  '<circle r="2.1" fill="#c9842e"/><path d="M-2.6 .6A2.7 2.7 0 0 1 -.6 -2.6M1 -2.5A2.7 2.7 0 0 1 2.6 .7M1.6 2.2A2.7 2.7 0 0 1 -1.4 2.3" fill="none" stroke="#4a2a14" stroke-width="1.7" stroke-linecap="round"/>';
const patch = '<path d="M-6 -2C-5 -7 1 -6 4 -5S8 1 5 4S-1 4 -4 6S-7 2 -6 -2Z" fill="#33313a"/>';
const plate =
  '<path d="M-4.4 -2.2L-.6 -4.6L4 -3L4.6 1.6L1.4 4.4L-3.6 3.4Z" fill="#a5632c" stroke="#a5632c" stroke-width=".8" stroke-linejoin="round"/>';

const drawn: Readonly<Record<string, Fur>> = {
  '🐆': { ground: '#f3bb5d', marks: each(8.5, 1, rosette) },
  '🐅': { ground: '#f79a35', marks: wedges(7, '#33261f') },
  '🐯': { ground: '#f79a35', marks: wedges(7, '#33261f') },
  '🦓': { ground: '#f7f7f9', marks: stripes(7.6, 3.4, '#34333c') },
  '🐄': { ground: '#fafafa', marks: each(19, 2, patch) },
  '🐮': { ground: '#fafafa', marks: each(19, 2, patch) },
  '🦒': { ground: '#f7dd9c', marks: each(10.4, 3, plate) },
};

/** Coats by the concept of their animal. */
export const furs: ReadonlyMap<string, Fur> = new Map(
  Object.entries(drawn).flatMap(([emoji, fur]) => conceptsOf(emoji).map((concept) => [concept, fur] as const)),
);

/** A coat over the whole picture, on a ground of its own colour or another, as markup in pixels of the grid. */
export const layFur = ({ ground, marks }: Fur, colour = ground): string =>
  `<rect x="${from}" y="${from}" width="${to - from}" height="${to - from}" fill="${colour}"/>${marks}`;
