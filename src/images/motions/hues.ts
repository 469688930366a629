/** sRGB in [0, 255] to linear light. */
const linear = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});
const steps = 4096;
/** Linear light in steps to sRGB in [0, 255]. */
const encoded = Uint8Array.from({ length: steps + 1 }, (_, step) => {
  const share = step / steps;
  return Math.round(255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055));
});

/** A picture with less colour than this is grey, and is tinted so that there is a hue to turn. */
const grey = 0.045;
const tint = 0.13;
/** How often the chroma that a screen can show is halved in on. */
const halvings = 6;
/** How far out of range a channel may be and still be shown as its bound. */
const nearly = 0.01;

/**
 * A picture whose hues turn in Oklch (Ottosson 2020), lightness as it is: premultiplied RGBA `[side, side, 4]`. The returned
 * function gives it turned by so many degrees.
 */
export function turnHues(picture: Uint8Array): (degrees: number) => Uint8Array {
  const count = picture.length / 4;
  const lab = new Float64Array(count * 3);
  let [colour, weight] = [0, 0];
  for (let i = 0; i < count; i++) {
    const alpha = picture[i * 4 + 3]!;
    if (alpha === 0) continue;
    toOklab(picture, i * 4, alpha, lab, i * 3);
    colour += alpha * Math.hypot(lab[i * 3 + 1]!, lab[i * 3 + 2]!);
    weight += alpha;
  }
  const isGrey = weight > 0 && colour / weight < grey;
  // Black and white take no tint: a panda keeps its patches.
  if (isGrey) for (let i = 0; i < count; i++) lab[i * 3 + 1]! += tint * Math.sin(Math.PI * lab[i * 3]!) ** 2;
  return (degrees) => {
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const result = new Uint8Array(picture.length);
    for (let i = 0; i < count; i++) {
      const alpha = picture[i * 4 + 3]!;
      if (alpha === 0) continue;
      const [l, a, b] = [lab[i * 3]!, lab[i * 3 + 1]!, lab[i * 3 + 2]!];
      writeRgb(l, a * cos - b * sin, a * sin + b * cos, result, i * 4, alpha);
    }
    return result;
  };
}

function toOklab(picture: Uint8Array, at: number, alpha: number, into: Float64Array, place: number): void {
  const channel = (index: number) => linear[Math.min(255, Math.round((picture[at + index]! * 255) / alpha))]!;
  const [red, green, blue] = [channel(0), channel(1), channel(2)];
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  into[place] = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
  into[place + 1] = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  into[place + 2] = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
}

/** Writes a colour as premultiplied RGBA, with as much of its chroma as a screen can show. */
function writeRgb(l: number, a: number, b: number, into: Uint8Array, at: number, alpha: number): void {
  let [least, most] = [0, 1];
  let light = toLinear(l, a, b);
  for (let round = 0; round < halvings && !(round === 0 && isShown(light)); round++) {
    const middle = (least + most) / 2;
    light = toLinear(l, middle * a, middle * b);
    if (isShown(light)) least = middle;
    else most = middle;
  }
  for (let channel = 0; channel < 3; channel++) {
    const step = Math.round(steps * Math.min(1, Math.max(0, light[channel]!)));
    into[at + channel] = Math.round((encoded[step]! * alpha) / 255);
  }
  into[at + 3] = alpha;
}

function toLinear(l: number, a: number, b: number): [number, number, number] {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

const isShown = (light: readonly [number, number, number]): boolean =>
  Math.min(...light) > -nearly && Math.max(...light) < 1 + nearly;
