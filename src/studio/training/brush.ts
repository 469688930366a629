import type { Device } from '#tensor/device.ts';
import type { Checkpoint } from '#training/checkpoint.ts';
import type { Family } from '#training/family.ts';
import { openPrior } from '#training/flow/prior.ts';
import { loadDecoder } from '#training/networks.ts';
import type { Plan } from '../plans.ts';

/** A model in memory, whole but for what a checkpoint says of it. */
export interface Model extends Pick<Checkpoint, 'weights' | 'codebook' | 'prior'> {
  family: Family<unknown>;
  config: unknown;
}

/** A plan that was carried out. */
export interface Painted {
  code: Float32Array;
  /** Premultiplied RGBA, `[size, size, 4]`. */
  pixels: Uint8Array;
}

export interface Brush {
  /** Paints plans in a style, as chat does; `onProgress` is told the share that is done. */
  paint(plans: readonly Plan[], style: Float32Array): Promise<Painted[]>;
  release(): Promise<void>;
}

const batch = 16;

/** Paints with a model that is no checkpoint yet. */
export async function openBrush({ family, config, weights, prior }: Model, device: Device): Promise<Brush> {
  const layout = family.code(config);
  const decoder = await loadDecoder(family, config, weights, device, batch);
  const imagining = prior && (await openPrior(prior, layout, device));
  const picture = family.size(config) ** 2 * 4;

  async function decode(codes: readonly Float32Array[], style: Float32Array): Promise<Painted[]> {
    const inputs = { code: new Float32Array(batch * layout.size), style: new Float32Array(batch * style.length) };
    for (const [row, code] of codes.entries()) {
      inputs.code.set(code, row * layout.size);
      inputs.style.set(style, row * style.length);
    }
    const { image } = await decoder.run({ ...inputs, keep: new Float32Array(batch).fill(1) });
    return codes.map((code, row) => ({
      code,
      pixels: Uint8Array.from(image!.subarray(row * picture, (row + 1) * picture), (value) => Math.round(255 * value)),
    }));
  }

  return {
    paint: async (plans, style) => {
      const painted: Painted[] = [];
      for (let start = 0; start < plans.length; start += batch) {
        const few = plans.slice(start, start + batch);
        const codes = imagining ? await imagining.imagine(few.map(({ wish }) => wish!)) : few.map(({ code }) => code);
        painted.push(...(await decode(codes, style)));
      }
      return painted;
    },
    release: async () => {
      await Promise.all([decoder.release(), imagining?.release()]);
    },
  };
}
