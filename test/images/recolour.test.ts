import { expect, test } from 'vitest';
import { recolour } from '#images/recolour.ts';

const orange = [230, 120, 20, 255];
const green = [40, 160, 60, 255];
const yellow = [240, 220, 60, 255];
const black = [20, 18, 20, 255];
const clear = [0, 0, 0, 0];

/** A picture of these colours, so many pixels of each. */
const picture = (...parts: [number[], number][]): Uint8Array =>
  Uint8Array.from(parts.flatMap(([colour, count]) => Array.from({ length: count }, () => colour).flat()));
const pixel = (pixels: Uint8Array, index: number): number[] => [...pixels.subarray(index * 4, index * 4 + 4)];

function expectNear(actual: number[], expected: number[]): void {
  for (const [channel, value] of expected.entries())
    expect(Math.abs(actual[channel]! - value), `${actual}`).toBeLessThan(12);
}

const fox = picture([orange, 700], [black, 60], [clear, 200]);
const frog = picture([green, 500], [yellow, 200], [black, 50]);

test('a fox in the colours of a frog is green, and keeps its black eyes and its shape', () => {
  const result = recolour(fox, frog);
  expectNear(pixel(result, 0), green);
  expectNear(pixel(result, 720), black);
  expect(pixel(result, 800)).toEqual(clear);
});

test('the largest part takes the largest part’s colour, the second the second’s', () => {
  const result = recolour(frog, picture([yellow, 300], [orange, 700]));
  expectNear(pixel(result, 0), orange);
  expectNear(pixel(result, 600), yellow);
});

test('half the way is between both', () => {
  const [before, half, after] = [0, 0.5, 1].map((share) => pixel(recolour(fox, frog, share), 0)[0]!);
  expect(before).toBe(orange[0]);
  expect(half).toBeLessThan(before! - 30);
  expect(half).toBeGreaterThan(after! + 30);
});

test('shading stays: what was darker is darker', () => {
  const shaded = picture([orange, 600], [[200, 100, 14, 255], 300]);
  const result = recolour(shaded, frog);
  expect(pixel(result, 700)[1]).toBeLessThan(pixel(result, 0)[1]! - 8);
});

test('half visible edges stay premultiplied', () => {
  const result = recolour(picture([orange, 700], [[115, 60, 10, 128], 1]), frog);
  const [red, green, blue, alpha] = pixel(result, 700) as [number, number, number, number];
  expect(alpha).toBe(128);
  expect(Math.max(red, green, blue)).toBeLessThanOrEqual(128);
});

test('an empty picture, or empty colours, change nothing', () => {
  const empty = picture([clear, 100]);
  expect(recolour(empty, fox)).toEqual(empty);
  expectNear(pixel(recolour(fox, empty), 0), orange);
});
