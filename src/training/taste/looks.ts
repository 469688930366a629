import { elongation, measureShape } from './shape.ts';

/** Hues that colour is shared among, from red on. */
const hues = 6;
/** Levels of each channel that a palette is counted in. */
const levels = 4;

const hueNames = ['red', 'yellow', 'green', 'cyan', 'blue', 'magenta'].map((hue) => `hue ${hue}`);

/** What `measureLook` measures, in its order. */
export const lookNames: readonly string[] = [
  ...['red', 'green', 'blue', 'brightness', 'contrast', 'saturation', 'colourfulness', 'dark', 'light', 'palette'],
  ...hueNames,
  ...['coverage', 'edges', 'outline', 'compactness', 'spread', 'elongation', 'height', 'mirrored', 'flipped'],
  // Of pictures from before these were measured, 0, which says neither.
  ...['upright', 'slant'],
];

/**
 * What a picture looks like in 27 numbers, about 0 to 1 each but for the last two, from -1 to 1, that any picture has whichever model painted it. Colours
 * are those of what is visible: means, contrast, saturation, colourfulness (Hasler and Süsstrunk 2003), shares of dark
 * and light, the entropy of the palette, chroma by hue. Shape is that of alpha: coverage, edges within, outline,
 * compactness (Polsby and Popper 1991), second moments, how high it lies, its symmetries, which way it points. `pixels` is premultiplied RGBA,
 * `[size, size, 4]`; of an empty picture all is 0.
 */
export function measureLook(pixels: Uint8Array, size: number): Float32Array {
  const colours = measureColours(pixels);
  if (!colours) return new Float32Array(lookNames.length);
  const { area, outline, edges, compactness, moments, height, mirrored, flipped } = measureShape(pixels, size);
  const round = [area, edges, outline, compactness, moments.spread, elongation(moments), height, mirrored, flipped];
  const { xx, yy, xy } = moments;
  const all = Math.max(xx + yy, 1e-6);
  const shape = [...round, (yy - xx) / all, (2 * xy) / all];
  return Float32Array.from([...colours, ...shape]);
}

function measureColours(pixels: Uint8Array): number[] | undefined {
  const mean = [0, 0, 0];
  const palette = new Float64Array(levels ** 3);
  const byHue = new Float64Array(hues);
  let [visible, brightness, square, saturation, dark, light] = [0, 0, 0, 0, 0, 0];
  const opponents = { redGreen: 0, redGreenSquare: 0, yellowBlue: 0, yellowBlueSquare: 0 };
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = pixels[i + 3]!;
    if (alpha === 0) continue;
    const share = alpha / 255;
    const red = Math.min(1, pixels[i]! / alpha);
    const green = Math.min(1, pixels[i + 1]! / alpha);
    const blue = Math.min(1, pixels[i + 2]! / alpha);
    visible += share;
    mean[0]! += share * red;
    mean[1]! += share * green;
    mean[2]! += share * blue;
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    brightness += share * luma;
    square += share * luma ** 2;
    dark += share * Number(luma < 0.3);
    light += share * Number(luma > 0.8);
    const chroma = Math.max(red, green, blue) - Math.min(red, green, blue);
    saturation += share * chroma;
    if (chroma > 0) shareHue(byHue, hueOf(red, green, blue, chroma), share * chroma);
    const redGreen = red - green;
    const yellowBlue = (red + green) / 2 - blue;
    opponents.redGreen += share * redGreen;
    opponents.redGreenSquare += share * redGreen ** 2;
    opponents.yellowBlue += share * yellowBlue;
    opponents.yellowBlueSquare += share * yellowBlue ** 2;
    palette[(levelOf(red) * levels + levelOf(green)) * levels + levelOf(blue)]! += share;
  }
  if (visible === 0) return undefined;
  const of = (sum: number) => sum / visible;
  const variance = (sum: number, squares: number) => Math.max(0, of(squares) - of(sum) ** 2);
  const varied = Math.sqrt(
    variance(opponents.redGreen, opponents.redGreenSquare) + variance(opponents.yellowBlue, opponents.yellowBlueSquare),
  );
  const strong = Math.hypot(of(opponents.redGreen), of(opponents.yellowBlue));
  return [
    ...mean.map(of),
    of(brightness),
    Math.sqrt(variance(brightness, square)),
    of(saturation),
    varied + 0.3 * strong,
    of(dark),
    of(light),
    entropy(palette, visible),
    ...Array.from(byHue, of),
  ];
}

const levelOf = (value: number) => Math.min(levels - 1, Math.floor(value * levels));

/** In [0, 6), from red by way of green and blue. */
function hueOf(red: number, green: number, blue: number, chroma: number): number {
  const most = Math.max(red, green, blue);
  if (most === red) return ((green - blue) / chroma + 6) % 6;
  if (most === green) return (blue - red) / chroma + 2;
  return (red - green) / chroma + 4;
}

/** Shares an amount among the two nearest of the hues. */
function shareHue(byHue: Float64Array, hue: number, amount: number): void {
  const below = Math.floor(hue) % hues;
  const above = hue - Math.floor(hue);
  byHue[below]! += amount * (1 - above);
  byHue[(below + 1) % hues]! += amount * above;
}

/** Of shares of `total`, where 1 is all alike. */
function entropy(shares: Float64Array, total: number): number {
  let sum = 0;
  for (const share of shares) if (share > 0) sum -= (share / total) * Math.log(share / total);
  return sum / Math.log(shares.length);
}
