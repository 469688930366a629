import { readFile } from 'node:fs/promises';
import { decodeSafetensors } from '#training/checkpoint/safetensors.ts';
import type { Weights } from '#training/networks/networks.ts';

/** The weights of the network that finds heads in pictures, which comes with Easel. */
export const anchorsFile = new URL('anchors.safetensors', import.meta.url);

/** Throws `bad_checkpoint`. */
export async function readAnchors(): Promise<Weights> {
  return decodeSafetensors(await readFile(anchorsFile)).tensors;
}
