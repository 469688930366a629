import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { at, createWasm, get, i32, instruction, openWasm, set, walk } from '#lib/wasm.ts';
import { seed } from '../helpers/numbers.ts';

const random = createRandom(seed);
const edges = [0, 6, 7, 13, 14, 20, 27, 30].flatMap((bits) => [
  2 ** bits - 1,
  2 ** bits,
  -(2 ** bits),
  -(2 ** bits) - 1,
]);
const drawn = Array.from({ length: 20 }, () => random.integer(2 ** 31) - 2 ** 30);

test('numbers of every size are written as they are', () => {
  const values = [...edges, ...drawn, 2 ** 31 - 1, -(2 ** 31)];
  const functions = values.map((value, index) => ({
    name: `f${index}`,
    parameters: [],
    results: ['i32' as const],
    locals: [],
    body: i32(value),
  }));
  const run = openWasm<Record<string, () => number>>(createWasm(1, functions));
  expect(
    values.map((_, index) => run[`f${index}`]!()),
    `SEED=${seed}`,
  ).toEqual(values);
});

test('a walk goes through memory as far as whole steps fit', () => {
  const [from, to, sum] = [0, 1, 2];
  const load = instruction(0x28, ...at(70_000));
  const add = instruction(0x6a);
  const wasm = createWasm(2, [
    {
      name: 'sum',
      parameters: ['i32', 'i32'],
      results: ['i32'],
      locals: ['i32'],
      body: [...walk(from, to, 4, set(sum, add(get(sum), load(get(from))))), ...get(sum)],
    },
  ]);
  new Int32Array(wasm.memory.buffer, 70_000, 5).set([1, 20, 300, 4000, 50_000]);
  const { sum: run } = openWasm<{ sum(from: number, to: number): number }>(wasm);
  expect(run(4, 16)).toBe(4320);
  expect(run(4, 15)).toBe(320);
  expect(run(8, 8)).toBe(0);
});
