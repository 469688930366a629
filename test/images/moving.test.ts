import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { fitGif } from '#images/animation.ts';
import { readMoving } from '#images/decode.ts';

const side = 64;

/** An animation of `count` frames: a disc that wanders over a clear ground, with `grain` noise on it. */
async function wander(count: number, format: 'gif' | 'webp', { delay = 40, grain = 0 } = {}): Promise<Uint8Array> {
  const frames = Array.from({ length: count }, (_, frame) => {
    const pixels = new Uint8Array(side * side * 4);
    for (let place = 0; place < side * side; place++) {
      const [x, y] = [place % side, Math.floor(place / side)];
      const noise = (((place + 7 * frame) * 2654435761) >>> 24) * grain;
      if (Math.hypot(x - (frame % 48) - 8, y - 32) < 20 || grain) pixels.set([255 - noise, noise, 80, 255], place * 4);
    }
    return pixels;
  });
  const raw = { width: side, height: side * count, channels: 4, pageHeight: side } as const;
  const animation = sharp(Buffer.concat(frames), { raw, animated: true });
  const timing = { delay: frames.map(() => delay), loop: 0 };
  return (format === 'gif' ? animation.gif(timing) : animation.webp({ ...timing, lossless: true })).toBuffer();
}

const facts = (gif: Uint8Array) => sharp(gif, { animated: true }).metadata();
const lasts = (delays: readonly number[] = []) => delays.reduce((sum, delay) => sum + delay, 0);

describe('an animation that becomes an emoji', () => {
  test.each(['gif', 'webp'] as const)('goes on moving, in the size that is asked for, from %s', async (format) => {
    const moving = await readMoving(await wander(12, format), { name: 'a', size: 32 });
    expect(moving).toMatchObject({ side: 32, delays: Array(12).fill(40) });
    const gif = await fitGif(moving!, 256 * 1024);
    expect(await facts(gif!)).toMatchObject({ format: 'gif', width: 32, pageHeight: 32, pages: 12, loop: 0 });
    const { data } = await sharp(gif!, { page: 6 }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(data[3]).toBe(0);
    expect(data[(16 * 32 + 7) * 4 + 3]).toBe(255);
  });

  test('has 50 frames at most, in as much time', async () => {
    const moving = await readMoving(await wander(120, 'gif'), { name: 'a', size: 32 });
    const { pages, delay } = await facts((await fitGif(moving!, 256 * 1024))!);
    expect(pages).toBe(40);
    expect(lasts(delay)).toBe(120 * 40);
  });

  test('is drawn as coarsely as its size in bytes asks for, and not at all where that is not enough', async () => {
    const moving = (await readMoving(await wander(12, 'webp', { grain: 0.9 }), { name: 'a', size: 32 }))!;
    const fine = (await fitGif(moving, 1e9))!;
    const coarse = (await fitGif(moving, fine.byteLength / 4))!;
    expect(coarse.byteLength).toBeLessThanOrEqual(fine.byteLength / 4);
    expect(lasts((await facts(coarse)).delay)).toBe(12 * 40);
    expect(await fitGif(moving, 100)).toBeUndefined();
  });

  test('is none where a picture has one frame', async () => {
    expect(await readMoving(await wander(1, 'gif'), { name: 'a', size: 32 })).toBeUndefined();
    const png = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#f00' } })
      .png()
      .toBuffer();
    expect(await readMoving(png, { name: 'a', size: 32 })).toBeUndefined();
    expect(await readMoving(Buffer.from('no picture'), { name: 'a', size: 32 })).toBeUndefined();
  });
});
