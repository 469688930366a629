import sharp from 'sharp';
import { serveOrders } from '#lib/confined-process.ts';
import type { PictureAnswer, PictureOrder } from './untrusted.ts';

/** The density at which an SVG's own units are pixels, and what a density may be. */
const plainDensity = 72;
const densities = { min: 1, max: 2400 };

// A process lives for a few pictures: what libvips would remember of them is memory for nothing.
sharp.cache(false);
sharp.concurrency(1);

async function draw({ kind, bytes, side, pixels }: PictureOrder): Promise<PictureAnswer> {
  const { width, height, pageHeight = height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  if (kind === 'raster' && width * pageHeight > pixels) return { tooLarge: { width, height: pageHeight } };
  const fitted = Math.min(densities.max, Math.max(densities.min, (plainDensity * side) / Math.max(width, height)));
  const source =
    kind === 'svg'
      ? sharp(bytes, { density: fitted })
      : sharp(bytes, { limitInputPixels: pixels, failOn: 'error', pages: 1 }).autoOrient();
  const { data, info } = await source
    .toColourspace('srgb')
    .ensureAlpha()
    .resize(side, side, { fit: 'inside', withoutEnlargement: kind === 'raster' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { picture: { width: info.width, height: info.height, rgba: data } };
}

serveOrders(draw);
