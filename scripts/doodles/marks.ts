/** One thing that the hand does: a way through places on a sheet of 100 × 100, closed or not. */
export interface Mark {
  points: [number, number][];
  closed: boolean;
  /** Of the pen, where there are several. */
  colour?: string;
  /** Whether it is coloured in, too. */
  filled?: string;
}

/** An ellipse, or a part of one between two angles in degrees, clockwise from the right. */
export function round(x: number, y: number, wide: number, high = wide, [from, to] = [0, 360]): Mark {
  const whole = to - from >= 360;
  const count = Math.max(6, Math.round((to - from) / 15));
  const points = Array.from({ length: whole ? count : count + 1 }, (_, step): [number, number] => {
    const angle = ((from + ((to - from) * step) / count) * Math.PI) / 180;
    return [x + wide * Math.cos(angle), y + high * Math.sin(angle)];
  });
  return { points, closed: whole };
}

/** Straight from place to place. */
export const line = (...points: [number, number][]): Mark => ({ points: between(points), closed: false });

/** The same, back to where it began. */
export const shape = (...points: [number, number][]): Mark => ({
  points: between([...points, points[0]!]).slice(0, -1),
  closed: true,
});

/** A bend through places. */
export const bend = (...points: [number, number][]): Mark => ({ points: smooth(points, false), closed: false });
export const blob = (...points: [number, number][]): Mark => ({ points: smooth(points, true), closed: true });

export const dot = (x: number, y: number, size = 1.5): Mark => ({ ...round(x, y, size), filled: '#111' });

/** With another pen, and coloured in where a second colour is given. */
export const tint = (colour: string, mark: Mark, filled?: string): Mark => ({ ...mark, colour, filled });

/** Places on straight ways, close enough to go astray one by one. */
function between(points: readonly [number, number][]): [number, number][] {
  return points.flatMap(([x, y], index): [number, number][] => {
    const next = points[index + 1];
    if (!next) return [[x, y]];
    const count = Math.max(1, Math.round(Math.hypot(next[0] - x, next[1] - y) / 9));
    return Array.from({ length: count }, (_, step) => [
      x + ((next[0] - x) * step) / count,
      y + ((next[1] - y) * step) / count,
    ]);
  });
}

/** Places on the curve through these (Catmull and Rom 1974). */
function smooth(points: readonly [number, number][], closed: boolean): [number, number][] {
  const count = points.length;
  const at = (index: number) =>
    closed ? points[(index + count) % count]! : points[Math.max(0, Math.min(count - 1, index))]!;
  const pieces = closed ? count : count - 1;
  const curve = Array.from({ length: pieces }, (_, i) =>
    [0, 1 / 3, 2 / 3].map((t): [number, number] => {
      const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      const along = (axis: 0 | 1) =>
        (2 * b[axis] +
          (c[axis] - a[axis]) * t +
          (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
          (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t) /
        2;
      return [along(0), along(1)];
    }),
  ).flat();
  return closed ? curve : [...curve, points.at(-1)!];
}

/** Something that people draw, by marks that were thought up for it, not taken from any picture. */
export interface Subject {
  name: string;
  /** Emoji that show it; any of them counts. */
  emoji: string;
  /** With one pen, and with coloured ones. */
  plain: Mark[];
  coloured: Mark[];
}
