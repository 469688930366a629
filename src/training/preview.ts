import { contactSheet } from '#images/grid.ts';
import type { Device } from '#tensor/device.ts';
import { drawCodes } from './codebook.ts';
import type { Dataset } from './data/dataset.ts';
import { trainingPictures } from './data/pictures.ts';
import { loadEncoder } from './encoder.ts';
import type { Family } from './family.ts';
import { loadDecoder } from './networks.ts';
import type { NamedTensor } from './safetensors.ts';

export interface PreviewOptions<Config> {
  family: Family<Config>;
  config: Config;
  weights: Record<string, NamedTensor>;
  device: Device;
  dataset: Dataset;
  /** Pictures on the sheet, or free samples in a row. */
  count: number;
}

const toBytes = (image: Float32Array) => Uint8Array.from(image, (value) => Math.round(value * 255));

/** What a model in training can do, as a contact sheet: reconstructions where it has an encoder, else free samples. */
export function previewSheet<Config>(options: PreviewOptions<Config>): Promise<Uint8Array> {
  return options.family.encode ? reconstructionSheet(options) : sampleSheet(options);
}

/** A row of training pictures, then the same free samples in every style, a row each. */
async function sampleSheet<Config>(options: PreviewOptions<Config>): Promise<Uint8Array> {
  const { family, config, weights, device, dataset, count } = options;
  const styles = family.styles(config);
  const { size } = family.code(config);
  const rows = styles.length > 1 ? styles.length : count;
  const codes = drawCodes(size, styles.length > 1 ? count : count * rows, 1);
  const decoder = await loadDecoder(family, config, weights, device, 1);
  const training = trainingPictures(dataset);
  const values = dataset.size * dataset.size * 4;
  const real = Array.from({ length: count }, (_, column) => {
    const index = training[Math.floor(((column + 0.5) * training.length) / count)]!;
    return dataset.pixels.subarray(index * values, (index + 1) * values);
  });
  const sheet = [real];
  for (let row = 0; row < rows; row++) {
    const style = Float32Array.from(styles, (_, index) => Number(index === row % styles.length));
    const painted: Uint8Array[] = [];
    for (let column = 0; column < count; column++) {
      const start = (((styles.length > 1 ? 0 : row) * count + column) * size) % codes.length;
      const code = codes.subarray(start, start + size);
      const { image } = await decoder.run({ code, style, keep: Float32Array.of(1) });
      painted.push(toBytes(image as Float32Array));
    }
    sheet.push(painted);
  }
  await decoder.release();
  const rowLabels = ['pictures', ...Array.from({ length: rows }, (_, row) => styles[row % styles.length]!)];
  return contactSheet(sheet, { size: family.size(config), rowLabels });
}

/**
 * Pictures that the model has never seen (held-out ones, where the set has any): each as it is, as it comes back in its
 * own style, and as it comes back in every style without its detail.
 */
async function reconstructionSheet<Config>(options: PreviewOptions<Config>): Promise<Uint8Array> {
  const { family, config, weights, device, dataset, count } = options;
  const styles = family.styles(config);
  const known = [...dataset.pictures.keys()].filter((index) => styles.includes(dataset.pictures[index]!.style));
  const heldOut = known.filter((index) => dataset.pictures[index]!.heldOut);
  const candidates = heldOut.length >= count ? heldOut : known;
  const encoder = await loadEncoder(family, config, weights, device, 1);
  const decoder = await loadDecoder(family, config, weights, device, 1);
  const values = dataset.size * dataset.size * 4;

  const rows: Uint8Array[][] = [];
  for (let row = 0; row < Math.min(count, candidates.length); row++) {
    const index = candidates[Math.floor(((row + 0.5) * candidates.length) / count)]!;
    const picture = dataset.pixels.subarray(index * values, (index + 1) * values);
    const { code } = await encoder.run({ image: Float32Array.from(picture, (byte) => byte / 255) });
    const decode = async (style: string, keep: number) => {
      const oneHot = Float32Array.from(styles, (name) => Number(name === style));
      const { image } = await decoder.run({ code: code!, style: oneHot, keep: Float32Array.of(keep) });
      return toBytes(image as Float32Array);
    };
    const restyled: Uint8Array[] = [];
    for (const style of styles) restyled.push(await decode(style, 0));
    rows.push([picture, await decode(dataset.pictures[index]!.style, 1), ...restyled]);
  }
  await Promise.all([encoder.release(), decoder.release()]);
  return contactSheet(rows, { size: dataset.size, columnLabels: ['picture', 'ours', ...styles] });
}
