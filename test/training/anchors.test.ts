import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openLocator } from '#sampling/locate.ts';
import { createHeadFinder } from '#studio/heads.ts';
import { openDevice } from '#tensor/device.ts';
import { disguise } from '#training/anchors/disguise.ts';
import { headFrom } from '#training/anchors/head.ts';
import { anchorLearner } from '#training/anchors/learner.ts';
import { anchorNames, seenSize } from '#training/anchors/network.ts';
import { drawAnchored, listFaced } from '#training/anchors/pictures.ts';
import { openLibraries } from '#training/data/compositions/library.ts';
import { train } from '#training/loop.ts';
import { createRun } from '#training/run.ts';
import { tinyDataset } from '../helpers/dataset.ts';
import { seed } from '../helpers/numbers.ts';

const cpu = await openDevice('cpu', 1);
const size = seenSize;
const twemoji = (await openLibraries()).get('twemoji')!;

/** A grey disc with a dot of a colour at each of its places. */
const dots = { left: [255, 0, 0], right: [0, 255, 0], top: [0, 0, 255], chin: [255, 255, 0] } as const;
const places = { left: [0.4, 0.4], right: [0.62, 0.42], top: [0.5, 0.2], chin: [0.5, 0.8] } as const;
function dotted() {
  const pixels = new Uint8Array(size * size * 4);
  for (let i = 0; i < size * size; i++) {
    const [x, y] = [(i % size) + 0.5, Math.floor(i / size) + 0.5];
    if (Math.hypot(x - 32, y - 32) > 26) continue;
    const near = Object.entries(places).find(([, at]) => Math.hypot(x - at[0] * size, y - at[1] * size) < 2.5);
    pixels.set([...(near ? dots[near[0] as keyof typeof dots] : ([120, 120, 120] as const)), 255], i * 4);
  }
  return { pixels, anchors: Float32Array.of(...Object.values(places).flat(), 0.7) };
}

/** The middle of the pixels that have about this hue, as a share. */
function middleOf(pixels: Uint8Array, [red, green, blue]: readonly number[]) {
  let [x, y, sum] = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 4) {
    const [r, g, b, alpha] = [...pixels.subarray(i, i + 4)] as [number, number, number, number];
    const most = Math.max(r, g, b);
    if (alpha < 200 || most < 40) continue;
    const apart =
      Math.abs(r / most - red! / 255) + Math.abs(g / most - green! / 255) + Math.abs(b / most - blue! / 255);
    if (apart > 0.5) continue;
    x += (i / 4) % size;
    y += Math.floor(i / 4 / size);
    sum++;
  }
  return sum < 4 ? undefined : [(x / sum + 0.5) / size, (y / sum + 0.5) / size];
}

test('in a picture that is moved, turned and mirrored its anchors are where they were drawn', () => {
  const own = dotted();
  const clear = new Uint8Array(own.pixels.length);
  let compared = 0;
  for (let number = 0; number < 60; number++) {
    const { pixels, anchors } = disguise(own, clear, createRandom(seed, number));
    const [top, chin] = [middleOf(pixels, dots.top), middleOf(pixels, dots.chin)];
    const eyes = [middleOf(pixels, dots.left), middleOf(pixels, dots.right)].filter((one) => one !== undefined);
    const wanted = [...eyes.toSorted((one, other) => one[0]! - other[0]!), top, chin];
    if (eyes.length < 2) continue;
    for (const [place, at] of wanted.entries()) {
      if (!at) continue;
      compared++;
      const apart = Math.hypot(at[0]! - anchors[2 * place]!, at[1]! - anchors[2 * place + 1]!);
      expect(apart, `seed ${seed}, ${number}, ${anchorNames[2 * place]}`).toBeLessThan(0.03);
    }
  }
  // Those whose colours are changed too much are not found.
  expect(compared).toBeGreaterThan(20);
});

test('what is upside down, or smaller than a head can be, is no head', () => {
  const found = (...numbers: number[]) => headFrom(Float32Array.from(numbers));
  const head = found(0.4, 0.4, 0.6, 0.4, 0.5, 0.1, 0.5, 0.8, 0.7);
  expect(head!.eyes!.apart).toBeCloseTo(0.2 * 64);
  expect(head!.top!.y).toBeCloseTo(0.1 * 64);
  expect(head!.width).toBeCloseTo(0.7 * 64);
  expect(found(0.4, 0.4, 0.6, 0.4, 0.5, 0.6, 0.5, 0.8, 0.7)).toBeUndefined();
  expect(found(0.4, 0.4, 0.6, 0.4, 0.5, 0.1, 0.5, 0.3, 0.7)).toBeUndefined();
  expect(found(0.5, 0.4, 0.51, 0.4, 0.5, 0.1, 0.5, 0.8, 0.7)).toBeUndefined();
  expect(found(0.4, 0.4, 0.6, 0.4, 0.5, 0.1, 0.5, 0.8, 0.05)).toBeUndefined();
});

test('heads of things that it has never seen are found, and pictures of other sizes are looked at alike', async () => {
  const locate = openLocator(cpu);
  const faced = await listFaced(twemoji, true);
  const errors = { eyes: 0, middle: 0 };
  const count = 24;
  for (let number = 0; number < count; number++) {
    const { pixels, anchors } = (await drawAnchored(twemoji, { ...faced, none: [] }, createRandom(number)))!;
    const found = await locate(pixels);
    const apart = (x: number, y: number, place: number) => Math.hypot(x - anchors[place]!, y - anchors[place + 1]!);
    for (const place of [0, 2]) {
      errors.eyes += apart(found[place]!, found[place + 1]!, place) / anchors[8]! / count / 2;
      errors.middle += apart(0.5, 0.5, place) / anchors[8]! / count / 2;
    }
  }
  expect(errors.eyes, JSON.stringify(errors)).toBeLessThan(0.12);

  const find = createHeadFinder({ locate });
  const { pixels } = (await drawAnchored(twemoji, { eyes: ['1f436'], none: [] }, createRandom(1)))!;
  const large = Uint8Array.from({ length: 4 * pixels.length }, (_, i) => {
    const [x, y] = [Math.floor((i / 4) % 128), Math.floor(i / 4 / 128)];
    return pixels[(Math.floor(y / 2) * size + Math.floor(x / 2)) * 4 + (i % 4)]!;
  });
  expect((await find(large, 128))!.eyes!.y).toBeCloseTo((await find(pixels, 64))!.eyes!.y, 1);
  expect(await find(new Uint8Array(90 * 90 * 4), 90)).toBeUndefined();
});

test('it learns from pictures and their anchors', async () => {
  const faced = await listFaced(twemoji, false);
  const drawn = await Promise.all(
    Array.from({ length: 8 }, (_, number) => drawAnchored(twemoji, faced, createRandom(number))),
  );
  const learner = anchorLearner(drawn.filter((one) => one !== undefined));
  const run = createRun({ family: learner, config: undefined, seed: 1 });
  const losses: number[] = [];
  const common = { family: learner, config: undefined, dataset: tinyDataset(), device: cpu, batchSize: 4, seed: 1 };
  const onStep = ({ losses: { loss } }: { losses: Record<string, number> }) => void losses.push(loss!);
  await train({ ...common, learningRate: 3e-3, until: { steps: 120 }, onStep }, run);
  const mean = (few: readonly number[]) => few.reduce((sum, loss) => sum + loss, 0) / few.length;
  expect(mean(losses.slice(-20))).toBeLessThan(0.75 * mean(losses.slice(0, 10)));
});
