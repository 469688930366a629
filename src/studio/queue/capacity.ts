import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Demand } from './fairness.ts';

/** Jobs that may wait or run at most. */
export interface Capacity {
  all: number;
  perWorkspace: number;
  perUser: number;
  /** Bytes that came with them; unlimited where nothing is said. */
  bytes?: { all: number; perUser: number };
}

const mebibyte = 2 ** 20;
/** Jobs that may wait or run at most, and what may wait with them: a person's largest message, three of those in all. */
export const usualCapacity: Capacity = {
  ...{ all: 400, perWorkspace: 200, perUser: 10 },
  bytes: { all: 300 * mebibyte, perUser: 100 * mebibyte },
};

/**
 * Throws `queue_full`, with when to come back, where the jobs there are leave no room for another; `work` is what they
 * have left in milliseconds.
 */
export function refuseOverflow(
  { all, perWorkspace, perUser, bytes }: Capacity,
  { userId, workspaceId, bytes: own = 0 }: Pick<Demand, 'userId' | 'workspaceId' | 'bytes'>,
  unfinished: readonly Demand[],
  work: number,
): void {
  const seconds = Math.max(1, Math.ceil(work / 1000));
  const count = (matches: (demand: Demand) => boolean) => unfinished.filter(matches).length;
  const mine = unfinished.filter((other) => other.userId === userId);
  if (mine.length >= perUser) {
    throw new AppError('queue_full', message('queue.full-person', { count: perUser, seconds }));
  }
  const bytesOf = (demands: readonly Demand[]) => demands.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  if (bytes && bytesOf(mine) + own > bytes.perUser) {
    const size = Math.ceil(bytesOf(mine) / mebibyte);
    throw new AppError('queue_full', message('queue.full-attachments', { size, seconds }));
  }
  if (bytes && bytesOf(unfinished) + own > bytes.all) {
    throw new AppError('queue_full', message('queue.full-attachments-all', { seconds }));
  }
  const crowded = count((other) => other.workspaceId === workspaceId) >= perWorkspace;
  if (crowded || unfinished.length >= all) {
    throw new AppError('queue_full', message('queue.full', { seconds }));
  }
}
