import { contactSheet } from '#images/grid.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf, trainingPictures } from '#training/data/pictures.ts';
import { drawCodes } from './codebook.ts';
import type { Sampler } from './sampler.ts';

/**
 * What a model in training can do, as a contact sheet: reconstructions of `count` pictures where it has an encoder, else
 * free samples, `count` in a row.
 */
export function previewSheet(sampler: Sampler, dataset: Dataset, count: number): Promise<Uint8Array> {
  return sampler.can('encode') ? reconstructionSheet(sampler, dataset, count) : sampleSheet(sampler, dataset, count);
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
  const known = [...dataset.pictures.keys()].filter((index) => styles.includes(dataset.pictures[index]!.style));
  const heldOut = known.filter((index) => dataset.pictures[index]!.heldOut);
  const candidates = heldOut.length >= count ? heldOut : known;
  const oneHot = (style: string) => Float32Array.from(styles, (name) => Number(name === style));

  const rows: Uint8Array[][] = [];
  for (let row = 0; row < Math.min(count, candidates.length); row++) {
    const index = candidates[Math.floor(((row + 0.5) * candidates.length) / count)]!;
    const picture = pictureOf(dataset, index);
    const [code] = (await sampler.encode([picture])) as [Float32Array];
    const own = { code, style: oneHot(dataset.pictures[index]!.style) };
    const others = styles.map((style) => ({ code, style: oneHot(style), keep: 0 }));
    rows.push([picture, ...(await sampler.paint([own, ...others]))]);
  }
  return contactSheet(rows, { size: dataset.size, columnLabels: ['picture', 'ours', ...styles] });
}
