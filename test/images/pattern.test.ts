import sharp from 'sharp';
import { expect, it } from 'vitest';
import { premultiply } from '#images/frame.ts';
import { drawPattern, type Motif } from '#images/pattern.ts';

async function motif(colour: string): Promise<Motif> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"><path d="M64 4 120 120H8z" fill="${colour}"/></svg>`;
  const png = await sharp(Buffer.from(svg)).png().toBuffer();
  return { png, pixels: premultiply(await sharp(png).ensureAlpha().raw().toBuffer()) };
}

it.each([[1], [2], [3], [5]])('a pattern of %i things has no seam, and shows all of them', async (count) => {
  const colours = ['#e22', '#2c2', '#24e', '#ea2', '#a2e'].slice(0, count);
  const { tile, preview } = await drawPattern(await Promise.all(colours.map(motif)), { seed: count });
  const { data, info } = await sharp(tile).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([512, 512]);
  const at = (x: number, y: number) => [...data.subarray((y * 512 + x) * 3, (y * 512 + x) * 3 + 3)];
  const apart = (one: number[], other: number[]) => one.reduce((sum, value, i) => sum + Math.abs(value - other[i]!), 0);
  const seam = (pair: (i: number) => [number[], number[]]) =>
    Array.from({ length: 512 }, (_, i) => apart(...pair(i))).reduce((sum, value) => sum + value, 0);
  // From one edge to the other is no further than from any line to the next.
  const across = [0, 100, 200, 300, 400].map((x) => seam((y) => [at(x, y), at(x + 1, y)]));
  const down = [0, 100, 200, 300, 400].map((y) => seam((x) => [at(x, y), at(x, y + 1)]));
  expect(seam((y) => [at(511, y), at(0, y)])).toBeLessThanOrEqual(1.5 * Math.max(...across));
  expect(seam((x) => [at(x, 511), at(x, 0)])).toBeLessThanOrEqual(1.5 * Math.max(...down));
  for (const colour of colours) {
    const [r, g, b] = [1, 2, 3].map((i) => Number.parseInt(colour[i]!.repeat(2), 16));
    let seen = 0;
    for (let i = 0; i < data.length; i += 3) if (apart([...data.subarray(i, i + 3)], [r!, g!, b!]) < 12) seen++;
    expect(seen).toBeGreaterThan(2000);
  }
  const shown = await sharp(preview).metadata();
  expect([shown.width, shown.height]).toEqual([1024, 1024]);
  const corner = await sharp(preview)
    .extract({ left: 512, top: 512, width: 512, height: 512 })
    .removeAlpha()
    .raw()
    .toBuffer();
  expect(corner.equals(data)).toBe(true);
});
