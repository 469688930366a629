import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { packCodes } from '#sampling/packed-codes.ts';
import { decodeSafetensors, encodeSafetensors, units } from '#training/checkpoint/safetensors.ts';
import { seed } from '../helpers/numbers.ts';

const [count, size] = [50, 6];
const random = createRandom(seed);
const drawn = Float32Array.from({ length: count * size }, (_, i) => 3 ** (i % size) * random.normal());

test.each([
  {
    what: 'codes of a checkpoint, which fit in bytes',
    codes: decodeSafetensors(
      encodeSafetensors({ codes: { shape: [count, size], data: drawn } }, {}, 'I8', units.coarse),
    ).tensors.codes!.data,
  },
  { what: 'codes that would lose something', codes: drawn },
  { what: 'zeros', codes: new Float32Array(count * size) },
])('$what come back as they were', ({ codes }) => {
  const table = packCodes(codes.slice(), size);
  expect([table.count, table.size]).toEqual([count, size]);
  const to = Float32Array.from({ length: size }, () => random.normal());
  for (let index = 0; index < count; index++) {
    const row = codes.slice(index * size, (index + 1) * size);
    expect(table.row(index), `seed ${seed}`).toEqual(row);
    const distance = row.slice(0, 4).reduce((sum, value, i) => sum + (to[i]! - value) ** 2, 0);
    expect(table.distance(index, to, 4)).toBeCloseTo(distance, 3);
  }
});

test('a row is a copy: who changes it changes no picture', () => {
  const table = packCodes(drawn, size);
  table.row(3).fill(9);
  expect(table.row(3)).toEqual(drawn.slice(3 * size, 4 * size));
});
