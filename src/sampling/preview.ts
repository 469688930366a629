import { contactSheet } from '#images/grid.ts';
import { createRandom } from '#lib/random.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf, trainingPictures } from '#training/data/pictures.ts';
import { drawCodes } from './code-table.ts';
import type { Sampler } from './sampler.ts';

/**
 * What a model in training can do, as a contact sheet: reconstructions of `count` pictures where it has an encoder,
 * translations where it translates, else free samples, `count` in a row.
 */
export function previewSheet(sampler: Sampler, dataset: Dataset, count: number): Promise<Uint8Array> {
  if (sampler.can('encode')) return reconstructionSheet(sampler, dataset, count);
  return sampler.can('translate') ? translationSheet(sampler, dataset, count) : sampleSheet(sampler, dataset, count);
}

/** A row of training pictures, then the same free samples in every style, a row each. */
async function sampleSheet(sampler: Sampler, dataset: Dataset, count: number): Promise<Uint8Array> {
  const { styles, layout, size } = sampler;
  const rows = styles.length > 1 ? styles.length : count;
  const codes = drawCodes(layout.size, styles.length > 1 ? count : count * rows, 1);
  const training = trainingPictures(dataset);
  const sheet = [
    Array.from({ length: count }, (_, column) =>
      pictureOf(dataset, training[Math.floor(((column + 0.5) * training.length) / count)]!),
    ),
  ];
  for (let row = 0; row < rows; row++) {
    const style = Float32Array.from(styles, (_, index) => Number(index === row % styles.length));
    const sketches = Array.from({ length: count }, (_, column) => {
      const start = ((styles.length > 1 ? 0 : row) * count + column) * layout.size;
      return { code: codes.subarray(start, start + layout.size), style };
    });
    sheet.push(await sampler.paint(sketches));
  }
  const rowLabels = ['pictures', ...Array.from({ length: rows }, (_, row) => styles[row % styles.length]!)];
  return contactSheet(sheet, { size, rowLabels });
}

/**
 * Pictures that the model has never seen (held-out ones, where the set has any): each as it is, as it comes back in its
 * own style, and as it comes back in every style without its detail.
 */
async function reconstructionSheet(sampler: Sampler, dataset: Dataset, count: number): Promise<Uint8Array> {
  const { styles } = sampler;
  const oneHot = (style: string) => Float32Array.from(styles, (name) => Number(name === style));

  const rows: Uint8Array[][] = [];
  for (const index of unseen(sampler, dataset, count)) {
    const picture = pictureOf(dataset, index);
    const [code] = (await sampler.encode([picture])) as [Float32Array];
    const own = { code, style: oneHot(dataset.pictures[index]!.style) };
    const others = styles.map((style) => ({ code, style: oneHot(style), keep: 0 }));
    rows.push([picture, ...(await sampler.paint([own, ...others]))]);
  }
  return contactSheet(rows, { size: dataset.size, columnLabels: ['picture', 'ours', ...styles] });
}

/** The same pictures, what of each is translated, and what becomes of that in every style. */
async function translationSheet(sampler: Sampler, dataset: Dataset, count: number): Promise<Uint8Array> {
  const { styles } = sampler;
  const random = createRandom(1);
  const rows: Uint8Array[][] = [];
  for (const index of unseen(sampler, dataset, count)) {
    const picture = pictureOf(dataset, index);
    const pixels = sampler.source(picture, random);
    const translations = styles.map((style) => ({
      pixels,
      style: Float32Array.from(styles, (s) => Number(s === style)),
    }));
    rows.push([picture, pixels, ...(await sampler.translate(translations))]);
  }
  return contactSheet(rows, { size: dataset.size, columnLabels: ['picture', 'given', ...styles] });
}

/** Places of up to `count` pictures in the model's styles, held-out ones where there are enough. */
function unseen({ styles }: Sampler, { pictures }: Dataset, count: number): number[] {
  const known = [...pictures.keys()].filter((index) => styles.includes(pictures[index]!.style));
  const heldOut = known.filter((index) => pictures[index]!.heldOut);
  const candidates = heldOut.length >= count ? heldOut : known;
  return Array.from(
    { length: Math.min(count, candidates.length) },
    (_, row) => candidates[Math.floor(((row + 0.5) * candidates.length) / count)]!,
  );
}
