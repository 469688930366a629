import sharp from 'sharp';
import { expect, it } from 'vitest';
import { numberedSheet } from '#images/numbered-sheet.ts';

const colours = ['#c00', '#0c0', '#00c', '#cc0', '#0cc', '#c0c', '#ccc', '#600', '#060'];
const side = 48;
const square = (colour: string) =>
  sharp({ create: { width: side, height: side, channels: 4, background: colour } })
    .png()
    .toBuffer();

async function sheetOf(count: number) {
  const pictures = colours
    .slice(0, count)
    .map(async (colour, index) => ({ number: index + 1, png: await square(colour) }));
  const sheet = sharp(await numberedSheet(await Promise.all(pictures)));
  const { data, info } = await sheet.raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray(4 * (y * info.width + x), 4 * (y * info.width + x) + 4)];
  return { ...info, at };
}

it.each([
  [2, 2, 1],
  [3, 3, 1],
  [4, 2, 2],
  [7, 3, 3],
  [9, 3, 3],
])('%i pictures stand in %i columns and %i rows, each with its number in its corner', async (count, columns, rows) => {
  const { width, height, at } = await sheetOf(count);
  const cell = width / columns;
  expect(height).toBe(rows * cell);
  expect(cell).toBeGreaterThan(side);
  for (let index = 0; index < count; index++) {
    const [x, y] = [(index % columns) * cell, Math.floor(index / columns) * cell];
    const middle = `#${at(x + cell / 2, y + cell / 2)
      .slice(0, 3)
      .map((value) => (value / 17).toString(16))
      .join('')}`;
    expect(middle, `picture ${index + 1}`).toBe(colours[index]);
    expect(at(x + 1, y + 4), `badge ${index + 1}`).toEqual([0x33, 0x33, 0x33, 255]);
  }
});

it('is clear around the pictures, and takes pictures of other sizes', async () => {
  const { width, at } = await sheetOf(2);
  expect(at(width - 1, 0)[3]).toBe(0);
  const large = await sharp(await square('#c00'))
    .resize(2 * side)
    .png()
    .toBuffer();
  const mixed = await numberedSheet([
    { number: 1, png: await square('#0c0') },
    { number: 2, png: large },
  ]);
  expect(await sharp(mixed).metadata()).toMatchObject({ width, hasAlpha: true });
});
