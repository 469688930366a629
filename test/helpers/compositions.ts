import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Compositions, loadCompositions } from '#training/data/compositions/compositions.ts';

/** Where those icons are. */
export const compositionCache = join(tmpdir(), 'easel-test-cache');

let opened: Promise<Compositions> | undefined;

/** Compositions by the icons that a machine's tests make once and keep among its temporary files. */
export function openTestCompositions(): Promise<Compositions> {
  opened ??= loadCompositions({ cacheDir: compositionCache });
  return opened;
}
