import { describe, expect, test } from 'vitest';
import { morphBetween } from '#images/morph.ts';

const size = 64;

/** A picture that is one colour wherever `covers` says. */
function draw(colour: readonly [number, number, number], covers: (x: number, y: number) => boolean): Uint8Array {
  const picture = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (covers(x, y)) picture.set([...colour, 255], (y * size + x) * 4);
  }
  return picture;
}

const disc =
  (radius: number, left = 32, top = 32) =>
  (x: number, y: number) =>
    Math.hypot(x - left, y - top) <= radius;
const area = (picture: Uint8Array) =>
  picture.filter((_, index) => index % 4 === 3).reduce((sum, a) => sum + a / 255, 0);
const at = (picture: Uint8Array, x: number, y: number) => [
  ...picture.subarray((y * size + x) * 4, (y * size + x) * 4 + 4),
];

describe('between two pictures', () => {
  const red = draw([200, 0, 0], disc(10));
  const blue = draw([0, 0, 200], disc(26));

  test('the ends are the pictures themselves', () => {
    const morph = morphBetween(red, blue, size);
    expect(morph(0)).toEqual(red);
    expect(morph(1)).toEqual(blue);
  });

  test('a disc grows evenly, and its colour goes over', () => {
    const morph = morphBetween(red, blue, size);
    for (const share of [0.25, 0.5, 0.75]) {
      const radius = 10 + 16 * share;
      expect(area(morph(share)) / (Math.PI * radius ** 2)).toBeCloseTo(1, 1);
      const [r, g, b, a] = at(morph(share), 32, 32);
      expect([g, a]).toEqual([0, 255]);
      expect(r).toBeCloseTo(200 * (1 - share), -1);
      expect(b).toBeCloseTo(200 * share, -1);
    }
  });

  test('what is small at the left becomes what is large at the right by way of the middle', () => {
    const morph = morphBetween(draw([9, 9, 9], disc(6, 10)), draw([9, 9, 9], disc(6, 52)), size)(0.5);
    expect(at(morph, 31, 32)[3]).toBe(255);
    expect(at(morph, 10, 32)[3]).toBe(0);
    expect(at(morph, 52, 32)[3]).toBe(0);
    expect(area(morph) / (Math.PI * 36)).toBeCloseTo(1, 0);
  });

  test('a hole opens late, and the outline stays whole', () => {
    const ring = draw([0, 0, 200], (x, y) => disc(26)(x, y) && !disc(8)(x, y));
    const morph = morphBetween(blue, ring, size);
    expect(at(morph(0.5), 32, 32)[3]).toBe(255);
    expect(at(morph(0.95), 32, 32)[3]).toBe(0);
    expect(at(morph(0.5), 12, 32)[3]).toBe(255);
  });

  test('an edge is not darkened by what is behind it', () => {
    const [r, , , a] = at(
      morphBetween(draw([200, 0, 0], disc(20)), draw([200, 0, 0], disc(22)), size)(0.5),
      32 + 21,
      32,
    );
    expect(a).toBeGreaterThan(0);
    expect(r! / a!).toBeCloseTo(200 / 255, 1);
  });

  test('from and to nothing, a picture fades', () => {
    const nothing = new Uint8Array(size * size * 4);
    expect(at(morphBetween(red, nothing, size)(0.5), 32, 32)).toEqual([100, 0, 0, 127]);
    expect(area(morphBetween(nothing, nothing, size)(0.5))).toBe(0);
  });
});
