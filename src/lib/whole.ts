import { rename, rm } from 'node:fs/promises';
import { createId } from './ids.ts';

/**
 * Makes a file or folder whole or not at all: beside its place first, under a name that ends in `.part`, which is gone
 * where that fails, as on a full disk.
 *
 * @param make writes it in the place that it is handed
 */
export async function makeWhole(target: string, make: (unfinished: string) => Promise<unknown>): Promise<void> {
  const unfinished = `${target}.${createId()}.part`;
  try {
    await make(unfinished);
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}
