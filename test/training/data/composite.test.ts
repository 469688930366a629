import { describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { compose, type Layer } from '#training/data/composite.ts';
import { seed } from '../../helpers/numbers.ts';

const size = 64;
const red = [255, 0, 0, 255];
const blue = [0, 0, 255, 255];

/** A square of one colour that fills the picture. */
const square = (colour: number[], concept = ''): Layer => ({
  pixels: Uint8Array.from({ length: size * size * 4 }, (_, i) => colour[i % 4]!),
  concept,
});

function draw(others: Layer[], stream = 0): Float32Array {
  const out = new Float32Array(size * size * 4);
  compose(size, square(red), others, createRandom(seed, stream), out);
  return out;
}

/** Where a channel is strong: its share of the picture, and its middle, in shares of the side. */
function find(picture: Float32Array, channel: number) {
  let [count, x, y] = [0, 0, 0];
  for (let pixel = 0; pixel < size * size; pixel++) {
    if (picture[pixel * 4 + channel]! < 0.5) continue;
    count++;
    x += pixel % size;
    y += Math.floor(pixel / size);
  }
  return { share: count / size ** 2, x: x / count / size, y: y / count / size };
}

describe('a picture of several things', () => {
  test.each([0, 1, 2, 3, 4, 5])('shows the subject large and the other small (%i)', (stream) => {
    const picture = draw([square(blue)], stream);
    const other = find(picture, 2);
    expect(other.share, `seed ${seed}`).toBeGreaterThan(0.1);
    expect(other.share, `seed ${seed}`).toBeLessThan(0.3);
    expect(find(picture, 0).share, `seed ${seed}`).toBeGreaterThan(0.3);
    expect(picture.every((value) => value >= 0 && value < 1.001)).toBe(true);
  });

  test('puts a crown on top, in the middle', () => {
    const { x, y } = find(draw([square(blue, '1f451')]), 2);
    expect(x, `seed ${seed}`).toBeCloseTo(0.5, 1);
    expect(y, `seed ${seed}`).toBeLessThan(0.35);
  });

  test('puts glasses on the face', () => {
    const { x, y } = find(draw([square(blue, '1f453')]), 2);
    expect(x, `seed ${seed}`).toBeCloseTo(0.5, 1);
    expect(y, `seed ${seed}`).toBeGreaterThan(0.3);
  });

  test('has room for a third thing in a lower corner', () => {
    const { y } = find(draw([square(blue, '1f451'), square([0, 255, 0, 255])]), 1);
    expect(y, `seed ${seed}`).toBeGreaterThan(0.6);
  });
});
