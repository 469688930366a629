import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { type Draw, drawFlow, loadFlow } from '#sampling/draw-codes.ts';
import { type Device, type Executable, openDevice } from '#tensor/device.ts';
import { flowParameters } from '#training/flow/network.ts';
import { plainThings } from '#training/flow/things.ts';
import { initParameters } from '#training/networks/parameters.ts';
import { embeddingSize } from '#training/text/encoder.ts';
import { seed } from '../helpers/numbers.ts';

const shape = { count: 2, width: 3, styles: 2, inside: 192, depth: 1, things: plainThings };
const size = 6;
type Asked = Record<string, Float32Array>;

/** A flow that goes by this velocity, and notes what it was asked. */
function flowOf(velocity: (asked: Asked, row: number, i: number) => number) {
  const asked: Asked[] = [];
  const flow = {
    run: async (inputs: Asked) => {
      asked.push(Object.fromEntries(Object.entries(inputs).map(([name, values]) => [name, values.slice()])));
      const { length } = inputs.x!;
      const one = Float32Array.from({ length }, (_, at) => velocity(inputs, Math.floor(at / size), at % size));
      return { velocity: one };
    },
  } as unknown as Executable;
  return { flow, asked };
}

const draw = (given: Partial<Draw> = {}): Draw => ({
  ...{ seed: 5, style: Float32Array.of(0, 1), things: [], guidance: 2 },
  ...given,
});
const noiseOf = (seed: number) => {
  const random = createRandom(seed, 1);
  return Array.from({ length: size }, () => random.normal());
};
const close = (drawn: Float32Array | undefined, expected: number[]) => {
  expect(drawn).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(drawn![i], `number ${i}`).toBeCloseTo(value, 4);
};

