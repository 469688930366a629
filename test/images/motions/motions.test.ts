import { converter } from 'culori';
import { describe, expect, it } from 'vitest';
import { turnHues } from '#images/motions/hues.ts';
import { framesOf, move } from '#images/motions/motions.ts';
import { type Motion, motions } from '#images/motions/names.ts';

const side = 96;

/** A disc with a darker side and ears, framed as pictures are: 90 of 96 pixels high. */
function face(light: readonly number[], dark: readonly number[]): Uint8Array {
  const picture = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const isHead = Math.hypot(x - 47.5, y - 54) < 39;
      const isEar = Math.hypot(Math.abs(x - 47.5) - 26, y - 16) < 13;
      if (isHead || isEar) picture.set([...(x < 40 ? dark : light), 255], (y * side + x) * 4);
    }
  }
  return picture;
}
const fox = face([230, 120, 20], [150, 70, 10]);

const apart = (one: Uint8Array, other: Uint8Array) =>
  one.reduce((sum, value, index) => sum + Math.abs(value - other[index]!), 0);

/** The largest alpha along the four edges. */
function atEdge(frame: Uint8Array): number {
  let most = 0;
  for (let i = 0; i < side; i++) {
    for (const place of [i, (side - 1) * side + i, i * side, i * side + side - 1]) {
      most = Math.max(most, frame[place * 4 + 3]!);
    }
  }
  return most;
}

describe.each(motions)('%s', (motion: Motion) => {
  it('loops smoothly: the last frame is no further from the first than any from the next', async () => {
    const { frames, delay } = await move(fox, side, motion);
    expect(frames).toHaveLength(framesOf(motion));
    expect(delay % 10).toBe(0);
    const steps = frames.map((frame, index) => apart(frame, frames[(index + 1) % frames.length]!));
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(steps.at(-1)).toBeLessThanOrEqual(1.05 * Math.max(...steps.slice(0, -1)));
  });

  it('stays within its frame, on a clear ground', async () => {
    const { frames } = await move(fox, side, motion);
    expect(Math.max(...frames.map(atEdge))).toBeLessThan(40);
    for (const frame of frames) expect(frame[3]).toBe(0);
  });

  it('takes a picture that fills its frame, and one in which nothing is', async () => {
    const photograph = new Uint8Array(side * side * 4).fill(255);
    expect((await move(photograph, side, motion)).frames).toHaveLength(framesOf(motion));
    expect((await move(new Uint8Array(side * side * 4), side, motion)).frames).toHaveLength(framesOf(motion));
  });
});

describe('petpet', () => {
  it('squashes the picture under a hand that is drawn over it', async () => {
    const { frames } = await move(fox, side, 'petpet');
    const heightOf = (frame: Uint8Array) => {
      // The right edge of the fox, where the hand is not.
      for (let y = 0; y < side; y++) if (frame[(y * side + 20) * 4 + 3]! > 128) return side - y;
      return 0;
    };
    const heights = frames.map(heightOf);
    expect(heights[6]).toBeLessThan(0.9 * heights[0]!);
    const skin = (frame: Uint8Array) => {
      let count = 0;
      for (let i = 0; i < frame.length; i += 4)
        if (frame[i]! > 240 && frame[i + 2]! > 140 && frame[i + 2]! < 200) count++;
      return count;
    };
    for (const frame of frames) expect(skin(frame)).toBeGreaterThan(0.02 * side * side);
  });
});

describe('the hues of a party', () => {
  const toOklch = converter('oklch');
  const colourAt = (picture: Uint8Array, x: number) => {
    const [r = 0, g = 0, b = 0] = picture.subarray((54 * side + x) * 4);
    return toOklch({ mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 });
  };

  it('run round once, while light and dark stay', () => {
    const turned = turnHues(fox);
    const before = colourAt(fox, 60);
    for (const degrees of [0, 60, 120, 180, 240, 300]) {
      const { l, h = 0 } = colourAt(turned(degrees), 60);
      expect(l).toBeCloseTo(before.l, 1);
      expect(Math.abs(((h - before.h! - degrees + 540 + 360) % 360) - 180)).toBeLessThan(12);
    }
    expect(apart(turned(0), fox) / fox.length).toBeLessThan(2);
  });

  it('are given to what is grey, whose black and white stay', () => {
    const turned = turnHues(face([120, 120, 120], [10, 10, 10]))(200);
    expect(colourAt(turned, 60).c).toBeGreaterThan(0.08);
    expect(colourAt(turned, 20).c).toBeLessThan(0.04);
  });
});
