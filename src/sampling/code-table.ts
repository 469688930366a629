/** Codes of many pictures, as small as they can be kept. */
export interface CodeTable {
  readonly count: number;
  readonly size: number;
  /** A copy of one code. */
  row(index: number): Float32Array;
  /** The squared distance of one code's first `length` numbers from those of another. */
  distance(index: number, to: Float32Array, length: number): number;
}

/**
 * Codes `[count, size]` in a byte each where that loses nothing, as of what `writeCheckpoint` wrote, whose units are powers
 * of two; else as they are, not copied.
 */
export function packCodes(codes: Float32Array, size: number): CodeTable {
  const units = unitsOf(codes, size);
  const bytes = toBytes(codes, units);
  const [numbers, scale] = bytes ? [bytes, units] : [codes, new Float32Array(size).fill(1)];
  return {
    count: codes.length / size,
    size,
    row: (index) => scale.map((unit, i) => unit * numbers[index * size + i]!),
    distance: (index, to, length) => {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += (to[i]! - scale[i]! * numbers[index * size + i]!) ** 2;
      return sum;
    },
  };
}

/** The least power of two, for each number of a code, by which all of them fit in a byte. */
function unitsOf(codes: Float32Array, size: number): Float32Array {
  const largest = new Float32Array(size);
  for (let row = 0; row < codes.length; row += size) {
    for (let i = 0; i < size; i++) largest[i] = Math.max(largest[i]!, Math.abs(codes[row + i]!));
  }
  return largest.map((most) => (most === 0 ? 1 : 2 ** Math.ceil(Math.log2(most / 127))));
}

/** Nothing where one of them is between two bytes. */
function toBytes(codes: Float32Array, units: Float32Array): Int8Array | undefined {
  const bytes = new Int8Array(codes.length);
  for (let row = 0; row < codes.length; row += units.length) {
    for (let i = 0; i < units.length; i++) {
      const steps = codes[row + i]! / units[i]!;
      if (!Number.isInteger(steps)) return undefined;
      bytes[row + i] = steps;
    }
  }
  return bytes;
}
