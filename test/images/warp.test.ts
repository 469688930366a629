import { describe, expect, it } from 'vitest';
import { cover, placed, warp } from '#images/warp.ts';

const side = 32;

/** A solid red rectangle on a clear ground. */
function box(left: number, top: number, right: number, bottom: number): Uint8Array {
  const picture = new Uint8Array(side * side * 4);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) picture.set([200, 0, 0, 255], (y * side + x) * 4);
  }
  return picture;
}

const alphaAt = (picture: Uint8Array, x: number, y: number) => picture[(y * side + x) * 4 + 3];

describe('a picture that is moved', () => {
  it('is itself where nothing changes', () => {
    const picture = box(8, 10, 20, 26);
    const still = placed({ pivot: [16, 16], to: [16, 16], scale: [1, 1] });
    expect(warp(picture, side, { matrix: still })).toEqual(picture);
  });

  it('has its pivot where it is to be, scaled and turned about it', () => {
    const corner = placed({ pivot: [8, 10], to: [2, 3], scale: [2, 0.5] });
    const moved = warp(box(8, 10, 14, 26), side, { matrix: corner });
    expect(alphaAt(moved, 3, 4)).toBe(255);
    expect(alphaAt(moved, 12, 9)).toBe(255);
    expect(alphaAt(moved, 16, 4)).toBe(0);
    expect(alphaAt(moved, 3, 13)).toBe(0);
    // A quarter to the right: what was above its middle is right of it.
    const quarter = placed({ pivot: [16, 16], to: [16, 16], scale: [1, 1], turn: 90 });
    const turned = warp(box(14, 4, 18, 12), side, { matrix: quarter });
    expect(alphaAt(turned, 24, 16)).toBe(255);
    expect(alphaAt(turned, 16, 8)).toBe(0);
  });

  it('moves rows apart, and never has more colour than alpha', () => {
    const { matrix } = { matrix: placed({ pivot: [16, 16], to: [16, 16], scale: [0.9, 0.9], turn: 7 }) };
    const moved = warp(box(8, 8, 20, 26), side, { matrix, shift: (y) => (y < 16 ? 6 : 0) });
    expect(alphaAt(moved, 24, 12)).toBe(255);
    expect(alphaAt(moved, 24, 20)).toBe(0);
    for (let i = 0; i < moved.length; i += 4) {
      expect(Math.max(moved[i]!, moved[i + 1]!, moved[i + 2]!)).toBeLessThanOrEqual(moved[i + 3]!);
    }
  });

  it('is covered by what lies over it', () => {
    const half = Uint8Array.from([0, 50, 0, 100]);
    expect([...cover(Uint8Array.from([200, 0, 0, 255]), half)]).toEqual([122, 50, 0, 255]);
  });
});
