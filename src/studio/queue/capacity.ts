import { AppError } from '#lib/errors.ts';
import type { Demand } from './fairness.ts';

/** Jobs that may wait or run at most. */
export interface Capacity {
  all: number;
  perWorkspace: number;
  perUser: number;
}

/**
 * Throws `queue_full`, with when to come back, where the jobs there are leave no room for another; `work` is what they
 * have left in milliseconds.
 */
export function refuseOverflow(
  { all, perWorkspace, perUser }: Capacity,
  { userId, workspaceId }: Pick<Demand, 'userId' | 'workspaceId'>,
  unfinished: readonly Demand[],
  work: number,
): void {
  const seconds = Math.max(1, Math.ceil(work / 1000));
  const count = (matches: (demand: Demand) => boolean) => unfinished.filter(matches).length;
  if (count((other) => other.userId === userId) >= perUser) {
    const advice = `Wait for one to finish (about ${seconds} s in all), or /cancel one.`;
    throw new AppError('queue_full', `You have ${perUser} jobs waiting already. ${advice}`);
  }
  const crowded = count((other) => other.workspaceId === workspaceId) >= perWorkspace;
  if (crowded || unfinished.length >= all) {
    throw new AppError('queue_full', `The queue is full. Please come back in about ${seconds} s.`);
  }
}
