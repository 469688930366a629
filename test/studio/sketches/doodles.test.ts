import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '#lib/log.ts';
import { createPainter, type Painter } from '#studio/painting/painter.ts';
import { planSketch } from '#studio/planning/doodle-plans.ts';
import { createDoodles } from '#studio/sketches/doodles.ts';
import { shippedDoodles } from '../../../src/easel.ts';

const size = 128;
const ring = (body = '<circle cx="50" cy="50" r="38" fill="none" stroke="#111" stroke-width="4"/>') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="200" height="200"><rect width="100" height="100" fill="#fff"/>${body}</svg>`,
  );
const upload = (bytes: Uint8Array, name = 'ring.svg') => ({ name, bytes });

let painter: Painter;
let empty: string;
beforeAll(async () => {
  painter = createPainter({ device: 'cpu', threads: 1, log: createLog('silent') });
  empty = await mkdtemp(join(tmpdir(), 'easel-doodles-'));
});
afterAll(async () => {
  await painter.close();
  await rm(empty, { recursive: true });
});

const at = (pixels: Uint8Array, x: number, y: number) => [
  ...pixels.subarray((y * size + x) * 4, (y * size + x) * 4 + 4),
];

describe('a drawing that somebody sends', () => {
  test('is painted, and keeps the lines where that is asked for', async () => {
    const doodles = createDoodles({ painter, directory: shippedDoodles });
    const { pixels, lined, known } = await doodles.translate(upload(ring()), 'noto', size);
    expect(known).toBe(true);
    expect(at(pixels, 64, 64)[3]).toBeGreaterThan(200);
    expect(at(lined, 64, 64)).toEqual(at(pixels, 64, 64));
    expect(Math.max(...at(lined, 64, 6).slice(0, 3))).toBeLessThan(60);
    expect(at(lined, 64, 6)[3]).toBeGreaterThan(200);
    expect(at(lined, 1, 1)[3]).toBeLessThan(30);
  });

  test('in a style that the model does not know is said to be borrowed', async () => {
    const doodles = createDoodles({ painter, directory: shippedDoodles });
    const sketch = await doodles.translate(upload(ring()), 'rings', size);
    const latent = { layout: { size: 4, detail: 0 }, oneHot: () => Float32Array.of(1) } as never;
    const plans = planSketch(sketch, { latent, style: 'rings', seed: 1 });
    expect(plans.map((plan) => plan.sketch!.borrowed)).toEqual([true, true, true, true]);
    expect(new Set(plans.map((plan) => plan.request!.seed)).size).toBe(4);
    expect(planSketch(sketch, { latent, style: 'rings', seed: 1 })).toEqual(plans);
  });

  test('that moves is refused in words', async () => {
    const doodles = createDoodles({ painter, directory: shippedDoodles });
    const frames = Buffer.alloc(20 * 40 * 4, 255).fill(0, 0, 2000);
    const moving = sharp(frames, { raw: { width: 20, height: 40, channels: 4, pageHeight: 20 } });
    const bytes = await moving.gif({ delay: [100, 100], loop: 0 }).toBuffer();
    await expect(doodles.translate(upload(bytes, 'dance.gif'), 'noto', size)).rejects.toMatchObject({
      code: 'bad_image',
      message: 'dance.gif moves. Please send a still picture, such as one frame of it.',
    });
  });

  test('cannot be painted where the model is missing, and words say who mends that', async () => {
    const doodles = createDoodles({ painter, directory: empty });
    await expect(doodles.translate(upload(ring()), 'noto', size)).rejects.toMatchObject({
      code: 'bad_checkpoint',
      message: expect.stringContaining('whoever runs Easel installs it again'),
    });
  });
});
