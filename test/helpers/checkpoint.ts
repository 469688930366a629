import { join } from 'node:path';
import { createRandom } from '#lib/random.ts';
import type { VaeConfig } from '#models/vae/config.ts';
import { vae } from '#models/vae/model.ts';
import {
  type Checkpoint,
  type CheckpointInfo,
  type CodeTable,
  describeModel,
  writeCheckpoint,
} from '#training/checkpoint/checkpoint.ts';
import { parametersOf } from '#training/networks/parameter-groups.ts';
import { initParameters } from '#training/networks/parameters.ts';

/** A VAE of a few thousand parameters: paints 64 × 64 pictures of nothing, at once. */
export function tinyVaeConfig(styles: readonly string[] = ['noto', 'twemoji']): VaeConfig {
  return vae.config.parse({
    ...vae.configFor({ styles: [...styles], size: 64 }),
    grid: 1,
    content: 12,
    detail: 4,
    encoder: [4, 4, 4, 4],
    decoder: [8, 8, 4, 4],
    modulation: 8,
    heads: 4,
    adversarialWeight: 0,
  });
}

export interface TinyCheckpointOptions {
  /** Emoji as code points in lower-case hex, as the data set names them. */
  concepts?: readonly string[];
  styles?: readonly string[];
  /** Another seed gives other weights, so another id. */
  seed?: number;
  info?: Partial<Pick<CheckpointInfo, 'parent' | 'metrics' | 'step' | 'createdAt' | 'dataset'>>;
}

/**
 * Writes a checkpoint of a tiny untrained VAE into `folder/ID` and returns it with its `directory`. Weights and codes
 * are drawn from the seed; the table of codes holds every concept in every style, a concept's drawings near each other.
 */
export function writeTinyCheckpoint(
  folder: string,
  { concepts = fewConcepts, styles = ['noto', 'twemoji'], seed = 1, info = {} }: TinyCheckpointOptions = {},
): Promise<Checkpoint & { directory: string }> {
  const config = tinyVaeConfig(styles);
  const specs = parametersOf(vae, config);
  const { views } = initParameters(specs, seed);
  const weights = Object.fromEntries(specs.map(({ name, shape }) => [name, { shape, data: views[name]! }]));
  return writeCheckpoint(
    {
      info: {
        ...describeModel(vae, config),
        step: 100,
        images: 1600,
        dataset: { name: 'tiny', hash: '0'.repeat(64) },
        metrics: {},
        createdAt: '2026-01-01T00:00:00.000Z',
        ...info,
      },
      weights,
      codeTable: randomCodes(config, concepts, seed),
    },
    (id) => join(folder, id),
  );
}

/** Fox, doughnut, cat, pizza, grinning face, apple, frog, cactus, rocket, birthday cake. */
export const fewConcepts = ['1f98a', '1f369', '1f431', '1f355', '1f600', '1f34e', '1f438', '1f335', '1f680', '1f382'];

function randomCodes(config: VaeConfig, concepts: readonly string[], seed: number): CodeTable {
  const { size } = vae.code(config);
  const pictures = concepts.flatMap((concept) => config.styles.map((style) => ({ concept, style })));
  const codes = new Float32Array(pictures.length * size);
  for (const [row, { concept, style }] of pictures.entries()) {
    const shared = createRandom(seed, 1000 + concepts.indexOf(concept));
    const own = createRandom(seed, 2000 + row + config.styles.indexOf(style));
    for (let i = 0; i < size; i++) codes[row * size + i] = shared.normal() + 0.1 * own.normal();
  }
  return { codes, size, pictures };
}
