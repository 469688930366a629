import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf } from '#training/data/pictures.ts';

/** A picture that people like or gave: it is trained on as its own concept. */
export interface Favorite {
  id: string;
  style: string;
  /** Premultiplied RGBA, `[size, size, 4]`. */
  pixels: Uint8Array;
}

/** What people like and give as a set of its own, each picture a thing of its own and so often. */
export function gather(base: Dataset, favorites: Favorite[], repeats: number): Dataset {
  const extra = favorites.flatMap((favorite) => Array<Favorite>(repeats).fill(favorite));
  const values = base.size * base.size * 4;
  const pixels = new Uint8Array(extra.length * values);
  for (const [row, favorite] of extra.entries()) pixels.set(favorite.pixels, row * values);
  const pictures = extra.map(({ id, style }) => {
    return { concept: `favorite-${id}`, style, group: 'favorites', label: 'a favourite', heldOut: false };
  });
  return { ...base, pixels, pictures };
}

/** Both sets in one; pictures of styles that the model does not have are left out. */
export function combine(base: Dataset, extra: Dataset, styles: readonly string[]): Dataset {
  const known = [...base.pictures.keys()].filter((index) => styles.includes(base.pictures[index]!.style));
  const values = base.size * base.size * 4;
  const pixels = new Uint8Array(known.length * values + extra.pixels.length);
  for (const [row, index] of known.entries()) pixels.set(pictureOf(base, index), row * values);
  pixels.set(extra.pixels, known.length * values);
  return { ...base, pixels, pictures: [...known.map((index) => base.pictures[index]!), ...extra.pictures] };
}
