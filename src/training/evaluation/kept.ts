import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeWhole } from '#lib/whole.ts';
import { decodeSafetensors, encodeSafetensors } from '../checkpoint/safetensors.ts';
import type { Weights } from '../networks/networks.ts';

/** What was made under this name before, or is made now and kept as a file in `cacheDir`. */
export async function keepWeights(cacheDir: string, name: string, make: () => Promise<Weights>): Promise<Weights> {
  const file = join(cacheDir, `evaluation-${name}.safetensors`);
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes) return decodeSafetensors(bytes).tensors;
  const made = await make();
  await mkdir(cacheDir, { recursive: true });
  await makeWhole(file, (unfinished) => writeFile(unfinished, encodeSafetensors(made)));
  return made;
}
