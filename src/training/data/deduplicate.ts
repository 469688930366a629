/*
 * Copies are told by content before anything is decoded, look-alikes (the same picture saved again, smaller, with
 * another margin) by a perceptual hash once pictures stand in the frame.
 */

/** Cells of the brightness comparison: each row of 8 steps from cell to cell gives 8 bits. */
const columns = 9;
const rows = 8;
/** Of the 64 bits of two look-alikes at most this many differ. */
const mostBits = 8;
/** How far two look-alikes differ in their colours and alpha at most, of 255: everywhere together, and in one cell. */
const mostDifference = { mean: 2.2, cell: 20 };
/** Cells of the colour comparison, in each direction. */
const cells = 16;

interface Fingerprint {
  /** The difference hash (dHash): whether brightness rises from each cell to the next, as two times 32 bits. */
  bits: readonly [number, number];
  /** Mean premultiplied RGBA of the cells, `[16, 16, 4]`. */
  colours: Uint8Array;
}

/** Places whose key an earlier one has, with that one's place. */
export function findCopies(keys: readonly string[]): Map<number, number> {
  const first = new Map<string, number>();
  const copies = new Map<number, number>();
  for (const [index, key] of keys.entries()) {
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else copies.set(index, earlier);
  }
  return copies;
}

/** Places of pictures that look like an earlier one, with that one's place. Premultiplied RGBA, `[size, size, 4]` each. */
export function findLookAlikes(pictures: readonly Uint8Array[], size: number): Map<number, number> {
  const kept: { index: number; print: Fingerprint }[] = [];
  const alike = new Map<number, number>();
  for (const [index, pixels] of pictures.entries()) {
    const print = fingerprint(pixels, size);
    const earlier = kept.find((one) => looksLike(one.print, print));
    if (earlier) alike.set(index, earlier.index);
    else kept.push({ index, print });
  }
  return alike;
}

/** What a framed picture looks like from afar; premultiplied RGBA, `[size, size, 4]`. */
function fingerprint(pixels: Uint8Array, size: number): Fingerprint {
  const bits: [number, number] = [0, 0];
  const coarse = shrink(pixels, size, columns, rows);
  const light = (cell: number) => {
    const [red, green, blue, alpha] = coarse.subarray(cell * 4, cell * 4 + 4);
    return 0.299 * red! + 0.587 * green! + 0.114 * blue! + 255 - alpha!;
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const cell = row * columns + column;
      if (light(cell + 1) > light(cell) + 1) bits[row >> 2]! |= 1 << ((row & 3) * 8 + column);
    }
  }
  return { bits, colours: Uint8Array.from(shrink(pixels, size, cells, cells)) };
}

function looksLike(a: Fingerprint, b: Fingerprint): boolean {
  if (countBits(a.bits[0] ^ b.bits[0]) + countBits(a.bits[1] ^ b.bits[1]) > mostBits) return false;
  const most = mostDifference.mean * a.colours.length;
  let sum = 0;
  for (let i = 0; i < a.colours.length; i++) {
    const difference = Math.abs(a.colours[i]! - b.colours[i]!);
    sum += difference;
    if (difference > mostDifference.cell || sum > most) return false;
  }
  return true;
}

/** Means over cells of equal size, `[high, wide, 4]`. */
function shrink(pixels: Uint8Array, size: number, wide: number, high: number): Float32Array {
  const sums = new Float32Array(wide * high * 4);
  const counts = new Float32Array(wide * high);
  for (let y = 0; y < size; y++) {
    const row = Math.floor((y * high) / size) * wide;
    for (let x = 0; x < size; x++) {
      const cell = row + Math.floor((x * wide) / size);
      counts[cell]!++;
      for (let channel = 0; channel < 4; channel++) {
        sums[cell * 4 + channel]! += pixels[(y * size + x) * 4 + channel]!;
      }
    }
  }
  return sums.map((sum, i) => sum / Math.max(1, counts[i >> 2]!));
}

function countBits(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}
