import { readFile } from 'node:fs/promises';
import { decodeSafetensors } from '#training/checkpoint/safetensors.ts';
import type { Weights } from '#training/networks/networks.ts';

/** The weights of the upscaler that comes with Easel, and the smallest pictures, in pixels, that it was taught by. */
export const upscalerFile = new URL('upscaler.safetensors', import.meta.url);
export const upscaledFrom = 128;

/** Throws `bad_checkpoint`. */
export async function readUpscaler(): Promise<Weights> {
  return decodeSafetensors(await readFile(upscalerFile)).tensors;
}
