import { createRandom } from '#lib/random.ts';
import { vae } from '#models/vae/model.ts';
import { openDevice } from '#tensor/device.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { train } from '#training/loop/loop.ts';
import { createRun } from '#training/loop/run.ts';

/**
 * A program that trains a small VAE on 64 pictures of noise for as many steps as its argument says, and writes the
 * memory of its process (RSS, in bytes) after each, as one JSON array.
 */
const steps = Number(process.argv[2]);
const size = 64;
const styles = ['a', 'b'];
const random = createRandom(1);
const pictures = Array.from({ length: 64 }, (_, index) => {
  const [concept, style] = [`c${index >> 1}`, styles[index % 2]!];
  return { concept, style, group: 'noise', label: concept, heldOut: false };
});
const dataset: Dataset = {
  name: 'noise',
  size,
  styles,
  pictures,
  pixels: Uint8Array.from({ length: pictures.length * size * size * 4 }, () => random.integer(256)),
  hash: '',
  skipped: [],
  stages: [],
};
const config = vae.config.parse({
  ...vae.configFor(dataset),
  grid: 1,
  content: 12,
  detail: 4,
  encoder: [4, 8, 8, 8],
  decoder: [8, 8, 8, 4],
  modulation: 8,
  adversarialWeight: 0,
});
const memory: number[] = [];
await train(
  {
    family: vae,
    config,
    dataset,
    device: await openDevice('cpu', 1),
    batchSize: 16,
    learningRate: 1e-3,
    seed: 1,
    until: { steps },
    onStep: () => void memory.push(process.memoryUsage.rss()),
  },
  createRun({ family: vae, config, seed: 1 }),
);
process.stdout.write(JSON.stringify(memory));
