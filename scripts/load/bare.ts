import { createLog } from '#lib/log.ts';
import { openCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { createPainter } from '#studio/painting/painter.ts';
import { imagineCodes } from '#studio/planning/plans.ts';
import { planPrompt } from '#studio/planning/recipes.ts';
import { shippedModels } from '../../src/easel.ts';
import { time } from '../bench/measure.ts';
import { openPrompting } from '../prompting.ts';

/** The generator with nothing around it: prompts to pixels, in batches of one size. */
export interface BareGenerator {
  /** Pictures per second, at the best of the batch sizes; paints for `seconds` at each. */
  measure(seconds: number): Promise<number>;
  close(): Promise<void>;
}

const batchSizes = [4, 8, 16, 32];

/** Opens the shipped model as the studio does, and warms it up. */
export async function openBareGenerator(threads: number, cacheDir: string): Promise<BareGenerator> {
  const checkpoint = await openCheckpoint(shippedModels.easel);
  const prompting = await openPrompting(checkpoint, cacheDir);
  const painter = createPainter({ device: 'cpu', threads, log: createLog('warn') });

  async function paint(count: number): Promise<void> {
    const job = { kind: 'generate', count, prompt: 'fox', spread: 1 } as const;
    const recipe = await planPrompt(job, 'fox', prompting);
    const plans = await imagineCodes(recipe.plans, checkpoint, painter);
    const style = checkpoint.latent.oneHot(recipe.style);
    await painter.decode(
      checkpoint.directory,
      plans.map(({ code }) => ({ code, style })),
    );
  }

  for (const size of batchSizes) await paint(size);
  return {
    async measure(seconds) {
      const speeds: number[] = [];
      for (const size of batchSizes) {
        let [taken, painted] = [0, 0];
        for (; taken < 1000 * seconds; painted += size) taken += await time(() => paint(size));
        speeds.push((1000 * painted) / taken);
      }
      return Math.max(...speeds);
    },
    close: painter.close,
  };
}
