import { setPriority } from 'node:os';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import { message, type Said } from '#lib/i18n.ts';
import type { TrainingProgress } from '../api.ts';
import type { TrainingOrder, TrainingResult } from './order.ts';
import { carryOut } from './run.ts';

export type TrainingMessage =
  | { kind: 'progress'; progress: TrainingProgress }
  | { kind: 'device'; message: string; cause: string }
  | { kind: 'done'; result: TrainingResult }
  | { kind: 'failed'; code: ErrorCode; said: Said; cause: string };

const tell = (said: TrainingMessage) => process.send!(said);

process.once('message', async (order: TrainingOrder) => {
  setPriority(order.priority);
  let note: Said | undefined;
  try {
    const result = await carryOut(order, {
      report: (progress) => tell({ kind: 'progress', progress: { ...progress, note } }),
      onFailure: ({ what, message: failure, cause }) => {
        note = message('training.on-cpu', { what });
        tell({ kind: 'device', message: failure, cause: String(cause ?? '') });
      },
    });
    tell({ kind: 'done', result });
  } catch (error) {
    const { code, said, cause } = AppError.from(error);
    tell({ kind: 'failed', code, said, cause: String(cause ?? '') });
  }
  process.disconnect();
});
/** An orphan stops: the process that would take its result is gone. */
process.once('disconnect', () => process.exit());
