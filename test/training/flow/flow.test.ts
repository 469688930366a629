import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { loadFlow } from '#sampling/draw-codes.ts';
import { openPrior, type Prior } from '#sampling/prior.ts';
import { type Device, openDevice } from '#tensor/device.ts';
import { measure } from '#training/code-measures.ts';
import { flowLearner } from '#training/flow/learner.ts';
import { patchesOf } from '#training/flow/patches.ts';
import { partsOf, plainThings, roles, sceneThings, wordName, writeThings } from '#training/flow/things.ts';
import { train } from '#training/loop/loop.ts';
import { createRun, emaWeights } from '#training/loop/run.ts';
import type { Weights } from '#training/networks/networks.ts';
import { initParameters } from '#training/networks/parameters.ts';
import { pictureParameters } from '#training/text/contrast.ts';
import { embeddingSize } from '#training/text/encoder.ts';
import { tinyDataset } from '../../helpers/dataset.ts';
import { seed } from '../../helpers/numbers.ts';

const layout = { size: 80, detail: 16, grid: 4 };
const random = createRandom(seed);
const normal = (length: number) => Float32Array.from({ length }, () => random.normal());

describe('patches of a code', () => {
  const patches = patchesOf(layout);

  test('are squares of cells with their content and their detail', () => {
    expect([patches.count, patches.width]).toEqual([4, 20]);
    expect([...patches.order.subarray(0, 5)]).toEqual([0, 1, 2, 3, 64]);
    expect([...patches.order.subarray(10, 15)]).toEqual([16, 17, 18, 19, 68]);
    expect([...patches.order].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, i) => i));
  });

  test('have mean 0 and deviation 1, and give the code back', () => {
    const codes = Float32Array.from({ length: 80 * 50 }, (_, i) => (i % 7) + 3 * random.normal());
    const measures = measure({ codes, size: 80, pictures: [] });
    const all = Array.from({ length: 50 }, (_, row) => patches.normalise(codes.subarray(row * 80), measures));
    const first = all.map((code) => code[0]!);
    expect(first.reduce((sum, value) => sum + value, 0) / 50).toBeCloseTo(0, 4);
    expect(first.reduce((sum, value) => sum + value ** 2, 0) / 50).toBeCloseTo(1, 4);
    const back = patches.restore(all[3]!, measures);
    expect(Math.max(...back.map((value, i) => Math.abs(value - codes[3 * 80 + i]!))), `seed ${seed}`).toBeLessThan(
      1e-4,
    );
  });

  test('of bands are the cells of all grids at a place, then runs of the vector', () => {
    const { count, width, order } = patchesOf({ size: 192, detail: 0, bands: [4, 8, 1] });
    expect([count, width]).toEqual([24, 8]);
    expect([...order.subarray(8, 16)]).toEqual([4, 5, 6, 7, 66, 67, 74, 75]);
    expect([...order.subarray(4 * 8, 5 * 8)]).toEqual([16, 17, 18, 19, 80, 81, 88, 89]);
    expect([...order.subarray(128)]).toEqual(Array.from({ length: 64 }, (_, i) => 128 + i));
    expect(new Set(order).size).toBe(192);
  });

  test('of a vector are runs of it', () => {
    const { count, width, order } = patchesOf({ size: 96, detail: 0 });
    expect([count, width, order[95]]).toEqual([3, 32, 95]);
  });
});

describe('what a prior is told of a scene', () => {
  test('are its parts by their roles, words for what no emoji shows', () => {
    const parts = partsOf({
      subject: '1f98a',
      mood: '1f634',
      colour: 'purple',
      worn: ['1f451'],
      count: 3,
      on: '1f6f9',
      size: 'tiny',
    });
    expect(parts).toEqual([
      { role: 'subject', concept: '1f98a' },
      { role: 'mood', concept: '1f634' },
      { role: 'colour', word: 'purple' },
      { role: 'worn', concept: '1f451' },
      { role: 'count', word: 'three' },
      { role: 'held', concept: '1f6f9' },
      { role: 'size', word: 'tiny' },
    ]);
  });

  test('the subject comes first, and what has no place is left out from the end', () => {
    const embedding = (value: number) => new Float32Array(embeddingSize).fill(value);
    const given = roles.map((role, i) => ({ embedding: embedding(i + 1), role })).reverse();
    const out = { things: new Float32Array(8 * embeddingSize), given: new Float32Array(8 * roles.length) };
    writeThings(sceneThings, given, 0, out);
    const firsts = Array.from({ length: 8 }, (_, place) => out.things[place * embeddingSize]);
    expect(firsts).toEqual([1, 12, 11, 10, 9, 8, 7, 6]);
    expect(out.given.indexOf(1)).toBe(roles.indexOf('subject'));
    expect(out.given.reduce((sum, mark) => sum + mark, 0)).toBe(8);
  });
});

