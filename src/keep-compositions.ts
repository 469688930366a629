import { join } from 'node:path';
import type { Config } from '#lib/config.ts';
import type { Log } from '#lib/log.ts';
import { type Compositions, loadCompositions } from '#training/data/compositions/compositions.ts';

/** What scenes are drawn by, loaded when it is first asked for, and again where that failed. */
export function keepCompositions({ dataDir }: Config, log: Log): () => Promise<Compositions> {
  let loading: Promise<Compositions> | undefined;
  return () => {
    loading ??= loadCompositions({ cacheDir: join(dataDir, 'cache') }).catch((error) => {
      log.error({ err: error }, 'the emoji sets cannot be read: prompts are painted without sketches');
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
