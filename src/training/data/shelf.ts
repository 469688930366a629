import { readCache, writeCache } from './cache.ts';
import type { Prepared } from './stages.ts';

interface ShelfFile {
  size: number;
  pictures: (Omit<Prepared, 'pixels'> & { content: string })[];
  pixels: Uint8Array;
}

/** Prepared pictures that outlast a run. */
export interface Shelf {
  /** By the hash of what was prepared. */
  known: Map<string, Prepared>;
  /** Keeps those of these hashes that are known, and drops the rest. */
  keep(contents: readonly string[]): Promise<void>;
}

/** What is kept of pictures of `size` under this key; without a folder nothing is, and nothing will be. */
export async function openShelf(cacheDir: string | undefined, key: string, size: number): Promise<Shelf> {
  const file = cacheDir ? await readCache<ShelfFile>(cacheDir, key) : undefined;
  const known = new Map<string, Prepared>();
  const bytes = size * size * 4;
  for (const [index, { content, ...done }] of (file?.pictures ?? []).entries()) {
    known.set(content, { ...done, pixels: file!.pixels.subarray(index * bytes, (index + 1) * bytes) });
  }
  const before = [...known.keys()];
  return {
    known,
    keep: async (contents) => {
      const kept = [...new Set(contents)].filter((content) => known.has(content));
      if (!cacheDir || kept.join() === before.join()) return;
      const pictures = kept.map((content) => {
        const { pixels, ...done } = known.get(content)!;
        return { content, ...done };
      });
      await writeCache(cacheDir, key, { size, pictures, pixels: kept.map((content) => known.get(content)!.pixels) });
    },
  };
}
