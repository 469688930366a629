import { gridSide } from '../data/compositions/grid.ts';
import type { HeadCorrection } from '../data/compositions/heads.ts';

/** The least of a head, in pixels of the grid: what is smaller, or upside down, was not found. */
const least = { apart: 3, width: 8, forehead: 1, face: 2 };

/** Where things go on a picture, by what was found in it, as `anchorNames` says; undefined where that is no head. */
export function headFrom(anchors: Float32Array): HeadCorrection | undefined {
  const [leftX, leftY, rightX, rightY, topX, topY, chinX, chinY, width] = Array.from(
    anchors,
    (share) => share * gridSide,
  ) as [number, number, number, number, number, number, number, number, number];
  const apart = rightX - leftX;
  const [x, y] = [(leftX + rightX) / 2, (leftY + rightY) / 2];
  if (apart < least.apart || width < least.width || y - topY < least.forehead || chinY - y < least.face) {
    return undefined;
  }
  return { eyes: { x, y, apart }, top: { x: topX, y: topY }, chin: { x: chinX, y: chinY }, width };
}
