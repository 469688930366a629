import type * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { compile, type Numbers } from '#tensor/program.ts';
import { augment, augmentationSignature, drawAugmentation } from '#training/augmentation.ts';
import { runOnce, seed } from '../helpers/numbers.ts';

const cpu = await openDevice('cpu', 1);
const size = 16;
const batch = 24;
const values = size * size * 4;

async function run(pictures: Float32Array, drawn: Record<string, Numbers>): Promise<Float32Array> {
  const program = compile(({ pictures: given, ...rest }) => ({ seen: augment(given as tf.Tensor4D, rest) }), {
    pictures: { shape: [batch, size, size, 4] },
    ...augmentationSignature(batch, size),
  });
  const { seen } = await runOnce(cpu, program, { pictures, ...drawn });
  return seen as Float32Array;
}

/** One opaque red pixel in the middle of each picture, on nothing. */
function dots(): Float32Array {
  const pictures = new Float32Array(batch * values);
  for (let picture = 0; picture < batch; picture++) {
    pictures.set([1, 0, 0, 1], picture * values + ((size / 2) * size + size / 2) * 4);
  }
  return pictures;
}

const opaque = (pixels: Float32Array) =>
  Array.from({ length: size * size }, (_, place) => place).filter((place) => pixels[place * 4 + 3]! > 0.5);

test('pictures are moved, mirrored and cut, each in its own way, and seen over a colour of its own', async () => {
  const drawn = drawAugmentation(createRandom(seed), batch, { size });
  const seen = await run(dots(), drawn);
  const pictures = Array.from({ length: batch }, (_, index) => seen.subarray(index * values, (index + 1) * values));
  const places = pictures.flatMap(opaque);
  for (const place of places) {
    const [y, x] = [Math.floor(place / size), place % size];
    expect(Math.abs(y - size / 2), `seed ${seed}`).toBeLessThanOrEqual(2);
    expect(Math.min(Math.abs(x - size / 2), Math.abs(size - 1 - x - size / 2)), `seed ${seed}`).toBeLessThanOrEqual(2);
  }
  expect(places.length, `seed ${seed}`).toBeLessThanOrEqual(batch);
  expect(new Set(places).size, `seed ${seed}`).toBeGreaterThan(4);
  expect(new Set(drawn.grounds).size, `seed ${seed}`).toBe(3 * batch);
});

test('what is moved out of a picture is gone, and what comes in is empty', async () => {
  const cell = (y: number, x: number) => [y / size, x / size, 0, 1];
  const picture = Array.from({ length: size * size }, (_, at) => cell(Math.floor(at / size), at % size)).flat();
  const pictures = Float32Array.from({ length: batch * values }, (_, at) => picture[at % values]!);
  const seen = await run(pictures, drawAugmentation(createRandom(seed), batch, { size }));
  const moves = new Set<string>();
  for (let index = 0; index < batch; index++) {
    const pixels = seen.subarray(index * values, (index + 1) * values);
    const sources = opaque(pixels).map((place) => {
      const [y, x] = [Math.floor(place / size), place % size];
      const [row, column] = [Math.round(pixels[place * 4]! * size), Math.round(pixels[place * 4 + 1]! * size)];
      return { down: y - row, straight: x - column, mirrored: x - (size - 1 - column) };
    });
    const [first] = sources;
    const way = sources.every(({ straight }) => straight === first!.straight) ? 'straight' : 'mirrored';
    expect(new Set(sources.map((source) => `${source.down} ${source[way]}`)).size, `seed ${seed}`).toBe(1);
    moves.add(`${first!.down} ${first![way]} ${way}`);
  }
  expect(moves.size, `seed ${seed}`).toBeGreaterThan(4);
});

test('what is transparent stays empty', async () => {
  const seen = await run(new Float32Array(batch * values), drawAugmentation(createRandom(seed), batch, { size }));
  expect(
    seen.every((value) => value === 0),
    `seed ${seed}`,
  ).toBe(true);
});

test('without any change pictures come out as they are', async () => {
  const identity = (side: number) => (_: unknown, i: number) => Number(i % (side + 1) === 0);
  const each = (side: number) => {
    const one = Array.from({ length: side * side }, identity(side));
    return Float32Array.from({ length: batch * side * side }, (_, i) => one[i % (side * side)]!);
  };
  const random = createRandom(seed);
  const pictures = Float32Array.from({ length: batch * values }, () => random.uniform());
  const seen = await run(pictures, {
    rows: each(size),
    columns: each(size),
    grounds: new Float32Array(batch * 3),
    cutRows: new Float32Array(batch * size),
    cutColumns: new Float32Array(batch * size),
  });
  expect(
    seen.every((value, i) => Math.abs(value - pictures[i]!) < 1e-6),
    `seed ${seed}`,
  ).toBe(true);
});

test('pictures larger than what is seen are seen whole at half their side, or a part of them as it is', async () => {
  const seen = size / 2;
  const program = compile(({ pictures: given, ...rest }) => ({ seen: augment(given as tf.Tensor4D, rest) }), {
    pictures: { shape: [batch, size, size, 4] },
    ...augmentationSignature(batch, size, seen),
  });
  const random = createRandom(seed);
  const drawn = drawAugmentation(random, batch, { size, seen });
  drawn.cutRows!.fill(0);
  // Each pixel's channels are its row and its column, so that what is seen tells where it was.
  const place = (i: number) => [Math.floor((i % values) / (4 * size)), Math.floor(i / 4) % size];
  const pictures = Float32Array.from({ length: batch * values }, (_, i) => 1 + (place(i)[i % 2] ?? 0));
  const result = (await runOnce(cpu, program, { pictures, ...drawn })).seen as Float32Array;
  const steps = Array.from({ length: batch }, (_, picture) => {
    const at = (row: number) => result[((picture * seen + row) * seen + seen / 2) * 4]!;
    return at(seen / 2 + 1) - at(seen / 2);
  });
  expect(new Set(steps.map(Math.round)), `seed ${seed}`).toEqual(new Set([1, 2]));
  for (const [picture, step] of steps.entries()) {
    const all = result.subarray(picture * seen * seen * 4, (picture + 1) * seen * seen * 4);
    // From close nothing moves in from outside.
    if (Math.round(step) === 1) expect(Math.min(...all), `seed ${seed}`).toBeGreaterThanOrEqual(1);
  }
});

test('the same random numbers draw the same changes', () => {
  expect(drawAugmentation(createRandom(7), batch, { size })).toEqual(
    drawAugmentation(createRandom(7), batch, { size }),
  );
});
