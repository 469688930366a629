import { createRandom } from '#lib/random.ts';
import type { CodeTable } from '#training/checkpoint/checkpoint.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf } from '#training/data/pictures.ts';
import type { Sampler } from './sampler.ts';

const drawsPerStyle = 256;
/** Pictures that are encoded at a time. */
const atOnce = 64;

/**
 * What a checkpoint offers to mix and sample from: the codes of the data set, held-out pictures included; of a model whose
 * codes are drawn, some of these, the same ones each time; of one without codes, nothing.
 */
export async function createCodeTable(sampler: Sampler, dataset: Dataset): Promise<CodeTable> {
  const { layout, styles } = sampler;
  if (layout.size === 0) return { codes: new Float32Array(), size: 0, pictures: [] };
  if (!sampler.drawn) return encodeDataset(sampler, dataset);
  const pictures = Array.from({ length: styles.length * drawsPerStyle }, (_, index) => ({
    concept: `sample ${index + 1}`,
    style: styles[index % styles.length]!,
  }));
  return { codes: drawCodes(layout.size, pictures.length, 1), size: layout.size, pictures };
}

async function encodeDataset({ encode, layout: { size } }: Sampler, dataset: Dataset): Promise<CodeTable> {
  const pictures = dataset.pictures.map(({ concept, style }) => ({ concept, style }));
  const codes = new Float32Array(pictures.length * size);
  for (let start = 0; start < pictures.length; start += atOnce) {
    const count = Math.min(atOnce, pictures.length - start);
    const some = Array.from({ length: count }, (_, row) => pictureOf(dataset, start + row));
    for (const [row, code] of (await encode(some)).entries()) codes.set(code, (start + row) * size);
  }
  return { codes, size, pictures };
}

/** Codes of standard normal numbers, `[count, size]`. */
export function drawCodes(size: number, count: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: count * size }, () => random.normal());
}
