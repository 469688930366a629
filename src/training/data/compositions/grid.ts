/** Icons are measured on a grid of this many pixels a side. */
export const gridSide = 64;

/** In pixels of the grid; right and bottom are the first ones outside. */
export interface GridBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A round part of the grid, in its pixels. */
export interface Circle {
  x: number;
  y: number;
  radius: number;
}

/** How far each covered pixel is from the nearest one that is not, in pixels (chamfer distances, Borgefors 1986). */
export function distances(mask: Uint8Array): Float32Array {
  const far = 4 * gridSide;
  const distance = Float32Array.from(mask, (value) => (value ? far : 0));
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= gridSide || y >= gridSide ? 0 : distance[y * gridSide + x]!;
  const relax = (x: number, y: number, step: number) => {
    const i = y * gridSide + x;
    if (!distance[i]) return;
    const straight = Math.min(at(x - step, y), at(x, y - step)) + 1;
    const slanted = Math.min(at(x - step, y - step), at(x + step, y - step)) + Math.SQRT2;
    distance[i] = Math.min(distance[i]!, straight, slanted);
  };
  for (let y = 0; y < gridSide; y++) for (let x = 0; x < gridSide; x++) relax(x, y, 1);
  for (let y = gridSide - 1; y >= 0; y--) for (let x = gridSide - 1; x >= 0; x--) relax(x, y, -1);
  return distance;
}

/** The largest circle inside a mask; of those nearly as large, the one in the middle of them. */
export function inscribedCircle(mask: Uint8Array): Circle {
  const distance = distances(mask);
  const radius = distance.reduce((most, value) => Math.max(most, value), 0);
  let [x, y, count] = [0, 0, 0];
  for (let i = 0; i < distance.length; i++) {
    if (distance[i]! < 0.97 * radius) continue;
    x += (i % gridSide) + 0.5;
    y += Math.floor(i / gridSide) + 0.5;
    count++;
  }
  const middle = { x: x / count, y: y / count };
  const inside = distance[Math.floor(middle.y) * gridSide + Math.floor(middle.x)] ?? 0;
  if (inside >= 0.85 * radius) return { ...middle, radius: inside };
  const best = distance.indexOf(radius);
  return { x: (best % gridSide) + 0.5, y: Math.floor(best / gridSide) + 0.5, radius };
}

/** The covered run of a row that lies around `x`, or nearest to it; undefined where the row is empty. */
export function runAt(mask: Uint8Array, row: number, x: number): { left: number; right: number } | undefined {
  const y = Math.min(gridSide - 1, Math.max(0, Math.round(row)));
  const runs: { left: number; right: number }[] = [];
  for (let column = 0; column < gridSide; column++) {
    if (!mask[y * gridSide + column]) continue;
    const last = runs.at(-1);
    if (last && last.right === column) last.right++;
    else runs.push({ left: column, right: column + 1 });
  }
  const away = ({ left, right }: { left: number; right: number }) => Math.max(left - x, x - right, 0);
  return runs.toSorted((a, b) => away(a) - away(b))[0];
}

/** The box around all that is not 0; an empty one where nothing is. */
export function boxOf(mask: Uint8Array): GridBox {
  const box = { left: gridSide, top: gridSide, right: 0, bottom: 0 };
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    const [x, y] = [i % gridSide, Math.floor(i / gridSide)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x + 1);
    box.top = Math.min(box.top, y);
    box.bottom = y + 1;
  }
  return box;
}

/** What cannot be reached from outside without crossing the mask. */
export function fillHoles(mask: Uint8Array): Uint8Array {
  const filled = new Uint8Array(mask.length).fill(1);
  const queue: number[] = [];
  const visit = (x: number, y: number) => {
    const at = y * gridSide + x;
    if (x < 0 || y < 0 || x >= gridSide || y >= gridSide || !filled[at] || mask[at]) return;
    filled[at] = 0;
    queue.push(at);
  };
  for (let i = 0; i < gridSide; i++) {
    for (const [x, y] of [
      [i, 0],
      [i, gridSide - 1],
      [0, i],
      [gridSide - 1, i],
    ] as const)
      visit(x, y);
  }
  while (queue.length > 0) {
    const at = queue.pop()!;
    const [x, y] = [at % gridSide, Math.floor(at / gridSide)];
    for (const [right, down] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const)
      visit(x + right, y + down);
  }
  return filled;
}
