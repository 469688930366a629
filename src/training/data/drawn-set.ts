import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { readCache, writeCache } from './cache.ts';
import type { Dataset, LoadOptions, Skipped } from './dataset.ts';
import { type Candidate, runPipeline } from './pipeline.ts';

export interface DrawnSet {
  name: string;
  /** All that decides the pixels, besides the size and the renderer. */
  recipe: unknown;
  collect(): Promise<readonly Candidate[]>;
  skipped: Skipped[];
}

/** A built-in set of drawings through the pipeline, or as it is kept from an earlier run. */
export async function loadDrawnSet(
  { name, recipe, collect, skipped }: DrawnSet,
  { size = 64, cacheDir, onProgress }: LoadOptions,
): Promise<Dataset> {
  const all = JSON.stringify([recipe, size, sharp.versions]);
  const key = `${name}-${createHash('sha256').update(all).digest('hex').slice(0, 16)}`;
  const kept = cacheDir && (await readCache<Dataset>(cacheDir, key));
  if (kept) return kept;
  const dataset = await runPipeline({ name, size, candidates: await collect(), skipped, drawn: true, onProgress });
  if (cacheDir) await writeCache(cacheDir, key, dataset);
  return dataset;
}