describe('a code that is drawn', () => {
  test('goes from its own noise along the velocity, in sixteen steps from 0 to 1', async () => {
    const { flow, asked } = flowOf((_, _row, i) => i);
    const [drawn] = await drawFlow(flow, 1, shape, [draw()]);
    close(
      drawn,
      noiseOf(5).map((value, i) => value + i),
    );
    expect(asked.map(({ time }) => time![0])).toEqual(Array.from({ length: 16 }, (_, step) => step / 16));
    close(asked[0]!.x, noiseOf(5));
    expect(asked[0]).toMatchObject({ style: Float32Array.of(0, 1), guidance: Float32Array.of(2) });
    const [other] = await drawFlow(flow, 1, shape, [draw({ seed: 6 })]);
    close(
      other,
      noiseOf(6).map((value, i) => value + i),
    );
  });

  test('bends with a velocity that depends on where it is and when, as steps by hand do', async () => {
    const { flow } = flowOf(({ x, time }, row, i) => time![row]! - x![row * size + i]!);
    const [drawn] = await drawFlow(flow, 1, shape, [draw()]);
    let byHand = noiseOf(5);
    for (let step = 0; step < 16; step++) byHand = byHand.map((value) => value + (step / 16 - value) / 16);
    close(drawn, byHand);
  });

  test('goes only the last part of the way from a start, which noise replaces as far as it is free', async () => {
    const code = Float32Array.of(1, 2, 3, 4, 5, 6);
    const { flow, asked } = flowOf(() => 8);
    const [drawn] = await drawFlow(flow, 1, shape, [draw({ start: { code, freedom: 0.25 } })]);
    expect(asked.map(({ time }) => time![0])).toEqual([0.75, 0.8125, 0.875, 0.9375]);
    const begun = [...code].map((value, i) => 0.75 * value + 0.25 * noiseOf(5)[i]!);
    close(asked[0]!.x, begun);
    close(
      drawn,
      begun.map((value) => value + 0.25 * 8),
    );
  });

  test('takes a whole step where the way is shorter than one, and none without freedom', async () => {
    const code = Float32Array.of(1, 2, 3, 4, 5, 6);
    const { flow, asked } = flowOf(() => 100);
    const [little, still] = await drawFlow(flow, 2, shape, [
      draw({ start: { code, freedom: 0.01 } }),
      draw({ start: { code, freedom: 0 } }),
    ]);
    expect(asked).toHaveLength(1);
    close(
      little,
      [...code].map((value, i) => 0.99 * value + 0.01 * noiseOf(5)[i]! + 1),
    );
    close(still, [...code]);
  });

  test('keeps the numbers that are held at their start, and moves the others', async () => {
    const code = Float32Array.of(1, 2, 3, 4, 5, 6);
    const held = Uint8Array.of(1, 0, 1, 0, 0, 0);
    const { flow, asked } = flowOf(() => 3);
    const [drawn] = await drawFlow(flow, 1, shape, [draw({ start: { code, freedom: 1, held } })]);
    close(
      drawn,
      noiseOf(5).map((value, i) => (held[i] ? code[i]! : value + 3)),
    );
    close(
      asked[8]!.x,
      noiseOf(5).map((value, i) => (held[i] ? (value + code[i]!) / 2 : value + 1.5)),
    );
  });

  test('is the same whatever is beside it, in whole batches and in the last one', async () => {
    const { flow, asked } = flowOf(({ guidance, style }, row, i) => guidance![row]! * i + style![row * 2]!);
    const draws = [1, 2, 3, 4, 5].map((number) =>
      draw({
        seed: number,
        guidance: number,
        style: Float32Array.of(number, 0),
        ...(number === 2 && { start: { code: new Float32Array(size), freedom: 0.5 } }),
      }),
    );
    const together = await drawFlow(flow, 2, shape, draws);
    expect(asked).toHaveLength(3 * 16);
    expect(
      asked.every(({ x, time, guidance }) => x!.length === 12 && time!.length === 2 && guidance!.length === 2),
    ).toBe(true);
    for (const [i, one] of draws.entries()) {
      const alone = await drawFlow(flow, 1, shape, [one]);
      close(together[i], [...alone[0]!]);
    }
    expect(await drawFlow(flow, 2, shape, [])).toEqual([]);
  });

  test('is told what to show, each row its own', async () => {
    const { flow, asked } = flowOf(() => 0);
    const thing = (at: number) => ({
      embedding: Float32Array.from({ length: embeddingSize }, (_, i) => Number(i === at)),
    });
    await drawFlow(flow, 2, shape, [draw({ things: [thing(3)] }), draw({ things: [thing(7)] })]);
    const { things, given } = asked[0]!;
    const { places, marks } = plainThings;
    expect(things).toHaveLength(2 * places * embeddingSize);
    expect(given).toHaveLength(2 * places * marks);
    expect([things!.indexOf(1), things!.lastIndexOf(1) - places * embeddingSize]).toEqual([3, 7]);
  });
});

describe('guidance', () => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('cpu', 1);
  });

  test('goes from what is free toward what is asked, and beyond, in proportion', async () => {
    const { views, signature } = initParameters(flowParameters(shape), seed);
    const random = createRandom(seed);
    const weights = Object.fromEntries(
      Object.entries(views).map(([name, view]) => [
        name,
        { shape: signature[name]!.shape, data: view.map(() => 0.2 * random.normal()) },
      ]),
    );
    const flow = await loadFlow(weights, shape, device, 1);
    const x = Float32Array.from({ length: size }, () => random.normal());
    const things = Float32Array.from({ length: plainThings.places * embeddingSize }, () => random.normal());
    const at = async (guidance: number, shown = 1) => {
      const given = new Float32Array(plainThings.places * plainThings.marks).fill(shown);
      const inputs = { x, time: Float32Array.of(0.4), style: Float32Array.of(1, 0), things, given };
      return [...(await flow.run({ ...inputs, guidance: Float32Array.of(guidance) })).velocity!];
    };
    const [free, once, thrice] = [await at(0), await at(1), await at(3)];
    const apart = Math.hypot(...once.map((value, i) => value - free[i]!));
    expect(apart, `seed ${seed}`).toBeGreaterThan(1e-3);
    close(
      Float32Array.from(thrice),
      free.map((value, i) => value + 3 * (once[i]! - value)),
    );
    close(Float32Array.from(await at(3, 0)), free);
    await flow.release();
  });
});
