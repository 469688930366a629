import type { Device } from '#tensor/device.ts';
import { compileNetwork, type Weights } from '../networks/networks.ts';
import { embedPictures } from '../text/contrast.ts';

/** Embeds pictures by their codes. */
export interface Embedder {
  /** A normalised code `[size]` → unit vector `[embeddingSize]`. */
  run(code: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

export async function loadEmbedder(weights: Weights, size: number, device: Device): Promise<Embedder> {
  const program = compileNetwork(weights, { code: { shape: [1, size] } }, ({ code, ...p }) => ({
    embedding: embedPictures(p, code!),
  }));
  const executable = await device.load(program);
  return {
    run: async (code) => Float32Array.from((await executable.run({ code })).embedding!),
    release: () => executable.release(),
  };
}
