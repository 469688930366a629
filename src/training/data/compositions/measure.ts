import { boxOf, distances, fillHoles, type GridBox, gridSide } from './grid.ts';
import { definitionsFor, type Layers, type Leaf } from './layers.ts';
import { rasteriseStrip } from './raster.ts';

/** Alpha from which a pixel counts as covered. */
const covered = 128;
/** Alpha up to which nothing is to be seen. */
const faint = 8;
/** A shape is large that covers so much of the grid: the disc of a face. */
export const leastDisc = 0.38 * gridSide * gridSide;

export interface MeasuredLeaf extends Leaf {
  box: GridBox;
  /** Mean straight red, green and blue in [0, 255]. */
  colour: readonly [number, number, number];
  /** Covered pixels of the grid, and those that no later leaf covers. */
  area: number;
  visible: number;
  /** How far the nearest of its pixels is from the outside of the icon; 0 for what covers none. */
  clearance: number;
  /** How far its pixels are from the outside of the icon's first large shape, in the mean. */
  depth: number;
}

type Masked = MeasuredLeaf & { mask: Uint8Array };

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
  const silhouette = fillHoles(above);
  const inside = distances(silhouette);
  const disc = measured.find(({ area }) => area >= leastDisc);
  const insideDisc = disc && distances(disc.mask.map((alpha) => Number(alpha >= covered)));
  const leaves = measured.map(({ mask, ...leaf }) => {
    const own = [...mask.keys()].filter((i) => mask[i]! >= covered);
    const clearance = own.reduce((least, i) => Math.min(least, inside[i]!), own.length > 0 ? gridSide : 0);
    const depth = insideDisc ? own.reduce((sum, i) => sum + insideDisc[i]! / own.length, 0) : 0;
    return { ...leaf, clearance, depth };
  });
  return { layers, leaves, silhouette, box: boxOf(above) };
}

/** Blurs are left out: they take long and move no edge. */
async function measureLeaves(layers: Layers): Promise<Masked[]> {
  const side = Math.max(layers.width, layers.height);
  const content = (leaf: Leaf) =>
    `<defs>${definitionsFor(layers, [leaf])}</defs>${leaf.markup}`.replace(/ filter="[^"]*"/g, '');
  const strip = await rasteriseStrip(layers.leaves.map(content), { left: 0, top: 0, side }, gridSide);
  const length = gridSide * gridSide * 4;
  return layers.leaves.map((leaf, index) => measureLeaf(leaf, strip.subarray(index * length, (index + 1) * length)));
}

/** `pixels` are premultiplied. */
function measureLeaf(leaf: Leaf, pixels: Uint8Array): Masked {
  const mask = Uint8Array.from({ length: gridSide * gridSide }, (_, i) => pixels[i * 4 + 3]!);
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < pixels.length; i++) sums[i % 4]! += pixels[i]!;
  const colour = [0, 1, 2].map((channel) => (255 * sums[channel]!) / Math.max(1, sums[3]!));
  const solid = mask.map((alpha) => Number(alpha >= covered));
  const area = solid.reduce((sum, one) => sum + one, 0);
  const measured = { mask, box: boxOf(solid), colour: colour as [number, number, number], area };
  return { ...leaf, ...measured, visible: 0, clearance: 0, depth: 0 };
}
