import { createRandom } from '#lib/random.ts';
import type { Dataset } from '#training/data/dataset.ts';

/** Discs in one colour a concept, drawn small in one style and large in the other; the last concept is held out. */
export function tinyDataset(concepts = 6, size = 64): Dataset {
  const styles = ['noto', 'twemoji'];
  const pictures = Array.from({ length: concepts }, (_, concept) =>
    styles.map((style) => ({
      concept: `c${concept}`,
      style,
      group: 'discs',
      label: `disc ${concept}`,
      heldOut: concept === concepts - 1,
    })),
  ).flat();
  const pixels = new Uint8Array(pictures.length * size * size * 4);
  for (const [index, { concept, style }] of pictures.entries()) {
    const random = createRandom(1, Number(concept.slice(1)));
    const colour = [random.integer(256), random.integer(256), random.integer(256), 255];
    const radius = (style === 'noto' ? 1 / 4 : 3 / 8) * size;
    const middle = (size - 1) / 2;
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        if (Math.hypot(x - middle, y - middle) < radius) pixels.set(colour, ((index * size + y) * size + x) * 4);
      }
    }
  }
  return { name: 'discs', size, styles, pictures, pixels, hash: 'd'.repeat(64), skipped: [], stages: [] };
}
