import { contactSheet } from '#images/grid.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Painter } from '../painting/painter.ts';
import { planScenes } from '../planning/free-samples.ts';
import { imagineCodes } from '../planning/plans.ts';
import type { Sketcher } from '../sketches/sketches.ts';

export interface ComparisonOptions {
  painter: Pick<Painter, 'decode' | 'encode' | 'project' | 'imagine'>;
  sketcher: Sketcher;
  seed: number;
  /** The style to paint in; the first that both have unless told. */
  style?: string;
  /** What each row is called. */
  labels?: readonly string[];
  /** Pictures in a row; 8 unless told. */
  count?: number;
}

/** The same seeds as several checkpoints paint them, a row each, as a PNG. */
export async function compareCheckpoints(
  checkpoints: readonly OpenCheckpoint[],
  { painter, sketcher, seed, style: asked, labels, count = 8 }: ComparisonOptions,
): Promise<Uint8Array> {
  const [first, ...others] = checkpoints.map(({ latent }) => latent.styles);
  const common = first!.filter((style) => others.every((styles) => styles.includes(style)));
  const rows = [];
  for (const checkpoint of checkpoints) {
    const { latent, directory } = checkpoint;
    const style = [asked, common[0]].find((style) => style && latent.styles.includes(style)) ?? latent.styles[0]!;
    const job = { kind: 'generate', style, count, spread: 1, seed } as const;
    const plans = await imagineCodes((await planScenes(job, { checkpoint, sketcher })).plans, checkpoint, painter);
    const weights = latent.oneHot(style);
    rows.push(
      await painter.decode(
        directory,
        plans.map(({ code }) => ({ code, style: weights })),
      ),
    );
  }
  return contactSheet(rows, { size: checkpoints[0]!.size, rowLabels: labels });
}
