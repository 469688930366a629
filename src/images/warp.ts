/**
 * Where each place of a picture comes from in another: `[a, b, c, d, e, f]` takes the output's (x, y) to the source's
 * (a x + c y + e, b x + d y + f), as SVG's `matrix` does.
 */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Warp {
  /** From the output's places to the source's. */
  matrix: Matrix;
  /** How far a row of the output is moved to the right, in pixels. */
  shift?: (y: number) => number;
}

/** Taps of the Catmull-Rom spline (a = -0.5) at this share between the second and the third of four. */
function weightsAt(share: number, into: Float64Array): void {
  const [one, two, three] = [share, share * share, share * share * share];
  into[0] = -0.5 * one + two - 0.5 * three;
  into[1] = 1 - 2.5 * two + 1.5 * three;
  into[2] = 0.5 * one + 2 * two - 1.5 * three;
  into[3] = -0.5 * two + 0.5 * three;
}

/**
 * A picture moved, turned, squashed: premultiplied RGBA `[side, side, 4]` in and out, bicubic (Keys 1981), clear outside of
 * the source.
 */
export function warp(source: Uint8Array, side: number, { matrix: [a, b, c, d, e, f], shift }: Warp): Uint8Array {
  const result = new Uint8Array(side * side * 4);
  const [across, down] = [new Float64Array(4), new Float64Array(4)];
  for (let row = 0; row < side; row++) {
    const y = row + 0.5;
    const moved = shift ? shift(y) : 0;
    for (let column = 0; column < side; column++) {
      const x = column + 0.5 - moved;
      const u = a * x + c * y + e - 0.5;
      const v = b * x + d * y + f - 0.5;
      if (u <= -2 || v <= -2 || u >= side + 1 || v >= side + 1) continue;
      const [left, top] = [Math.floor(u), Math.floor(v)];
      weightsAt(u - left, across);
      weightsAt(v - top, down);
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (let j = 0; j < 4; j++) {
        const line = top - 1 + j;
        if (line < 0 || line >= side) continue;
        for (let i = 0; i < 4; i++) {
          const place = left - 1 + i;
          if (place < 0 || place >= side) continue;
          const weight = down[j]! * across[i]!;
          const at = (line * side + place) * 4;
          red += weight * source[at]!;
          green += weight * source[at + 1]!;
          blue += weight * source[at + 2]!;
          alpha += weight * source[at + 3]!;
        }
      }
      // The spline overshoots at edges: no colour may be more than its alpha.
      const cover = Math.min(255, Math.max(0, Math.round(alpha)));
      const at = (row * side + column) * 4;
      result[at] = Math.min(cover, Math.max(0, Math.round(red)));
      result[at + 1] = Math.min(cover, Math.max(0, Math.round(green)));
      result[at + 2] = Math.min(cover, Math.max(0, Math.round(blue)));
      result[at + 3] = cover;
    }
  }
  return result;
}

/** How a picture is placed: it is turned and scaled about `pivot`, which comes to lie at `to`. */
export interface Placement {
  pivot: readonly [x: number, y: number];
  to: readonly [x: number, y: number];
  scale: readonly [x: number, y: number];
  /** In degrees, clockwise. */
  turn?: number;
}

/** The warp's matrix for a placement: scaled first, then turned. */
export function placed({ pivot, to, scale, turn = 0 }: Placement): Matrix {
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [a, c] = [cos / scale[0], sin / scale[0]];
  const [b, d] = [-sin / scale[1], cos / scale[1]];
  return [a, b, c, d, pivot[0] - a * to[0] - c * to[1], pivot[1] - b * to[0] - d * to[1]];
}

/** `upper` over `lower`, in place of `lower`; both premultiplied RGBA of one size. */
export function cover(lower: Uint8Array, upper: Uint8Array): Uint8Array {
  for (let i = 0; i < lower.length; i += 4) {
    const alpha = upper[i + 3]!;
    if (alpha === 0) continue;
    for (let channel = i; channel < i + 4; channel++) {
      lower[channel] = Math.round(upper[channel]! + (lower[channel]! * (255 - alpha)) / 255);
    }
  }
  return lower;
}
