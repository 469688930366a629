import { expect, test } from 'vitest';
import { lookNames, measureLook } from '#training/taste/looks.ts';

const size = 64;

/** A picture of one colour, premultiplied RGBA, visible where `covers` says so. */
function drawShape([red, green, blue]: readonly number[], covers: (x: number, y: number) => boolean): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (covers(x, y)) pixels.set([red!, green!, blue!, 255], (y * size + x) * 4);
  }
  return pixels;
}

const look = (pixels: Uint8Array) =>
  Object.fromEntries([...measureLook(pixels, size)].map((value, index) => [lookNames[index]!, value]));

const disc =
  (radius: number, centreY = 31.5) =>
  (x: number, y: number) =>
    Math.hypot(x - 31.5, y - centreY) < radius;

test('a red disc is red, round, the same on both sides and plain', () => {
  expect(look(drawShape([255, 0, 0], disc(20)))).toMatchObject({
    red: 1,
    green: 0,
    saturation: 1,
    contrast: expect.closeTo(0),
    palette: expect.closeTo(0),
    'hue red': 1,
    'hue blue': 0,
    coverage: expect.closeTo((Math.PI * 20 ** 2) / size ** 2, 2),
    edges: expect.closeTo(0),
    elongation: expect.closeTo(0),
    height: expect.closeTo(0.5),
    mirrored: 1,
    flipped: 1,
  });
});

test('shapes are told apart whatever their colour', () => {
  const round = look(drawShape([0, 90, 200], disc(20)));
  const bar = look(drawShape([0, 90, 200], (x, y) => x > 5 && x < 60 && y > 28 && y < 36));
  const ring = look(drawShape([0, 90, 200], (x, y) => disc(28)(x, y) && !disc(20)(x, y)));
  expect(bar.elongation).toBeGreaterThan(0.8);
  expect(ring.elongation).toBeLessThan(0.05);
  expect(round.compactness).toBeGreaterThan(1.5 * bar.compactness!);
  expect(round.compactness).toBeGreaterThan(3 * ring.compactness!);
  expect(ring.spread).toBeGreaterThan(round.spread!);
  expect(look(drawShape([0, 90, 200], disc(10, 15))).height).toBeGreaterThan(0.7);
});

test('which way a shape points is told: up, along, or slanting either way', () => {
  const bar = (turn: number) => {
    const [along, across] = [Math.cos(turn), Math.sin(turn)];
    const covers = (x: number, y: number) => {
      const [u, v] = [x - 31.5, y - 31.5];
      return Math.abs(u * along + v * across) < 25 && Math.abs(v * along - u * across) < 4;
    };
    return look(drawShape([0, 90, 200], covers));
  };
  expect(bar(Math.PI / 2)).toMatchObject({ upright: expect.closeTo(0.95, 1), slant: expect.closeTo(0) });
  expect(bar(0)).toMatchObject({ upright: expect.closeTo(-0.95, 1), slant: expect.closeTo(0) });
  expect(bar(Math.PI / 4)).toMatchObject({ upright: expect.closeTo(0), slant: expect.closeTo(0.95, 1) });
  expect(bar(-Math.PI / 4).slant).toBeLessThan(-0.9);
  expect(look(drawShape([0, 90, 200], disc(20)))).toMatchObject({
    upright: expect.closeTo(0),
    slant: expect.closeTo(0),
  });
});

test('detail within a picture shows as edges and contrast', () => {
  const striped = drawShape([255, 255, 255], disc(20));
  for (let i = 0; i < striped.length; i += 4) {
    if (striped[i + 3] && Math.floor(i / 4 / size) % 4 < 2) striped.fill(0, i, i + 3);
  }
  const [plain, detailed] = [look(drawShape([255, 255, 255], disc(20))), look(striped)];
  expect(detailed.edges).toBeGreaterThan(plain.edges! + 0.5);
  expect(detailed.contrast).toBeGreaterThan(0.4);
  expect(detailed.dark).toBeCloseTo(0.5, 1);
});

test('an empty picture has no look', () => {
  expect(new Set(measureLook(new Uint8Array(size * size * 4), size))).toEqual(new Set([0]));
});
