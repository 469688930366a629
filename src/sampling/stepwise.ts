import { createRandom } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import type { Numbers } from '#tensor/program.ts';
import { cut, lineUp, openBatches } from './batches.ts';
import type { Model } from './model.ts';
import { toBytes } from './pixels.ts';
import { need, stepping } from './programs.ts';

/** A picture to come, by its seed, in a style (weights `[styles]`). */
export interface Seeded {
  seed: number;
  style: Float32Array;
}

/** Makes pictures in steps. The same seed gives the same picture, whatever is beside it. */
export function openSteps<Config>(model: Model<Config>, device: Device) {
  const { family, config } = model;
  const programs = openBatches(async (batch) => device.load(stepping(model, batch)));
  const styles = family.styles(config).length;

  async function makeBatch(
    some: readonly Seeded[],
    batch: number,
    onStep: (pictures: Uint8Array[], step: number) => void,
  ): Promise<Uint8Array[]> {
    const { steps, begin } = need(family, 'sample');
    const program = await programs.open(batch);
    const begun = some.map(({ seed }) => begin(config, createRandom(seed)));
    const names = Object.keys(begun[0]!);
    const first = names.map((name) => {
      const rows = begun.map((state) => state[name]!);
      return [name, lineUp(rows, rows[0]!.length, batch)] as const;
    });
    let state: Record<string, Numbers> = Object.fromEntries(first);
    const style = lineUp(
      some.map((one) => one.style),
      styles,
      batch,
    );
    let pictures: Uint8Array[] = [];
    for (let step = 0; step < steps(config); step++) {
      const results = await program.run({ ...state, style, step: new Float32Array(batch).fill(step) });
      state = Object.fromEntries(names.map((name) => [name, results[`next:${name}`]!]));
      const length = results.image!.length / batch;
      pictures = some.map((_, row) => toBytes(results.image!.subarray(row * length, (row + 1) * length)));
      onStep(pictures, step + 1);
    }
    return pictures;
  }

  return {
    sample: async (
      seeded: readonly Seeded[],
      onStep?: (pictures: Uint8Array[], progress: number) => void,
    ): Promise<Uint8Array[]> => {
      const { steps } = need(family, 'sample');
      const made: Uint8Array[] = [];
      for (const [start, end, batch] of cut(seeded.length)) {
        const some = seeded.slice(start, end);
        const share = (step: number) => (start + ((end - start) * step) / steps(config)) / seeded.length;
        made.push(...(await makeBatch(some, batch, (pictures, step) => onStep?.(pictures, share(step)))));
      }
      return made;
    },
    release: programs.release,
  };
}
