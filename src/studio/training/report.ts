import { z } from 'zod';
import type { TrainingRun } from '#db/training-runs.ts';

const schema = z.looseObject({ reason: z.string().catch('') });

/** What was measured in a run, by name, and why it ended as it did. */
export function readMetrics({ metrics, error = '' }: TrainingRun): { reason: string; figures: Record<string, number> } {
  const { reason, ...others } = schema.parse(metrics);
  const figures = Object.entries(others).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return { reason: reason || error, figures: Object.fromEntries(figures) };
}
