import { describe, expect, test } from 'vitest';
import { readDoodle } from '#images/doodle.ts';
import type { RawPicture } from '#images/frame.ts';

const size = 64;
const side = 200;

type Colour = readonly [number, number, number, number?];

/** A sheet of one colour with a ring on it. */
function sheet(paper: Colour, ink: Colour, pen = 8): RawPicture {
  const rgba = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const onRing = Math.abs(Math.hypot(x - 100, y - 90) - 60) < pen / 2;
      const [red, green, blue, alpha = 255] = onRing ? ink : paper;
      rgba.set([red, green, blue, alpha], (y * side + x) * 4);
    }
  }
  return { width: side, height: side, rgba };
}

const read = (picture: RawPicture) => readDoodle(picture, 'drawing.png', size);
const at = (pixels: Uint8Array, x: number, y: number) => [
  ...pixels.subarray((y * size + x) * 4, (y * size + x) * 4 + 4),
];
const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];
const clear: Colour = [0, 0, 0, 0];

describe('a drawing', () => {
  test.each<[string, Colour, Colour]>([
    ['white', white, black],
    ['grey', [200, 198, 190], black],
    ['clear', clear, black],
    ['dark', [24, 24, 30], white],
    ['clear, with a light pen', clear, white],
  ])('on %s paper is dark ink on clear paper, framed', async (_, paper, ink) => {
    const pixels = await read(sheet(paper, ink));
    expect(at(pixels, 32, 32)).toEqual([0, 0, 0, 0]);
    const [red, , , alpha] = at(pixels, 32, 3);
    expect(alpha).toBeGreaterThan(128);
    expect(red).toBeLessThan(40);
  });

  test('keeps the colours of its pens', async () => {
    const [red, green, , alpha] = at(await read(sheet(white, [220, 30, 30])), 32, 3);
    expect(red! / alpha!).toBeGreaterThan(0.7);
    expect(green! / alpha!).toBeLessThan(0.3);
  });

  test('of a fine pen is as strong as of a thick one', async () => {
    const alpha = at(await read(sheet(white, black, 1.2)), 32, 2)[3]!;
    expect(alpha).toBeGreaterThan(100);
  });
});

describe('what is no drawing is refused in words', () => {
  test.each<[string, RawPicture]>([
    ['an empty sheet', sheet(white, white)],
    ['a clear one', sheet(clear, clear)],
  ])('%s', async (_, picture) => {
    await expect(read(picture)).rejects.toMatchObject({
      code: 'bad_image',
      message: 'There is nothing to see on drawing.png. Draw something on it and send it again.',
    });
  });

  test('a photograph', async () => {
    const rgba = Uint8Array.from({ length: side * side * 4 }, (_, i) => {
      const [x, y] = [Math.floor(i / 4) % side, Math.floor(i / 4 / side)];
      return i % 4 === 3 ? 255 : 128 + 120 * Math.sin(x / 17 + (i % 4)) * Math.cos(y / 23);
    });
    await expect(read({ width: side, height: side, rgba })).rejects.toMatchObject({
      code: 'bad_image',
      message: expect.stringMatching(
        /^drawing\.png looks like a photograph, not a drawing\. Send lines on plain paper/,
      ),
    });
  });
});
