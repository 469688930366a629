import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { loadFlow } from '#sampling/draw-codes.ts';
import { openDevice } from '#tensor/device.ts';
import type { CodeLayout } from '#training/family.ts';
import { growPrior } from '#training/flow/grow.ts';
import { flowParameters, shapeOf } from '#training/flow/network.ts';
import { patchesOf } from '#training/flow/patches.ts';
import { sceneThings } from '#training/flow/things.ts';
import type { Weights } from '#training/networks/networks.ts';
import { initParameters } from '#training/networks/parameters.ts';
import { embeddingSize } from '#training/text/encoder.ts';
import { seed } from '../../helpers/numbers.ts';

const cells = 4 * 4;
const narrow: CodeLayout = { size: cells * 5, detail: cells * 2, grid: 4 };
const wide: CodeLayout = { size: cells * 9, detail: cells * 6, grid: 4 };
const shape = { count: 4, width: 20, styles: 2, inside: 32, depth: 1, things: sceneThings };

test('a prior for cells of more numbers moves those that it knew as before', async () => {
  const { views } = initParameters(flowParameters(shape), seed);
  const prior: Weights = Object.fromEntries(
    flowParameters(shape).map(({ name, shape }) => [name, { shape, data: views[name]! }]),
  );
  const random = createRandom(seed);
  // The same numbers at the same cells of both codes, and anything where only the wide one has some.
  const code = Float32Array.from({ length: wide.size }, () => random.normal());
  const known = Float32Array.from({ length: narrow.size }, (_, place) => code[inWide(place)]!);
  const [before, after] = [await move(prior, narrow, known), await move(growPrior(prior, narrow, wide), wide, code)];
  for (const [place, value] of before.entries()) expect(after[inWide(place)], `seed ${seed}`).toBeCloseTo(value, 5);
  expect(growPrior(prior, narrow, narrow)).toBe(prior);
});

/** Where a number of a narrow code is in a wide one: all contents come before all details, cell by cell. */
function inWide(place: number): number {
  const contents = 3 * cells;
  if (place < contents) return place;
  return contents + Math.floor((place - contents) / 2) * 6 + (place % 2 === contents % 2 ? 0 : 1);
}

/** The velocity of a code, in its own order. */
async function move(prior: Weights, layout: CodeLayout, code: Float32Array): Promise<Float32Array> {
  const patches = patchesOf(layout);
  const flow = await loadFlow(prior, shapeOf(prior, patches), await openDevice('cpu', 1), 1);
  const { places, marks } = sceneThings;
  const { velocity } = await flow.run({
    x: Float32Array.from(patches.order, (place) => code[place]!),
    ...{ time: Float32Array.of(0.4), style: Float32Array.of(0, 1), guidance: Float32Array.of(1) },
    ...{ things: new Float32Array(places * embeddingSize), given: new Float32Array(places * marks) },
  });
  const moved = new Float32Array(layout.size);
  for (const [index, place] of patches.order.entries()) moved[place] = velocity![index]!;
  await flow.release();
  return moved;
}
