import { setPriority } from 'node:os';
import sharp from 'sharp';
import type { SvgAnswer, SvgOrder } from './untrusted-svg.ts';

/** The density at which an SVG's own units are pixels. */
const plainDensity = 72;

async function render({ bytes, side }: SvgOrder): Promise<SvgAnswer> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  const density = Math.min(2400, Math.max(1, (plainDensity * side) / Math.max(width, height)));
  const { data, info } = await sharp(bytes, { density })
    .resize(side, side, { fit: 'inside' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { picture: { width: info.width, height: info.height, rgba: data } };
}

setPriority(10);
process.on('message', async (order: SvgOrder) => {
  const answer = await render(order).catch((error): SvgAnswer => ({ error: String(error) }));
  process.send!(answer);
});
