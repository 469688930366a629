import type { LatentSpace } from '#sampling/latent.ts';
import { rowOf, standardise } from '#training/evaluation/features.ts';
import { describeSights } from '#training/taste/features.ts';
import type { Taste } from '#training/taste/fit.ts';
import { lookNames } from '#training/taste/looks.ts';
import type { TasteWord } from '../api.ts';
import { directionsOf } from '../planning/directions.ts';

/** A picture as taste sees it. */
export interface SeenPicture {
  style: string;
  look: Float32Array;
  /** Its code, where it is one of the checkpoint's. */
  code?: Float32Array;
}

/** What a look's number is in words, where it is high and where it is low; see `measureLook`. */
const ofLooks: Readonly<Record<string, [high: string, low?: string]>> = {
  brightness: ['bright', 'dark'],
  contrast: ['full of contrast', 'soft'],
  saturation: ['vivid', 'pale'],
  palette: ['of many colours', 'of few colours'],
  'hue red': ['red'],
  'hue yellow': ['yellow'],
  'hue green': ['green'],
  'hue cyan': ['turquoise'],
  'hue blue': ['blue'],
  'hue magenta': ['pink'],
  coverage: ['large', 'small'],
  edges: ['detailed', 'plain'],
  compactness: ['round', 'jagged'],
  elongation: ['long', 'compact'],
  mirrored: ['symmetric', 'lopsided'],
};

/** The other ends of the directions that models know. */
const opposites: Readonly<Record<string, string>> = { warm: 'cool', round: 'angular', happy: 'sad', cute: 'fierce' };

/** Weaker ones are chance. */
const leastStrength = 0.15;
const wordsAtMost = 8;
/** With fewer pictures of the checkpoint's own, nothing is said of directions in its codes. */
const fewestCodes = 20;

/** How much a taste likes each picture, in its own units. */
export function likingOf(taste: Taste, pictures: readonly SeenPicture[], latent: LatentSpace): number[] {
  const features = standardise(describeSights(pictures, { axes: latent.axes, styles: latent.styles }), taste.standard);
  const { mean } = taste.posterior;
  return pictures.map((_, row) => rowOf(features, row).reduce((sum, value, i) => sum + value * mean[i]!, 0));
}

/** In which ways pictures differ that go along with how much they are liked, the strongest first. */
export function describeTaste(
  pictures: readonly SeenPicture[],
  liking: readonly number[],
  latent: LatentSpace,
): TasteWord[] {
  const words: TasteWord[] = [];
  const say = (word: string, opposite: string | undefined, strength: number) => {
    if (Math.abs(strength) < leastStrength) return;
    const [said, other] = strength < 0 && opposite ? [opposite, word] : [word, opposite];
    const known = words.find((each) => each.word === said);
    const value = opposite ? Math.abs(strength) : strength;
    if (!known) words.push({ word: said, opposite: other, strength: value });
    else if (Math.abs(value) > Math.abs(known.strength)) known.strength = value;
  };
  const coded = [...pictures.keys()].filter((index) => pictures[index]!.code);
  if (coded.length >= fewestCodes) {
    for (const { name, vector } of directionsOf(latent)) {
      if (!(name in opposites)) continue;
      const places = coded.map((index) => dot(pictures[index]!.code!, vector));
      const likings = coded.map((index) => liking[index]!);
      say(name, opposites[name], correlation(places, likings));
    }
  }
  for (const [place, name] of lookNames.entries()) {
    const said = ofLooks[name];
    const values = pictures.map(({ look }) => look[place]!);
    if (said) say(said[0], said[1], correlation(values, liking));
  }
  return words.sort((one, other) => Math.abs(other.strength) - Math.abs(one.strength)).slice(0, wordsAtMost);
}

/** Pearson's, 0 where one of them is the same everywhere. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(one), mean(other)];
  let [together, left, right] = [0, 0, 0];
  for (const [index, value] of one.entries()) {
    together += (value - a) * (other[index]! - b);
    left += (value - a) ** 2;
    right += (other[index]! - b) ** 2;
  }
  const scale = Math.sqrt(left * right);
  return scale > 1e-12 ? together / scale : 0;
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}
