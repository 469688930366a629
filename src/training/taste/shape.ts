/** Central second moments of alpha, in pictures' widths squared. */
interface Moments {
  xx: number;
  yy: number;
  xy: number;
  /** Root of the mean squared distance from the centre, in widths. */
  spread: number;
}

export interface Shape {
  /** Share of the picture that is visible. */
  area: number;
  /** Length of the border of what is visible, in widths, over 8. */
  outline: number;
  /** How much brightness changes from pixel to pixel within what is visible. */
  edges: number;
  /** 1 for a disc, toward 0 for what is ragged or in pieces. */
  compactness: number;
  moments: Moments;
  /** How high the centre lies, from 0 at the bottom to 1. */
  height: number;
  /** How much the picture is like itself with left and right exchanged, and with top and bottom: 1 is the same. */
  mirrored: number;
  flipped: number;
}

/** Measures alpha and what is within it; `pixels` is premultiplied RGBA, `[size, size, 4]`, not empty. */
export function measureShape(pixels: Uint8Array, size: number): Shape {
  const alphaAt = (x: number, y: number) => pixels[(y * size + x) * 4 + 3]! / 255;
  const lumaAt = (x: number, y: number) => {
    const at = (y * size + x) * 4;
    return (0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!) / 255;
  };
  let [mass, x1, y1, x2, y2, xy, border, change, asymmetryX, asymmetryY] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const alpha = alphaAt(x, y);
      const u = (x + 0.5) / size;
      const v = (y + 0.5) / size;
      mass += alpha;
      x1 += alpha * u;
      y1 += alpha * v;
      x2 += alpha * u * u;
      y2 += alpha * v * v;
      xy += alpha * u * v;
      asymmetryX += difference(pixels, (y * size + x) * 4, (y * size + size - 1 - x) * 4);
      asymmetryY += difference(pixels, (y * size + x) * 4, ((size - 1 - y) * size + x) * 4);
      if (x + 1 === size || y + 1 === size) continue;
      const right = alphaAt(x + 1, y);
      const below = alphaAt(x, y + 1);
      border += Math.hypot(right - alpha, below - alpha);
      const within = Math.min(alpha, right, below);
      const luma = lumaAt(x, y);
      change += within * Math.hypot(lumaAt(x + 1, y) - luma, lumaAt(x, y + 1) - luma);
    }
  }
  const [centreX, centreY] = [x1 / mass, y1 / mass];
  const moments = { xx: x2 / mass - centreX ** 2, yy: y2 / mass - centreY ** 2, xy: xy / mass - centreX * centreY };
  const like = (asymmetry: number) => 1 - asymmetry / (2 * mass);
  return {
    area: mass / size ** 2,
    outline: border / size / 8,
    edges: (10 * change) / mass,
    compactness: Math.min(1, (4 * Math.PI * mass) / border ** 2),
    moments: { ...moments, spread: Math.sqrt(Math.max(0, moments.xx + moments.yy)) },
    height: 1 - centreY,
    mirrored: like(asymmetryX),
    flipped: like(asymmetryY),
  };
}

/** 0 for a disc, toward 1 for a line, whichever way it points. */
export function elongation({ xx, yy, xy }: Moments): number {
  const half = Math.hypot((xx - yy) / 2, xy);
  const middle = (xx + yy) / 2;
  return middle > 0 ? 1 - Math.sqrt(Math.max(0, middle - half) / (middle + half)) : 0;
}

/** Between two pixels: the largest of their channels' differences, in [0, 1]. */
function difference(pixels: Uint8Array, one: number, other: number): number {
  let most = 0;
  for (let channel = 0; channel < 4; channel++) {
    most = Math.max(most, Math.abs(pixels[one + channel]! - pixels[other + channel]!));
  }
  return most / 255;
}
