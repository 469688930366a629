import type { Random } from '#lib/random.ts';
import { findLines, isDot, type Line } from './lines.ts';
import { blankPaper, type Colour, lay, type Paper, stroke, toPicture } from './pen.ts';
import { findRegions, type Regions } from './regions.ts';

/** How somebody draws this time. */
interface Hand {
  /** Width of the pen in pixels. */
  pen: number;
  /** One colour for all lines, or that of what they surround. */
  ink?: Colour;
  /** How far places go astray, in pixels, and how far apart they are that the hand aims at. */
  shake: number;
  aim: number;
  /** Shares of inner lines that are left out, and of all lines that have a gap. */
  lazy: number;
  broken: number;
  /** Share of the patches that are filled, and how even a fill is. */
  filled: number;
  even: number;
  /** Where each place of the picture is drawn. */
  place(x: number, y: number): [number, number];
}

const dark: readonly Colour[] = [
  [0, 0, 0],
  [0, 0, 0],
  [20, 20, 24],
  [40, 40, 46],
  [70, 70, 76],
  [20, 36, 130],
  [30, 60, 190],
  [160, 24, 24],
  [10, 90, 40],
  [90, 40, 10],
];

/** What there is to draw of a picture. */
export interface Traced {
  regions: Regions;
  lines: Line[];
}

/** Traces premultiplied RGBA `[size, size, 4]`. */
export function trace(picture: Uint8Array, size: number): Traced {
  const regions = findRegions(picture, size);
  return { regions, lines: findLines(regions) };
}

/**
 * How somebody might draw a picture: its lines, with a hand that shakes, leaves out, breaks off and distorts, with any pen,
 * in one colour or several, with some of it filled. Premultiplied RGBA `[size, size, 4]`, on clear paper.
 */
export function drawDoodle({ regions, lines }: Traced, random: Random): Uint8Array {
  const { size } = regions;
  const hand = drawHand(random, size);
  const paper = blankPaper(size);
  fillPatches(paper, regions, hand, random);
  for (const line of lines) {
    const outer = line.between.includes(0);
    if (random.uniform() < (outer ? 0.15 : 1) * hand.lazy) continue;
    drawLine(paper, line, regions, hand, random);
  }
  dotPatches(paper, regions, hand, random);
  return toPicture(paper);
}

function drawHand(random: Random, size: number): Hand {
  const { uniform } = random;
  const unit = size / 128;
  const inked = uniform() < 0.7;
  const calm = uniform();
  return {
    pen: unit * (1.2 + 6.5 * uniform() ** 1.6),
    ...(inked && { ink: dark[random.integer(dark.length)]! }),
    shake: unit * (0.2 + 1.6 * calm ** 2),
    aim: unit * (3 + 11 * uniform()),
    lazy: 0.45 * uniform() ** 1.5,
    broken: 0.4 * uniform() ** 2,
    filled: uniform() < 0.5 ? 0 : uniform() < 0.5 ? 1 : uniform(),
    even: uniform() < 0.6 ? 1 : uniform(),
    place: drawDistortion(random, size),
  };
}

/** Turned, stretched, leaning and bent, about the middle. */
function drawDistortion(random: Random, size: number): Hand['place'] {
  const { uniform, normal } = random;
  const middle = size / 2;
  const angle = 0.09 * normal();
  const scale = 1 - 0.12 * uniform();
  const [wide, high] = [scale * Math.exp(0.07 * normal()), scale * Math.exp(0.07 * normal())];
  const lean = 0.07 * normal();
  const [right, down] = [0.02 * size * normal(), 0.02 * size * normal()];
  const waves = Array.from({ length: 4 }, () => ({
    ...{ across: 2 * normal(), down: 2 * normal(), start: 2 * Math.PI * uniform() },
    ...{ dx: 0.011 * size * normal(), dy: 0.011 * size * normal() },
  }));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => {
    let [px, py] = [wide * (x - middle), high * (y - middle)];
    px += lean * py;
    for (const wave of waves) {
      const at = Math.sin(wave.start + (3 * (wave.across * px + wave.down * py)) / size);
      px += wave.dx * at;
      py += wave.dy * at;
    }
    return [middle + right + cos * px - sin * py, middle + down + sin * px + cos * py];
  };
}

const shade = ([red, green, blue]: Colour, by: number): Colour => [red * by, green * by, blue * by];

/** Places near a line that the hand aims at, and the curve through them. */
function drawLine(paper: Paper, { points, closed, between }: Line, regions: Regions, hand: Hand, random: Random): void {
  const count = points.length / 2;
  const step = Math.max(1, Math.min(hand.aim, count / 3));
  const aims: [number, number][] = [];
  const start = closed ? random.integer(count) : 0;
  const end = closed ? count * (0.96 + 0.08 * random.uniform()) : count - 1;
  const aim = (along: number) => {
    const at = ((start + Math.round(along)) % count) * 2;
    const [x, y] = hand.place(points[at]!, points[at + 1]!);
    aims.push([x + hand.shake * random.normal(), y + hand.shake * random.normal()]);
  };
  for (let along = 0; along < end; along += step * (0.7 + 0.6 * random.uniform())) aim(along);
  aim(end);
  const width = hand.pen * Math.exp(0.12 * random.normal());
  const colour = hand.ink ?? lineColour(between, regions);
  const whole = curveThrough(aims);
  for (const part of random.uniform() < hand.broken ? breakUp(whole, random) : [whole]) {
    stroke(paper, part, width, colour);
  }
}