describe.each([
  { kind: 'of scenes', layout: sceneThings, told: [{ role: 'subject' }, { role: 'worn' }] },
  { kind: 'of an older kind', layout: plainThings, told: [{}, {}] },
] as const)('a flow $kind that learnt two codes', ({ layout: thingLayout, told }) => {
  const ends = [normal(80), normal(80)];
  // Where there are roles, they alone tell the two apart.
  const things = [0, 1].map((place) => {
    const at = thingLayout === sceneThings ? 0 : place;
    return Float32Array.from({ length: embeddingSize }, (_, i) => Number(i === at));
  });
  const patches = patchesOf(layout);
  const style = Float32Array.of(1, 0);
  const measures = { mean: new Float32Array(80), deviation: new Float32Array(80).fill(1) };
  let prior: Prior;
  let weights: Weights;
  let device: Device;
  let losses: number[];

  beforeAll(async () => {
    device = await openDevice('cpu', 1);
    const learner = flowLearner({
      count: 2,
      next: (draw) => {
        const place = draw.integer(2);
        return {
          code: patches.normalise(ends[place]!, measures),
          style: 0,
          things: [{ embedding: things[place]!, ...told[place] }],
        };
      },
    });
    const shape = { count: patches.count, width: patches.width, styles: 2, inside: 192, depth: 2, things: thingLayout };
    const run = createRun({ family: learner, config: shape, seed: 1 });
    losses = [];
    await train(
      {
        ...{
          family: learner,
          config: shape,
          dataset: tinyDataset(),
          device,
          batchSize: 16,
          learningRate: 2e-3,
          seed: 1,
        },
        until: { steps: 150 },
        onStep: (report) => void losses.push(report.losses.loss!),
      },
      run,
    );
    const now = Object.entries(run.parameters.views).map(([name, data]) => [name, { ...emaWeights(run)[name]!, data }]);
    const picture = initParameters(pictureParameters(80), 1);
    weights = {
      ...Object.fromEntries(now),
      ...Object.fromEntries(
        pictureParameters(80).map(({ name, shape }) => [name, { shape, data: picture.views[name]! }]),
      ),
      [wordName('purple')]: { shape: [embeddingSize], data: things[1]! },
      'code/mean': { shape: [80], data: measures.mean },
      'code/deviation': { shape: [80], data: measures.deviation },
    };
    prior = await openPrior(weights, layout, device);
  });

  const distance = (a: Float32Array, b: Float32Array) => Math.hypot(...a.map((value, i) => value - b[i]!));
  const request = (place: number, requestSeed = 1) => ({
    seed: requestSeed,
    style,
    things: [{ texts: [things[place]!], ...told[place] }],
    guidance: 1,
  });

  test('says less and less that is wrong', () => {
    expect(losses.slice(-10).reduce((sum, loss) => sum + loss / 10, 0)).toBeLessThan(0.5 * losses[0]!);
  });

  test('imagines the one that is asked for', async () => {
    const [first, second] = await prior.imagine([request(0), request(1)]);
    expect(distance(first!, ends[0]!)).toBeLessThan(0.5 * distance(first!, ends[1]!));
    expect(distance(second!, ends[1]!)).toBeLessThan(0.5 * distance(second!, ends[0]!));
  });

  test('insists on what is asked for as strongly as its guidance says', async () => {
    const shape = { count: patches.count, width: patches.width, styles: 2, inside: 192, depth: 2, things: thingLayout };
    const flow = await loadFlow(weights, shape, device, 1);
    const x = normal(80);
    const asked = {
      things: new Float32Array(thingLayout.places * embeddingSize),
      given: new Float32Array(thingLayout.places * thingLayout.marks),
    };
    const nothing = asked.given.slice();
    writeThings(thingLayout, [{ embedding: things[1]!, ...told[1] }], 0, asked);
    const at = async (guidance: number, given = asked.given) => {
      const inputs = { x, time: Float32Array.of(0.4), style, things: asked.things, given };
      return Float32Array.from((await flow.run({ ...inputs, guidance: Float32Array.of(guidance) })).velocity!);
    };
    const [free, once, thrice] = [await at(0), await at(1), await at(3)];
    expect(distance(once, free)).toBeGreaterThan(0.1);
    expect(distance(await at(1, nothing), free)).toBeLessThan(1e-4);
    const byHand = free.map((value, i) => value + 3 * (once[i]! - value));
    expect(distance(thrice, byHand), `seed ${seed}`).toBeLessThan(1e-3);
    await flow.release();

    const [plain, insisted] = await prior.imagine([request(0), { ...request(0), guidance: 3 }]);
    expect(distance(plain!, insisted!)).toBeGreaterThan(0.1);
  });

  test('is told the parts of a scene where it knows scenes, and a word by its name', async () => {
    const asked = { ...request(0), parts: [{ word: 'purple', ...told[1] }] };
    const [imagined] = await prior.imagine([asked]);
    const there = thingLayout === sceneThings ? 1 : 0;
    expect(distance(imagined!, ends[there]!)).toBeLessThan(0.5 * distance(imagined!, ends[1 - there]!));
  });

  test('imagines the same whatever is beside it, and something else with another seed', async () => {
    const [alone] = await prior.imagine([request(0)]);
    const many = await prior.imagine([request(1), request(0, 2), request(1, 3), request(0, 4), request(0)]);
    expect(many[4]).toEqual(alone);
    expect(many[1]).not.toEqual(alone);
  });

  test('stays at a start without freedom, and keeps its content where that is to stay', async () => {
    const code = normal(80);
    const [still, detailed] = await prior.imagine([
      { ...request(0), start: { code, freedom: 0 } },
      { ...request(0), start: { code, freedom: 1, content: true } },
    ]);
    expect(distance(still!, code), `seed ${seed}`).toBeLessThan(1e-4);
    expect(distance(detailed!.slice(0, 64), code.slice(0, 64)), `seed ${seed}`).toBeLessThan(1e-4);
    expect(distance(detailed!.slice(64), code.slice(64))).toBeGreaterThan(0.1);
  });
});
