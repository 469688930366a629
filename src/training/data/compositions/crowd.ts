import type { Random } from '#lib/random.ts';
import { group, type Part, place } from './parts.ts';
import type { Scene } from './scene.ts';

/** Where several stand, as rows of numbers; the last rows are in front. */
const crowds: Readonly<Record<number, readonly number[]>> = {
  2: [2],
  3: [1, 2],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [3, 4],
  8: [2, 3, 3],
  9: [3, 3, 3],
};

/** Several of the same, as a row, a stack or a crowd that stands closely. */
export function multiply(part: Part, { count = 1, arrangement }: Scene, random: Random): Part {
  if (count < 2) return part;
  const way = arrangement ?? (count === 2 ? 'row' : count === 3 && random.uniform() < 0.4 ? 'row' : 'crowd');
  const rows = way === 'row' ? [count] : way === 'stack' ? Array.from({ length: count }, () => 1) : crowds[count]!;
  const { left, top, right, bottom } = part.box;
  const [width, height] = [right - left, bottom - top];
  const step = { x: 0.94 * width, y: (way === 'stack' ? 0.8 : 0.72) * height };
  const copies = rows.flatMap((inRow, row) =>
    Array.from({ length: inRow }, (_, column) =>
      place({ ...part, definitions: '' }, { scale: 1, right: (column - (inRow - 1) / 2) * step.x, down: row * step.y }),
    ),
  );
  return group([{ definitions: part.definitions, markup: '', box: copies[0]!.box }, ...copies]);
}

/** The side of the square that each of several different things has in the grid, and how far they overlap. */
const cell = 48;
const overlap = { across: 0.06, down: 0.15 };

/** Different things side by side, each as large as the others but for its share; of three or more the first are behind. */
export function standTogether(things: readonly { part: Part; share: number }[]): Part {
  const rows = crowds[things.length] ?? [things.length];
  const waiting = things.map(({ part, share }) => {
    const { left, top, right, bottom } = part.box;
    const scale = (share * cell) / Math.max(right - left, bottom - top);
    return { part, scale, width: scale * (right - left), left, bottom };
  });
  const placed = rows.flatMap((count, row) => {
    const standing = waiting.splice(0, count);
    const step = (width: number) => (1 - overlap.across) * width;
    let x = -standing.reduce((sum, { width }) => sum + step(width), 0) / 2;
    const floor = row * (1 - overlap.down) * cell;
    return standing.map(({ part, scale, width, left, bottom }) => {
      const at = place(part, { scale, right: x - scale * left, down: floor - scale * bottom });
      x += step(width);
      return at;
    });
  });
  return group(placed);
}
