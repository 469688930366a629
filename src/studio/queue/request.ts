import { createHash } from 'node:crypto';
import type { Caller, Job, SubmitOptions } from '../api.ts';
import type { Request } from '../queue.ts';

/** What a job is to the queue. */
export function requestOf(job: Job, { userId, workspaceId, channel }: Caller, { once }: SubmitOptions = {}): Request {
  const key = once || hasOneOutcome(job) ? hashOf({ job, userId, workspaceId, channel }) : undefined;
  return { kind: job.kind, userId, workspaceId, cost: costOf(job), key };
}

/** Pictures to paint. */
function costOf(job: Job): number {
  if (job.kind === 'generate') return job.count;
  if (job.kind === 'interpolate') return job.frames;
  return job.kind === 'mix' || job.kind === 'vary' ? 4 : 1;
}

/** Whether nothing is left to chance. */
function hasOneOutcome(job: Job): boolean {
  const byChance = job.kind === 'generate' || job.kind === 'mix' || job.kind === 'vary';
  return !byChance || job.seed !== undefined;
}

function hashOf(value: unknown): string {
  const bytesAsHash = (_: string, part: unknown) =>
    part instanceof Uint8Array ? createHash('sha256').update(part).digest('hex') : part;
  return createHash('sha256').update(JSON.stringify(value, bytesAsHash)).digest('hex');
}
