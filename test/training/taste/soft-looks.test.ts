import type * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { compile } from '#tensor/program.ts';
import { lookNames, measureLook } from '#training/taste/looks.ts';
import { softLook } from '#training/taste/soft-looks.ts';
import { tinyDataset } from '../../helpers/dataset.ts';

const size = 64;
const seed = Math.floor(Math.random() * 2 ** 31);

/** Blots of a few colours, some of them see-through, premultiplied. */
function paintBlots(stream: number): Uint8Array {
  const random = createRandom(seed, stream);
  const pixels = new Uint8Array(size * size * 4);
  for (let blot = 0; blot < 4; blot++) {
    const [x, y, radius] = [random.integer(size), random.integer(size), 6 + random.integer(20)];
    const alpha = 0.3 + 0.7 * random.uniform();
    const colour = [random.uniform(), random.uniform(), random.uniform(), 1].map((c) => Math.round(255 * c * alpha));
    for (let i = 0; i < size * size; i++) {
      if (Math.hypot((i % size) - x, Math.floor(i / size) - y) < radius) pixels.set(colour, 4 * i);
    }
  }
  return pixels;
}

async function measureSoftly(pictures: readonly Uint8Array[]) {
  const device = await openDevice('cpu', 1);
  const signature = { pictures: { shape: [pictures.length, size, size, 4] } };
  const program = await device.load(
    compile((inputs) => ({ looks: softLook(inputs.pictures as tf.Tensor4D) }), signature),
  );
  const flat = Float32Array.from(
    pictures.flatMap((pixels) => [...pixels]),
    (byte) => byte / 255,
  );
  const { looks } = await program.run({ pictures: flat });
  await program.release();
  return pictures.map((_, row) => looks!.subarray(row * lookNames.length, (row + 1) * lookNames.length));
}

test('what has a slope measures what is measured of pictures, but for the palette', async () => {
  const { pixels } = tinyDataset(2, size);
  const pictures = [pixels.subarray(0, size * size * 4), ...Array.from({ length: 6 }, (_, index) => paintBlots(index))];
  const soft = await measureSoftly(pictures);
  const counted = new Set(['dark', 'light']);
  for (const [row, picture] of pictures.entries()) {
    const exact = measureLook(picture, size);
    for (const [place, name] of lookNames.entries()) {
      if (name === 'palette') continue;
      const message = `${name} of picture ${row}, seed ${seed}`;
      if (!counted.has(name)) expect(Math.abs(soft[row]![place]! - exact[place]!), message).toBeLessThan(0.03);
    }
  }
});