/** Of coloured lines: the colour of the one side, darker. */
function lineColour([one, other]: Line['between'], { patches }: Regions): Colour {
  const [first, second] = [patches[one]!, patches[other]!];
  const inner = one === 0 ? second : other === 0 ? first : first.area < second.area ? first : second;
  return shade(inner.colour, one === other ? 1 : 0.75);
}

/** Curves are drawn in straight pieces of about so many pixels. */
const pieceLength = 2.5;

/** A curve through places (Catmull and Rom 1974), x and y in turn. */
function curveThrough(aims: readonly [number, number][]): number[] {
  const curve: number[] = [];
  const at = (i: number) => aims[Math.max(0, Math.min(aims.length - 1, i))]!;
  for (let i = 0; i < aims.length - 1; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const pieces = Math.max(1, Math.round(Math.hypot(c[0] - b[0], c[1] - b[1]) / pieceLength));
    for (let t = 0; t < 1; t += 1 / pieces) {
      for (const axis of [0, 1] as const) {
        const straight = 2 * b[axis] + (c[axis] - a[axis]) * t;
        const bend = (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t;
        const end = (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t;
        curve.push((straight + bend + end) / 2);
      }
    }
  }
  curve.push(...at(aims.length - 1));
  return curve;
}

/** A line with a gap. */
function breakUp(curve: readonly number[], random: Random): number[][] {
  const count = curve.length / 2;
  const gap = Math.round(count * (0.05 + 0.15 * random.uniform()));
  const from = random.integer(Math.max(1, count - gap));
  return [curve.slice(0, from * 2), curve.slice((from + gap) * 2)].filter(({ length }) => length > 0);
}

/** Some patches in their colour, or near it: even, or hatched. */
function fillPatches(paper: Paper, { size, labels, patches }: Regions, hand: Hand, random: Random): void {
  if (hand.filled === 0) return;
  const fills = patches.map(({ colour, radius }, label) => {
    if (label === 0 || random.uniform() >= hand.filled || radius < 0.02 * size) return undefined;
    const near = colour.map((value) => Math.max(0, Math.min(255, value + 14 * random.normal())));
    return near as unknown as Colour;
  });
  const slant = random.uniform() * Math.PI;
  const [cos, sin] = [Math.cos(slant), Math.sin(slant)];
  const gap = hand.pen * (1.2 + random.uniform());
  for (const [at, place] of placesBack(size, hand.place).entries()) {
    const colour = place < 0 ? undefined : fills[labels[place]!];
    if (!colour) continue;
    const across = (at % size) * cos + Math.floor(at / size) * sin;
    if (hand.even < 1 && across % gap > gap * (0.35 + 0.65 * hand.even)) continue;
    lay(paper, at, colour, 1);
  }
}

/**
 * For each pixel of the paper, where in the picture it comes from, -1 for nowhere: the distortion's inverse by fixed-point
 * steps at every fourth pixel, and what lies between.
 */
function placesBack(size: number, place: Hand['place']): Int32Array {
  const coarse = 4;
  const width = size / coarse + 1;
  const nodes = new Float32Array(width * width * 2);
  for (let node = 0; node < width * width; node++) {
    const [x, y] = [(node % width) * coarse, Math.floor(node / width) * coarse];
    let [fromX, fromY] = [x, y];
    for (let turn = 0; turn < 6; turn++) {
      const [toX, toY] = place(fromX, fromY);
      fromX += x - toX;
      fromY += y - toY;
    }
    nodes.set([fromX, fromY], node * 2);
  }
  const from = new Int32Array(size * size).fill(-1);
  for (let at = 0; at < from.length; at++) {
    const [x, y] = [((at % size) + 0.5) / coarse, (Math.floor(at / size) + 0.5) / coarse];
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [right, down] = [x - column, y - row];
    const node = (row * width + column) * 2;
    const between = (axis: number) =>
      (nodes[node + axis]! * (1 - right) + nodes[node + 2 + axis]! * right) * (1 - down) +
      (nodes[node + width * 2 + axis]! * (1 - right) + nodes[node + width * 2 + 2 + axis]! * right) * down;
    const [px, py] = [Math.floor(between(0)), Math.floor(between(1))];
    if (px >= 0 && py >= 0 && px < size && py < size) from[at] = py * size + px;
  }
  return from;
}

/** Eyes and other small round things: as dots. */
function dotPatches(paper: Paper, regions: Regions, hand: Hand, random: Random): void {
  const { size, labels, patches } = regions;
  const sums = patches.map(() => ({ x: 0, y: 0 }));
  for (let at = 0; at < labels.length; at++) {
    const sum = sums[labels[at]!]!;
    sum.x += at % size;
    sum.y += Math.floor(at / size);
  }
  for (const [label, { area, radius, colour }] of patches.entries()) {
    if (!isDot(regions, label) || random.uniform() < 0.6 * hand.lazy) continue;
    const { x, y } = sums[label]!;
    const [px, py] = hand.place(x / area + 0.5, y / area + 0.5);
    const isDark = Math.max(...colour) < 130;
    if (!isDark && hand.ink) continue;
    const width = Math.max(hand.pen, 2 * radius * (0.6 + 0.5 * random.uniform()));
    stroke(paper, [px, py], width, hand.ink ?? colour);
  }
}
