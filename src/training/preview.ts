import { contactSheet } from '#images/grid.ts';
import type { Device } from '#tensor/device.ts';
import type { Dataset } from './data/dataset.ts';
import type { Family } from './family.ts';
import { loadDecoder, loadEncoder } from './networks.ts';
import type { NamedTensor } from './safetensors.ts';

export interface PreviewOptions<Config> {
  family: Family<Config>;
  config: Config;
  weights: Record<string, NamedTensor>;
  device: Device;
  dataset: Dataset;
  /** Rows of the sheet. */
  count: number;
}

const toBytes = (image: Float32Array) => Uint8Array.from(image, (value) => Math.round(value * 255));

/**
 * A contact sheet of pictures that the model has never seen (held-out ones, where the set has any): each as it is,
 * as it comes back in its own style, and as it comes back in every style without its detail.
 */
export async function previewSheet<Config>(options: PreviewOptions<Config>): Promise<Uint8Array> {
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
