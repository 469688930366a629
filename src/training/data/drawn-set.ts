import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { AppError } from '#lib/errors.ts';
import { readCache, writeCache } from './cache.ts';
import type { Dataset, LoadOptions, Skipped } from './dataset.ts';
import { installedVersions } from './packages.ts';
import { type Candidate, runPipeline } from './pipeline.ts';

export interface DrawnSet {
  name: string;
  /** The npm packages that the styles come from, by style. */
  packages: Record<string, string>;
  /** What decides the pixels besides packages, size and renderer: to be changed when the same packages give another set. */
  recipe: unknown;
  /** Drawings of these styles, for a frame of `size` pixels. */
  collect(styles: readonly string[], size: number): Promise<readonly Candidate[]>;
}

/**
 * A built-in set of drawings through the pipeline, or as it is kept from an earlier run. Styles whose packages are not
 * installed are skipped and named. Throws `no_data` where none is.
 */
export async function loadDrawnSet(
  { name, packages, recipe, collect }: DrawnSet,
  { size = 64, cacheDir, log, onProgress }: LoadOptions,
): Promise<Dataset> {
  const versions = await installedVersions(packages);
  if (versions.size === 0) {
    throw new AppError(
      'no_data',
      `The ${name} that Easel trains on are not installed. Run \`npm install --include=optional\`, or give a folder of your own images.`,
    );
  }
  const absent = Object.keys(packages).filter((style) => !versions.has(style));
  if (absent.length > 0) log?.warn({ absent }, 'training without the styles whose packages are not installed');

  const all = JSON.stringify([[recipe, [...versions]], size, sharp.versions]);
  const key = `${name}-${createHash('sha256').update(all).digest('hex').slice(0, 16)}`;
  const kept = cacheDir && (await readCache<Dataset>(cacheDir, key));
  if (kept) return kept;
  const candidates = await collect([...versions.keys()], size);
  const skipped = absent.map((style): Skipped => {
    return { file: packages[style]!, reason: 'not installed', stage: 'collect' };
  });
  const dataset = await runPipeline({ name, size, candidates, skipped, drawn: true, onProgress });
  if (cacheDir) await writeCache(cacheDir, key, dataset);
  return dataset;
}
