import { expect, test } from 'vitest';
import { rasterise, rasteriseStrip } from '#training/data/compositions/raster.ts';

const view = { left: 0, top: 0, side: 4 };
const size = 64;

test('an icon of a thousand shapes is drawn shape by shape, though the strip of them is higher than the renderer takes', async () => {
  const square = (index: number) => `<rect x="${index % 3}" y="1" width="1" height="2" fill="#c00"/>`;
  const strip = await rasteriseStrip(
    Array.from({ length: 1100 }, (_, index) => square(index)),
    view,
    size,
  );
  const length = size * size * 4;
  expect(strip).toHaveLength(1100 * length);
  for (const index of [0, 499, 500, 501, 1099]) {
    const alone = await rasterise(square(index), view, size);
    expect(Buffer.compare(strip.subarray(index * length, (index + 1) * length), alone), `shape ${index}`).toBe(0);
  }
});
