import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Compositions, loadCompositions } from '#training/data/compositions/compositions.ts';

let opened: Promise<Compositions> | undefined;

/** Compositions by the icons that a machine's tests make once and keep among its temporary files. */
export function openTestCompositions(): Promise<Compositions> {
  opened ??= loadCompositions({ cacheDir: join(tmpdir(), 'easel-test-cache') });
  return opened;
}
