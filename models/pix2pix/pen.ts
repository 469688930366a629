/** A colour, straight RGB from 0 to 255. */
export type Colour = readonly [number, number, number];

/** Paper to draw on: straight RGB and alpha `[size, size, 4]`, each in [0, 1]. */
export interface Paper {
  size: number;
  pixels: Float32Array;
  /** How much of each pixel the line covers that is being drawn, `[size, size]`; 0 between lines. */
  covered: Float32Array;
}

export const blankPaper = (size: number): Paper => ({
  size,
  pixels: new Float32Array(size * size * 4),
  covered: new Float32Array(size * size),
});

/** Lays a colour over a pixel, `share` of it. */
export function lay({ pixels }: Paper, at: number, [red, green, blue]: Colour, share: number): void {
  const i = at * 4;
  const below = pixels[i + 3]! * (1 - share);
  const alpha = share + below;
  if (alpha === 0) return;
  const blend = (value: number, channel: number) => {
    pixels[i + channel] = ((value / 255) * share + pixels[i + channel]! * below) / alpha;
  };
  blend(red, 0);
  blend(green, 1);
  blend(blue, 2);
  pixels[i + 3] = alpha;
}

/** Draws through places (x and y in turn, in pixels) with a round pen so many pixels wide. */
export function stroke(paper: Paper, points: ArrayLike<number>, width: number, colour: Colour): void {
  const { size, covered } = paper;
  const touched: number[] = [];
  const half = width / 2;
  for (let i = 0; i < points.length; i += 2) {
    const [x0, y0] = [points[Math.max(0, i - 2)]!, points[Math.max(1, i - 1)]!];
    const [x1, y1] = [points[i]!, points[i + 1]!];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const squared = dx * dx + dy * dy;
    const clip = (value: number) => Math.max(0, Math.min(size - 1, Math.floor(value)));
    const [left, right] = [clip(Math.min(x0, x1) - half - 1), clip(Math.max(x0, x1) + half + 1)];
    const [top, bottom] = [clip(Math.min(y0, y1) - half - 1), clip(Math.max(y0, y1) + half + 1)];
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const [px, py] = [x + 0.5 - x0, y + 0.5 - y0];
        const along = squared === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / squared));
        const [ax, ay] = [px - along * dx, py - along * dy];
        const far = Math.sqrt(ax * ax + ay * ay);
        const share = Math.max(0, Math.min(1, half + 0.5 - far)) * Math.min(1, width);
        const at = y * size + x;
        if (share <= covered[at]!) continue;
        if (covered[at] === 0) touched.push(at);
        covered[at] = share;
      }
    }
  }
  for (const at of touched) {
    lay(paper, at, colour, covered[at]!);
    covered[at] = 0;
  }
}

/** Straight RGBA in shares → premultiplied RGBA in bytes. */
export function toPicture({ pixels }: Paper): Uint8Array {
  const picture = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const alpha = pixels[i - (i % 4) + 3]!;
    picture[i] = Math.round(255 * (i % 4 === 3 ? alpha : pixels[i]! * alpha));
  }
  return picture;
}
