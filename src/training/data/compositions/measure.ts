import { definitionsFor, type Layers, type Leaf } from './layers.ts';
import { rasteriseStrip } from './raster.ts';

/** Icons are measured on a grid of this many pixels a side. */
export const gridSide = 64;
/** Alpha from which a pixel counts as covered. */
const covered = 128;
/** Alpha up to which nothing is to be seen. */
const faint = 8;

/** In pixels of the grid; right and bottom are the first ones outside. */
export interface GridBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface MeasuredLeaf extends Leaf {
  /** Alpha on the grid, `[64, 64]`. */
  mask: Uint8Array;
  box: GridBox;
  /** Mean straight red, green and blue in [0, 255]. */
  colour: readonly [number, number, number];
  /** Covered pixels of the grid, and those that no later leaf covers. */
  area: number;
  visible: number;
}

/** An icon whose shapes are known by where they lie and what colour they have. */
export interface MeasuredIcon {
  layers: Layers;
  /** Those that can be seen, in their order. */
  leaves: readonly MeasuredLeaf[];
  /** What the whole icon covers on the grid, 0 or 1, holes filled. */
  silhouette: Uint8Array;
  box: GridBox;
}

export async function measureIcon(layers: Layers): Promise<MeasuredIcon> {
  const measured = (await measureLeaves(layers)).filter(({ mask }) => mask.some((alpha) => alpha > faint));
  const above = new Uint8Array(gridSide * gridSide);
  for (const leaf of measured.toReversed()) {
    for (let i = 0; i < above.length; i++) {
      if (leaf.mask[i]! < covered) continue;
      if (!above[i]) leaf.visible++;
      above[i] = 1;
    }
  }
  return { layers, leaves: measured, silhouette: fillHoles(above), box: boxOf(above) };
}

/** Blurs are left out: they take long and move no edge. */
async function measureLeaves(layers: Layers): Promise<MeasuredLeaf[]> {
  const side = Math.max(layers.width, layers.height);
  const content = (leaf: Leaf) =>
    `<defs>${definitionsFor(layers, [leaf])}</defs>${leaf.markup}`.replace(/ filter="[^"]*"/g, '');
  const strip = await rasteriseStrip(layers.leaves.map(content), { left: 0, top: 0, side }, gridSide);
  const length = gridSide * gridSide * 4;
  return layers.leaves.map((leaf, index) => measureLeaf(leaf, strip.subarray(index * length, (index + 1) * length)));
}

/** `pixels` are premultiplied. */
function measureLeaf(leaf: Leaf, pixels: Uint8Array): MeasuredLeaf {
  const mask = Uint8Array.from({ length: gridSide * gridSide }, (_, i) => pixels[i * 4 + 3]!);
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < pixels.length; i++) sums[i % 4]! += pixels[i]!;
  const colour = [0, 1, 2].map((channel) => (255 * sums[channel]!) / Math.max(1, sums[3]!));
  const solid = mask.map((alpha) => Number(alpha >= covered));
  const area = solid.reduce((sum, one) => sum + one, 0);
  return { ...leaf, mask, box: boxOf(solid), colour: colour as [number, number, number], area, visible: 0 };
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
function fillHoles(mask: Uint8Array): Uint8Array {
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
