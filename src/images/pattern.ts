import sharp from 'sharp';
import { createRandom } from '#lib/random.ts';
import { groundFor } from './ground.ts';
import { renderSvg } from './svg.ts';

/** A square picture as chat shows it: premultiplied RGBA for its colours, and its PNG. */
export interface Motif {
  pixels: Uint8Array;
  png: Uint8Array;
}

const side = 512;
/** Places along each side: every second column is half a place lower. */
const places = 4;
const cell = side / places;
const size = { least: 84, most: 100 };
const lean = 22;

/**
 * A seamless square of 512 pixels, strewn with pictures on a ground of their hue, and two by two of it as one. The same
 * seed gives the same.
 */
export async function drawPattern(
  motifs: readonly Motif[],
  { seed, colour }: { seed: number; colour?: string },
): Promise<{ tile: Uint8Array; preview: Uint8Array }> {
  const random = createRandom(seed);
  const pixels = motifs.map((motif) => motif.pixels);
  const { ground, ornament } = groundFor(pixels, colour);
  const layers: { input: Buffer; left: number; top: number }[] = [];
  for (const { column, row, motif } of arrange(motifs.length)) {
    const width = Math.round(size.least + (size.most - size.least) * random.uniform());
    const turned = await sharp(motifs[motif]!.png)
      .resize(width, width, { kernel: 'lanczos3' })
      .rotate(lean * (2 * random.uniform() - 1), { background: { r: 0, g: 0, b: 0, alpha: 0 } })
      .png()
      .toBuffer({ resolveWithObject: true });
    const { width: wide, height: high } = turned.info;
    const x = Math.round((column + 0.5) * cell - wide / 2);
    const y = Math.round((row + 0.5 + (column % 2) / 2) * cell - high / 2);
    // What reaches over an edge comes in again at the other.
    for (const right of [-side, 0, side]) {
      for (const down of [-side, 0, side]) {
        const [left, top] = [x + right, y + down];
        if (left + wide <= 0 || top + high <= 0 || left >= side || top >= side) continue;
        layers.push({ input: turned.data, left: left + side, top: top + side });
      }
    }
  }
  const strewn = await sharp({ create: { width: 3 * side, height: 3 * side, channels: 4, background: '#0000' } })
    .composite(layers)
    .png()
    .toBuffer();
  const middle = await sharp(strewn).extract({ left: side, top: side, width: side, height: side }).toBuffer();
  const tile = await sharp(await renderSvg(dotsSvg(ornament), ground))
    .composite([{ input: middle }])
    .png()
    .toBuffer();
  const preview = await sharp({ create: { width: 2 * side, height: 2 * side, channels: 4, background: ground } })
    .composite([{ input: tile, tile: true, gravity: 'northwest' }])
    .png()
    .toBuffer();
  return { tile, preview };
}

/** Which picture stands where, no two alike beside each other where that can be, each about as often. */
function arrange(count: number): { column: number; row: number; motif: number }[] {
  const chosen = new Map<string, number>();
  const used = new Array<number>(count).fill(0);
  const wrap = (place: number) => (place + places) % places;
  const spots = Array.from({ length: places ** 2 }, (_, i) => ({ column: Math.floor(i / places), row: i % places }));
  return spots.map(({ column, row }) => {
    const lower = column % 2;
    const beside = [
      [column, row - 1],
      [column, row + 1],
      ...[-1, 1].flatMap((way) => [
        [column + way, row - 1 + lower],
        [column + way, row + lower],
      ]),
    ].map(([x, y]) => chosen.get(`${wrap(x!)},${wrap(y!)}`));
    const cost = (motif: number) => 100 * beside.filter((other) => other === motif).length + used[motif]!;
    const motif = used.map((_, index) => index).reduce((best, one) => (cost(one) < cost(best) ? one : best));
    chosen.set(`${column},${row}`, motif);
    used[motif]!++;
    return { column, row, motif };
  });
}

/** Dots between the pictures; those at an edge are there at the other edge, too. */
function dotsSvg(fill: string): string {
  const dots: string[] = [];
  for (let column = 0; column <= places; column++) {
    for (let row = -1; row <= places; row++) {
      const y = (row + 1 + (column % 2) / 2) * cell;
      dots.push(`<circle cx="${(column + 0.5) * cell}" cy="${y}" r="7"/>`);
      dots.push(`<circle cx="${column * cell}" cy="${y - cell / 4}" r="4"/>`);
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><g fill="${fill}">${dots.join('')}</g></svg>`;
}
