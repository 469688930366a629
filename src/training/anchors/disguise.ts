import { cover, placed, warp } from '#images/warp.ts';
import type { Random } from '#lib/random.ts';
import type { Anchored } from './learner.ts';
import { seenSize } from './network.ts';

/** How far a picture is moved, in shares of its side, turned, in degrees, and made smaller or larger. */
const moved = 0.14;
const turned = 24;
const scaled = { least: 0.55, most: 1.15 };
/** How often it stands on something: a plain ground, or another picture much enlarged, as people's photographs do. */
const grounds = { plain: 0.25, busy: 0.35 };
/** How often its colours change, and how it may lose them. */
const often = { colours: 0.7, grey: 0.12, shade: 0.4, noise: 0.5 };

/**
 * A picture as somebody's own could be: elsewhere, turned, mirrored, on a ground, in other light and colours; and where
 * its anchors are then.
 */
export function disguise({ pixels, anchors }: Anchored, other: Uint8Array, random: Random): Anchored {
  const middle = seenSize / 2;
  const between = (least: number, most: number) => least + (most - least) * random.uniform();
  const size = between(scaled.least, scaled.most);
  const sides = between(0.9, 1.1);
  const scale = [(random.uniform() < 0.5 ? -1 : 1) * size * sides, size / sides] as const;
  const to = [middle + seenSize * between(-moved, moved), middle + seenSize * between(-moved, moved)] as const;
  const turn = random.uniform() < 0.3 ? 0 : between(-turned, turned);
  const own = warp(pixels, seenSize, { matrix: placed({ pivot: [middle, middle], to, scale, turn }) });
  const ground = drawGround(other, random);
  recolour(own, random);
  return { pixels: ground ? cover(ground, own) : own, anchors: follow(anchors, { to, scale, turn }) };
}

interface Move {
  to: readonly [number, number];
  scale: readonly [number, number];
  turn: number;
}

/** Where anchors come to lie; the left eye is the left one of what is seen. */
function follow(anchors: Float32Array, { to, scale, turn }: Move): Float32Array {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const result = anchors.slice();
  for (let i = 0; i < 8; i += 2) {
    const [x, y] = [scale[0] * (anchors[i]! - 0.5), scale[1] * (anchors[i + 1]! - 0.5)];
    result[i] = to[0] / seenSize + cos * x - sin * y;
    result[i + 1] = to[1] / seenSize + sin * x + cos * y;
  }
  if (result[0]! > result[2]!) result.set([result[2]!, result[3]!, result[0]!, result[1]!]);
  result[8] = anchors[8]! * Math.abs(scale[0]);
  return result;
}

/** Other light and colours, for premultiplied pixels in place. */
function recolour(pixels: Uint8Array, random: Random): void {
  const change = random.uniform() < often.colours;
  const gains = [0, 1, 2].map(() => (change ? 0.6 + 0.8 * random.uniform() : 1));
  const mixed = change ? 0.35 * random.uniform() : 0;
  const grey = random.uniform() < often.grey;
  const shade = random.uniform() < often.shade ? 0.5 * random.uniform() : 0;
  const noise = random.uniform() < often.noise ? 14 * random.uniform() : 0;
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = pixels[i + 3]!;
    if (alpha === 0) continue;
    const light = 1 - (shade * Math.floor(i / (4 * seenSize))) / seenSize;
    const rgb = [pixels[i]!, pixels[i + 1]!, pixels[i + 2]!];
    const mean = (rgb[0]! + rgb[1]! + rgb[2]!) / 3;
    for (let channel = 0; channel < 3; channel++) {
      const own = grey ? mean : rgb[channel]! * (1 - mixed) + rgb[(channel + 1) % 3]! * mixed;
      const value = own * gains[channel]! * light + noise * (random.uniform() - 0.5);
      pixels[i + channel] = Math.max(0, Math.min(alpha, value));
    }
  }
}

/** What is behind a picture, all covered; undefined for nothing. */
function drawGround(other: Uint8Array, random: Random): Uint8Array | undefined {
  const kind = random.uniform();
  if (kind > grounds.plain + grounds.busy) return undefined;
  const colour = [0, 1, 2].map(() => 255 * random.uniform());
  const fading = random.uniform() < 0.5 ? random.uniform() : 0;
  const ground = new Uint8Array(seenSize * seenSize * 4);
  for (let i = 0; i < ground.length; i += 4) {
    const light = 1 - (fading * Math.floor(i / (4 * seenSize))) / seenSize;
    for (let channel = 0; channel < 3; channel++) ground[i + channel] = colour[channel]! * light;
    ground[i + 3] = 255;
  }
  if (kind < grounds.plain) return ground;
  const [x, y] = [seenSize * random.uniform(), seenSize * random.uniform()];
  const size = 2 + 4 * random.uniform();
  const matrix = placed({ pivot: [x, y], to: [32, 32], scale: [size, size], turn: 360 * random.uniform() });
  const near = warp(other, seenSize, { matrix });
  recolour(near, random);
  return cover(ground, near);
}
