import { setPriority } from 'node:os';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import type { TrainingProgress } from './api.ts';
import type { TrainingOrder, TrainingResult } from './training/order.ts';
import { carryOut } from './training/run.ts';

export type TrainingMessage =
  | { kind: 'progress'; progress: TrainingProgress }
  | { kind: 'device'; message: string; cause: string }
  | { kind: 'done'; result: TrainingResult }
  | { kind: 'failed'; code: ErrorCode; message: string; cause: string };

const tell = (message: TrainingMessage) => process.send!(message);

process.once('message', async (order: TrainingOrder) => {
  setPriority(order.priority);
  let note: string | undefined;
  try {
    const result = await carryOut(order, {
      report: (progress) => tell({ kind: 'progress', progress: { ...progress, note } }),
      onFailure: ({ what, message, cause }) => {
        note = `I go on on the CPU, since ${what}.`;
        tell({ kind: 'device', message, cause: String(cause ?? '') });
      },
    });
    tell({ kind: 'done', result });
  } catch (error) {
    const { code, message, cause } = AppError.from(error);
    tell({ kind: 'failed', code, message, cause: String(cause ?? '') });
  }
  process.disconnect();
});
/** An orphan stops: the process that would take its result is gone. */
process.once('disconnect', () => process.exit());
