import sharp from 'sharp';
import { premultiply } from '#images/frame.ts';

/** A square part of a drawing, in its units. */
export interface View {
  left: number;
  top: number;
  side: number;
}

const namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

/*
 * By librsvg, not resvg: that one ends the whole process, past any catch, where a group that is drawn as a layer lies
 * outside of the view.
 */

/** SVG elements as pixels: premultiplied RGBA, `[size, size, 4]`. */
export function rasterise(content: string, view: View, size: number): Promise<Uint8Array> {
  return rasteriseStrip([content], view, size);
}

/** The renderer refuses pictures that are higher. */
const highest = 32_000;

/** Several drawings below each other: premultiplied RGBA, `[drawings, size, size, 4]`. */
export async function rasteriseStrip(contents: readonly string[], view: View, size: number): Promise<Uint8Array> {
  const most = Math.floor(highest / size);
  if (contents.length <= most) return rasteriseAtOnce(contents, view, size);
  const strip = new Uint8Array(contents.length * size * size * 4);
  for (let start = 0; start < contents.length; start += most) {
    strip.set(await rasteriseAtOnce(contents.slice(start, start + most), view, size), start * size * size * 4);
  }
  return strip;
}

async function rasteriseAtOnce(contents: readonly string[], view: View, size: number): Promise<Uint8Array> {
  const { left, top, side } = view;
  const box = `width="${size}" height="${size}" viewBox="${left} ${top} ${side} ${side}"`;
  const drawings = contents.map((content, index) => `<svg y="${index * size}" ${box}>${content}</svg>`);
  const svg = `<svg ${namespaces} width="${size}" height="${size * contents.length}">${drawings.join('')}</svg>`;
  return premultiply(await sharp(Buffer.from(svg), { unlimited: true }).ensureAlpha().raw().toBuffer());
}
