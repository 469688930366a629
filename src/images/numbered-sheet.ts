import sharp from 'sharp';
import { fontFamily, renderSvg } from './svg.ts';

const clear = { r: 0, g: 0, b: 0, alpha: 0 };

/** Square PNG files, each with its number in its corner, as one PNG on a clear background: four as two by two. */
export async function numberedSheet(pictures: readonly { number: number; png: Uint8Array }[]): Promise<Uint8Array> {
  const { width: side } = await sharp(pictures[0]!.png).metadata();
  const columns = columnsOf(pictures.length);
  const rows = Math.ceil(pictures.length / columns);
  const badge = 2 * Math.round(side / 12);
  const cell = side + badge;
  const places = pictures.map((picture, index) => ({
    ...picture,
    x: (index % columns) * cell,
    y: Math.floor(index / columns) * cell,
  }));
  const [width, height] = [columns * cell, rows * cell];
  const numbers = places.map(({ number, x, y }) => badgeAt(number, x, y, badge)).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${numbers}</svg>`;
  const drawn = places.map(async ({ png, x, y }) => {
    const fitted = sharp(png).resize(side, side, { fit: 'contain', background: clear });
    return { input: await fitted.png().toBuffer(), left: x + badge / 2, top: y + badge / 2 };
  });
  const layers = await Promise.all(drawn);
  return sharp({ create: { width, height, channels: 4, background: clear } })
    .composite([...layers, { input: Buffer.from(await renderSvg(svg)) }])
    .png()
    .toBuffer();
}

/** Four are two by two, nine three by three, sixteen four by four. */
const columnsOf = (count: number): number => (count === 4 ? 2 : Math.min(count, count > 9 ? 4 : 3));

/** White on dark: read on light backgrounds and dark ones. */
function badgeAt(number: number, x: number, y: number, size: number): string {
  const middle = size / 2;
  const digit = `<text x="${x + middle}" y="${y + 0.74 * size}" text-anchor="middle" font-family="${fontFamily}" font-size="${0.7 * size}" fill="#fff">${number}</text>`;
  return `<rect x="${x}" y="${y}" width="${size}" height="${size}" rx="${size / 4}" fill="#333"/>${digit}`;
}
