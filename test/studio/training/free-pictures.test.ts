import { expect, test } from 'vitest';
import { LatentSpace } from '#sampling/latent.ts';
import type { Sampler } from '#sampling/sampler.ts';
import type { Sketcher } from '#studio/sketches/sketches.ts';
import { paintFree } from '#studio/training/free-pictures.ts';

const [fox, pizza] = ['1f98a', '1f355'] as const;
const pictures = [fox, pizza].map((concept) => ({ concept, style: 'noto' }));

/** A model of codes that are all one number, which paints and reads that number. */
function modelOf(grid: number) {
  const size = grid * grid;
  const codes = Float32Array.from({ length: 2 * size }, (_, i) => (i < size ? 1 : 2));
  const layout = { size, detail: 0, grid };
  const appeal = Float32Array.of(0, -50);
  const sampler = {
    ...{ layout, styles: ['noto'], size: 2, imagines: true },
    encode: async (images) => images.map((image) => new Float32Array(size).fill(image[0]!)),
    imagine: async (requests) => requests.map(({ start }) => start!.code),
    paint: async (sketches) => sketches.map(({ code }) => new Uint8Array(16).fill(code[0]!)),
  } as Partial<Sampler> as Sampler;
  return { sampler, latent: new LatentSpace({ codes, size, pictures, appeal }, layout, ['noto']) };
}

const drawn: string[] = [];
/** Draws everything as 77. */
const sketcher = {
  imagine: async (subject, style) => {
    drawn.push(subject);
    return { style, scenes: [{ subject, worn: ['1f451'] }], apart: [] };
  },
  draw: async () => new Uint8Array(16).fill(77),
} as Partial<Sketcher> as Sketcher;

const free = { style: 'noto', count: 20, seed: 3 };

test('a model of scenes is judged by scenes, as people get them, of what they like more often', async () => {
  const { sampler, latent } = modelOf(16);
  const painted = await paintFree(sampler, { ...free, latent, sketcher });
  expect(painted.map(({ pixels }) => pixels[0])).toEqual(Array.from({ length: 20 }, () => 77));
  expect(new Set(drawn)).toEqual(new Set([fox]));
});

test('any other by samples of its codes', async () => {
  const { sampler, latent } = modelOf(2);
  const painted = await paintFree(sampler, { ...free, latent, sketcher });
  for (const { pixels } of painted) expect(pixels[0]).toBeLessThan(4);
});
