import { converter, type Oklab } from 'culori';

/** A colour in Oklab (Ottosson 2020): lightness in [0, 1], green to red, blue to yellow. */
type Colour = [number, number, number];

/** One of the colours that a picture mostly has. */
interface Tone {
  colour: Colour;
  /** Of the picture's visible pixels, in [0, 1]. */
  share: number;
  /** Nearly black or nearly white: eyes, teeth, outlines. */
  ink: boolean;
}

/** Tones of a picture at most; how far apart they are at least; pixels that one has at least. */
const tonesAtMost = 6;
const leastDistance = 0.1;
const leastShare = 0.02;
/** A smaller part of a picture keeps its colour, as cheeks and mouths do. */
const leastChanged = 0.12;
const rounds = 8;
/** Less visible pixels are an edge's, and no tone's. */
const leastAlpha = 200;
const ink = { chroma: 0.045, dark: 0.42, light: 0.9 };
/** How softly a colour between tones belongs to both, as a distance. */
const softness = 0.05;
/** How much of its difference from its tone a pixel keeps, in lightness and in hue: shading stays, hue goes over. */
const kept: Colour = [0.8, 0.3, 0.3];
/** How near to black a tone may come: what is drawn in black on it is still to be seen. */
const darkest = 0.5;

const toOklab = converter('oklab');
const toRgb = converter('rgb');

/**
 * A picture in the colours of another, both premultiplied RGBA: its largest tone becomes the other's largest, and so on,
 * but black and white stay, so that a face keeps its eyes. `share` in [0, 1] is how far each goes.
 */
export function recolour(picture: Uint8Array, colours: Uint8Array, share = 1): Uint8Array {
  const own = tonesOf(picture);
  const goals = goalsOf(own, tonesOf(colours));
  const result = picture.slice();
  if (own.length === 0) return result;
  for (let i = 0; i < result.length; i += 4) {
    if (result[i + 3] === 0) continue;
    const colour = colourAt(picture, i);
    const next: Colour = [0, 0, 0];
    for (const [tone, weight] of belonging(colour, own).entries()) {
      const from = own[tone]!.colour;
      const to = goals[tone]!;
      for (const [axis, keeps] of kept.entries()) {
        next[axis]! += weight * (to[axis]! + (to === from ? 1 : keeps) * (colour[axis]! - from[axis]!));
      }
    }
    const [l, a, b] = next.map((value, axis) => colour[axis]! + share * (value - colour[axis]!)) as Colour;
    const { r, g, b: blue } = toRgb({ mode: 'oklab', l, a, b });
    for (const [channel, value] of [r, g, blue].entries()) {
      result[i + channel] = Math.round(Math.min(1, Math.max(0, value)) * result[i + 3]!);
    }
  }
  return result;
}

/** What becomes of each tone: one of the other's, or itself. */
function goalsOf(own: readonly Tone[], other: readonly Tone[]): Colour[] {
  const vivid = (tones: readonly Tone[]) =>
    tones.some((tone) => !tone.ink) ? tones.filter((tone) => !tone.ink) : tones;
  const taken = vivid(other);
  const changed = vivid(own).filter(({ share }, place) => place === 0 || share > leastChanged);
  return own.map((tone) => {
    const goal = taken[changed.indexOf(tone)];
    if (!goal) return tone.colour;
    const [l, a, b] = goal.colour;
    return [Math.max(darkest, l), a, b];
  });
}

/** The share that each tone has in a colour; they add up to 1. */
function belonging(colour: Colour, tones: readonly Tone[]): number[] {
  const distances = tones.map((tone) => squaredDistance(tone.colour, colour));
  const least = Math.min(...distances);
  const weights = distances.map((distance) => Math.exp((least - distance) / (2 * softness ** 2)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The colours that a picture mostly has, the largest first: k-means, begun at colours far from one another. */
function tonesOf(picture: Uint8Array): Tone[] {
  const points: Colour[] = [];
  for (let i = 0; i < picture.length; i += 4) if (picture[i + 3]! > leastAlpha) points.push(colourAt(picture, i));
  if (points.length === 0) return [];
  let centres = spread(points);
  let groups: Colour[][] = [];
  for (let round = 0; round < rounds; round++) {
    groups = centres.map(() => []);
    for (const point of points) groups[nearest(centres, point)]!.push(point);
    centres = centres.map((centre, index) => (groups[index]!.length > 0 ? meanOf(groups[index]!) : centre));
  }
  const tones = centres.map((colour, index) => {
    const [l, a, b] = colour;
    const extreme = Math.hypot(a, b) < ink.chroma && (l < ink.dark || l > ink.light);
    return { colour, share: groups[index]!.length / points.length, ink: extreme };
  });
  return tones.filter(({ share }) => share > leastShare).sort((left, right) => right.share - left.share);
}

/** The mean, and then each time the colour farthest from those there are. */
function spread(points: readonly Colour[]): Colour[] {
  const centres = [meanOf(points)];
  const distances = points.map((point) => squaredDistance(point, centres[0]!));
  while (centres.length < tonesAtMost) {
    const farthest = distances.indexOf(Math.max(...distances));
    if (distances[farthest]! < leastDistance ** 2) break;
    const centre = points[farthest]!;
    centres.push(centre);
    for (const [i, point] of points.entries()) distances[i] = Math.min(distances[i]!, squaredDistance(point, centre));
  }
  return centres;
}

function nearest(centres: readonly Colour[], point: Colour): number {
  let best = 0;
  for (const [index, centre] of centres.entries()) {
    if (squaredDistance(centre, point) < squaredDistance(centres[best]!, point)) best = index;
  }
  return best;
}

const meanOf = (points: readonly Colour[]): Colour =>
  [0, 1, 2].map((axis) => points.reduce((sum, point) => sum + point[axis]!, 0) / points.length) as Colour;

const squaredDistance = (left: Colour, right: Colour): number =>
  (left[0] - right[0]) ** 2 + (left[1] - right[1]) ** 2 + (left[2] - right[2]) ** 2;

function colourAt(picture: Uint8Array, i: number): Colour {
  const alpha = picture[i + 3]!;
  const of = (channel: number) => Math.min(1, picture[i + channel]! / alpha);
  const { l, a, b }: Oklab = toOklab({ mode: 'rgb', r: of(0), g: of(1), b: of(2) });
  return [l, a, b];
}
