import { contactSheet, intoRows } from '#images/grid.ts';
import { toShares } from '#sampling/pixels.ts';
import type { Executable } from '#tensor/device.ts';
import type { Anchored } from '#training/anchors/learner.ts';
import { anchorNames, seenSize } from '#training/anchors/network.ts';
import { fillHoles, inscribedCircle } from '#training/data/compositions/grid.ts';

const size = seenSize;
const columns = 12;
/** Colours of the marks: eyes, top, chin. */
const marks = [
  [0, 220, 0],
  [0, 220, 0],
  [40, 90, 255],
  [255, 60, 200],
] as const;

/** What the network finds, and mean errors in widths of the head: its own, and those of a guess by the outline alone. */
export async function measureAnchors(network: Executable, pictures: readonly Anchored[]) {
  const anchors: Float32Array[] = [];
  for (const { pixels } of pictures) {
    const { anchors: found } = await network.run({ image: toShares([pixels], pixels.length) });
    anchors.push(Float32Array.from(found!));
  }
  const error = (of: (index: number) => Float32Array, places: readonly number[]) => {
    const errors = pictures.flatMap(({ anchors: wanted }, index) =>
      places.map((place) => {
        const own = of(index);
        return Math.hypot(own[place]! - wanted[place]!, own[place + 1]! - wanted[place + 1]!) / wanted[8]!;
      }),
    );
    return errors.reduce((sum, one) => sum + one, 0) / errors.length;
  };
  const guesses = pictures.map(({ pixels }) => guess(pixels));
  const by = (of: (index: number) => Float32Array) => ({
    ...{ eyes: error(of, [0, 2]), top: error(of, [4]), chin: error(of, [6]) },
  });
  return { anchors, errors: { network: by((index) => anchors[index]!), outline: by((index) => guesses[index]!) } };
}

/** Where a face fits best in what is covered, as for things without eyes. */
function guess(pixels: Uint8Array): Float32Array {
  const covered = Uint8Array.from({ length: size * size }, (_, i) => Number(pixels[i * 4 + 3]! >= 128));
  const { x, y, radius } = inscribedCircle(fillHoles(covered));
  const share = (value: number) => value / size;
  const level = y - 0.18 * radius;
  const places = [x - 0.36 * radius, level, x + 0.36 * radius, level, x, y - radius, x, y + radius];
  const found = Float32Array.from([...places, 2 * radius], share);
  if (found.length !== anchorNames.length) throw new RangeError('A guess says all that the network says.');
  return found;
}

/** Pictures with dots where anchors were found. */
export function drawFound(pictures: readonly Anchored[], anchors: readonly Float32Array[]): Promise<Uint8Array> {
  const drawn = pictures.slice(0, 8 * columns).map(({ pixels }, index) => {
    const picture = pixels.slice();
    for (const [place, [red, green, blue]] of marks.entries()) {
      const x = Math.round(anchors[index]![2 * place]! * size);
      const y = Math.round(anchors[index]![2 * place + 1]! * size);
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [column, row] = [x + dx, y + dy];
          if (column < 0 || row < 0 || column >= size || row >= size) continue;
          picture.set([red, green, blue, 255], (row * size + column) * 4);
        }
      }
    }
    return picture;
  });
  return contactSheet(intoRows(drawn, columns), { size });
}
