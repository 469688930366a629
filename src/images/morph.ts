/** A picture's outline and what is inside of it, ready to be morphed. */
interface Shape {
  size: number;
  /** Pixels to the outline, `[size, size]`, more than 0 inside. */
  inside: Float32Array;
  /** Premultiplied RGBA `[size, size, 4]` in [0, 255]: outside of the outline, that of the nearest place inside. */
  filled: Float32Array;
  /** The rectangle that holds it: left, top, width and height. */
  box: readonly [number, number, number, number];
}

/** A pixel at least so opaque is inside. */
const opaque = 128;
/** The outline is where alpha is this; nearer to it than this many pixels, colours are mixed with what is behind. */
const seam = 1.5;

/** What lies between two pictures, premultiplied RGBA `[size, size, 4]`. */
export type Morph = (share: number) => Uint8Array;

/**
 * Pictures between two others: the outline by the mean of both signed distances (Cohen-Or et al. 1998), both first brought
 * to a box between theirs, so that it stays whole; inside, their colours over one another. A share of 0 and of 1 gives the
 * two themselves. Where one of them is empty, they fade.
 */
export function morphBetween(from: Uint8Array, to: Uint8Array, size: number): Morph {
  const shapes = [from, to].map((picture) => readShape(picture, size));
  const [a, b] = shapes as [Shape | undefined, Shape | undefined];
  return (share) => {
    if (share <= 0) return from.slice();
    if (share >= 1) return to.slice();
    return a && b ? between(a, b, share) : from.map((value, index) => value + share * (to[index]! - value));
  };
}

function between(a: Shape, b: Shape, share: number): Uint8Array {
  const { size } = a;
  const mix = (one: number, other: number) => one + share * (other - one);
  const box = a.box.map((side, index) => mix(side, b.box[index]!)) as [number, number, number, number];
  const [ofA, ofB] = [readerOf(a, box), readerOf(b, box)];
  const picture = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      ofA.moveTo(x, y);
      ofB.moveTo(x, y);
      const cover = Math.min(1, Math.max(0, 0.5 + mix(ofA.distance(), ofB.distance())));
      if (cover === 0) continue;
      for (let channel = 0; channel < 4; channel++) {
        picture[(y * size + x) * 4 + channel] = Math.round(cover * mix(ofA.colour(channel), ofB.colour(channel)));
      }
    }
  }
  return picture;
}

/** Reads a shape, bilinearly, as if it were drawn in this box; at places outside of its picture what is at the edge. */
function readerOf({ size, inside, filled, box }: Shape, drawn: Shape['box']) {
  const [across, down] = [drawn[2] / box[2], drawn[3] / box[3]];
  const scale = Math.sqrt(across * down);
  let [corner, right, lower] = [0, 0, 0];
  const read = (values: Float32Array, channels: number, channel: number) => {
    const at = corner * channels + channel;
    const [upperLeft, upperRight] = [values[at]!, values[at + channels]!];
    const [lowerLeft, lowerRight] = [values[at + size * channels]!, values[at + (size + 1) * channels]!];
    const upper = upperLeft + right * (upperRight - upperLeft);
    return upper + lower * (lowerLeft + right * (lowerRight - lowerLeft) - upper);
  };
  return {
    moveTo(x: number, y: number) {
      const left = Math.min(size - 1, Math.max(0, box[0] + (x - drawn[0]) / across));
      const top = Math.min(size - 1, Math.max(0, box[1] + (y - drawn[1]) / down));
      const [column, row] = [Math.min(size - 2, Math.floor(left)), Math.min(size - 2, Math.floor(top))];
      corner = row * size + column;
      right = left - column;
      lower = top - row;
    },
    distance: () => scale * read(inside, 1, 0),
    colour: (channel: number) => read(filled, 4, channel),
  };
}

/** Nothing where the picture is empty. */
function readShape(picture: Uint8Array, size: number): Shape | undefined {
  const isInside = (index: number) => picture[index * 4 + 3]! >= opaque;
  const count = size * size;
  const indices = Array.from({ length: count }, (_, index) => index);
  const inner = indices.filter(isInside);
  if (inner.length === 0) return undefined;
  const toInside = nearest(size, isInside);
  const toOutside = nearest(size, (index) => !isInside(index));
  const inside = new Float32Array(count);
  for (const index of indices) {
    const edge = picture[index * 4 + 3]! / 255 - 0.5;
    const away = (place: number) =>
      Math.hypot((place % size) - (index % size), Math.floor(place / size) - Math.floor(index / size));
    // At the outline, the pixel's own alpha says where it runs.
    const far = isInside(index) ? away(toOutside[index]!) : -away(toInside[index]!);
    inside[index] = Math.abs(far) <= 1 ? edge : far - Math.sign(far) * 0.5;
  }
  const solid = nearest(size, (index) => inside[index]! >= seam);
  const filled = new Float32Array(count * 4);
  for (const index of indices) {
    const from = inside[index]! >= seam || solid[index]! < 0 ? index : solid[index]!;
    for (let channel = 0; channel < 4; channel++) filled[index * 4 + channel] = picture[from * 4 + channel]!;
  }
  const columns = inner.map((index) => index % size);
  const rows = inner.map((index) => Math.floor(index / size));
  const least = (values: readonly number[]) => values.reduce((one, other) => Math.min(one, other));
  const most = (values: readonly number[]) => values.reduce((one, other) => Math.max(one, other));
  const [left, top] = [least(columns), least(rows)];
  return { size, inside, filled, box: [left, top, most(columns) - left + 1, most(rows) - top + 1] };
}

/**
 * For each place of `[size, size]`, the nearest that `counts`, or -1 where none does: the lower envelope of parabolas, by
 * columns and then by rows (Felzenszwalb and Huttenlocher 2012).
 */
function nearest(size: number, counts: (index: number) => boolean): Int32Array {
  const inColumn = new Int32Array(size * size).fill(-1);
  for (let x = 0; x < size; x++) {
    for (const [start, end, step] of [
      [0, size, 1],
      [size - 1, -1, -1],
    ] as const) {
      let last = -1;
      for (let y = start; y !== end; y += step) {
        if (counts(y * size + x)) last = y;
        const known = inColumn[y * size + x]!;
        if (last >= 0 && (known < 0 || Math.abs(last - y) < Math.abs(known - y))) inColumn[y * size + x] = last;
      }
    }
  }
  const found = new Int32Array(size * size).fill(-1);
  const [hull, starts] = [new Int32Array(size), new Float64Array(size + 1)];
  for (let y = 0; y < size; y++) {
    const height = (x: number) => (inColumn[y * size + x]! - y) ** 2 + x * x;
    let top = -1;
    for (let x = 0; x < size; x++) {
      if (inColumn[y * size + x]! < 0) continue;
      let start = Number.NEGATIVE_INFINITY;
      while (top >= 0) {
        start = (height(x) - height(hull[top]!)) / (2 * (x - hull[top]!));
        if (start > starts[top]!) break;
        top--;
      }
      top++;
      hull[top] = x;
      starts[top] = top === 0 ? Number.NEGATIVE_INFINITY : start;
    }
    for (let x = 0, part = 0; x < size && top >= 0; x++) {
      while (part < top && starts[part + 1]! < x) part++;
      found[y * size + x] = inColumn[y * size + hull[part]!]! * size + hull[part]!;
    }
  }
  return found;
}
