import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openLocator } from '#sampling/locate.ts';
import { createHeadFinder } from '#studio/sketches/heads.ts';
import { openDevice } from '#tensor/device.ts';
import { disguise } from '#training/anchors/disguise.ts';
import { headFrom } from '#training/anchors/head.ts';
import { anchorLearner } from '#training/anchors/learner.ts';
import { anchorNames, seenSize } from '#training/anchors/network.ts';
import { drawAnchored, listFaced } from '#training/anchors/pictures.ts';
import { openLibraries } from '#training/data/compositions/library.ts';
import { train } from '#training/loop/loop.ts';
import { createRun } from '#training/loop/run.ts';
import { tinyDataset } from '../helpers/dataset.ts';
import { seed } from '../helpers/numbers.ts';

const cpu = await openDevice('cpu', 1);
const size = seenSize;
const twemoji = (await openLibraries(join(tmpdir(), 'easel-test-cache'))).get('twemoji')!;

const places = [
  [0.4, 0.4],
  [0.62, 0.42],
  [0.5, 0.2],
  [0.5, 0.8],
] as const;
const anchors = Float32Array.of(...places.flat(), 0.7);

/** Nothing but a dot at one of the places. */
function dotAt([x, y]: readonly [number, number]): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  for (let i = 0; i < size * size; i++) {
    const apart = Math.hypot((i % size) + 0.5 - x * size, Math.floor(i / size) + 0.5 - y * size);
    if (apart < 2.5) pixels.set([200, 200, 200, 255], i * 4);
  }
  return pixels;
}

/** The middle of what is covered, as shares; undefined where all is. */
function middleOf(pixels: Uint8Array): [number, number] | undefined {
  let [x, y, sum] = [0, 0, 0];
  for (let i = 0; i < size * size; i++) {
    const alpha = pixels[i * 4 + 3]!;
    x += alpha * ((i % size) + 0.5);
    y += alpha * (Math.floor(i / size) + 0.5);
    sum += alpha;
  }
  return sum < 255 || sum > 200 * size * size ? undefined : [x / sum / size, y / sum / size];
}

test('in a picture that is moved, turned and mirrored its anchors are where they were drawn', () => {
  const clear = new Uint8Array(size * size * 4);
  let compared = 0;
  for (let number = 0; number < 60; number++) {
    const seen = places.map((place) => disguise({ pixels: dotAt(place), anchors }, clear, createRandom(seed, number)));
    const [left, right, top, chin] = seen.map(({ pixels }) => middleOf(pixels));
    if (!left || !right || !top || !chin) continue;
    compared++;
    const wanted = [...[left, right].toSorted((one, other) => one[0] - other[0]), top, chin].flat();
    for (const [place, at] of wanted.entries()) {
      const apart = Math.abs(at - seen[0]!.anchors[place]!);
      expect(apart, `seed ${seed}, ${number}, ${anchorNames[place]}`).toBeLessThan(0.02);
    }
  }
  // Of the others a dot is beyond the edge, or all is covered by a ground.
  expect(compared).toBeGreaterThan(10);
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
  const common = { family: learner, config: undefined, dataset: tinyDataset(), device: cpu, batchSize: 2, seed: 1 };
  const onStep = ({ losses: { loss } }: { losses: Record<string, number> }) => void losses.push(loss!);
  await train({ ...common, learningRate: 3e-3, until: { steps: 40 }, onStep }, run);
  const mean = (few: readonly number[]) => few.reduce((sum, loss) => sum + loss, 0) / few.length;
  expect(mean(losses.slice(-10))).toBeLessThan(0.85 * mean(losses.slice(0, 10)));
});
