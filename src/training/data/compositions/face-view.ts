import { faceScale, spanOf } from './features.ts';
import type { Head } from './heads.ts';
import type { View } from './raster.ts';

/** The eyes of a smiley in widths of its disc: how far apart they are, and how far above its middle. */
const smiley = { apart: 0.34, up: 0.1 };
/** What is seen around a face, in its widths. */
const around = 1.25;

/** The square around the face of a head, as far as a smiley's would reach. */
export function faceView({ eyes, width }: Head): View {
  const { x, y, apart } = spanOf(eyes);
  const face = Math.min(faceScale.most * width, Math.max(faceScale.least * width, apart / smiley.apart));
  const side = around * face;
  return { left: x - side / 2, top: y + smiley.up * face - side / 2, side };
}
