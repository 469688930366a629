import { createHash, randomInt } from 'node:crypto';
import type { Caller, Job, SubmitOptions } from '../api.ts';
import type { Request } from './queue.ts';

/** A job and whose it is. */
export interface PaintTask {
  job: Job;
  caller: Caller;
}

/** What a job is to the queue. */
export function requestOf(job: Job, caller: Caller, { once }: SubmitOptions = {}): Request<PaintTask> {
  const { userId, workspaceId, channel } = caller;
  const key = once || hasOneOutcome(job) ? hashOf({ job, userId, workspaceId, channel }) : undefined;
  const task = { job: withSeed(job), caller };
  return { kind: job.kind, userId, workspaceId, cost: costOf(job), bytes: bytesIn(job), key, task };
}

/** The length of all that was uploaded for it. */
function bytesIn(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum, part) => sum + bytesIn(part), 0);
}

const fourfold: ReadonlySet<Job['kind']> = new Set(['mix', 'sketch', 'vary', 'move']);

/** Pictures to paint. */
function costOf(job: Job): number {
  if (job.kind === 'generate' || job.kind === 'pack') return job.count;
  if (job.kind === 'interpolate') return job.frames;
  if (job.kind === 'pattern' || job.kind === 'banner') return job.ingredients.length + 2;
  return fourfold.has(job.kind) ? 4 : 1;
}

const byChance = ['generate', 'mix', 'sketch', 'vary', 'move', 'pack', 'pattern', 'banner'] as const;
type ByChance = Extract<Job, { kind: (typeof byChance)[number] }>;

const isByChance = (job: Job): job is ByChance => byChance.some((kind) => kind === job.kind);

const hasOneOutcome = (job: Job): boolean => !isByChance(job) || job.seed !== undefined;

/** Its chance is taken now: carried out again, it has the same outcome. Without a seed of its own, taste may pick. */
function withSeed(job: Job): Job {
  if (hasOneOutcome(job)) return job;
  const seed = randomInt(2 ** 31);
  return job.kind === 'generate' ? { ...job, seed, taste: job.taste ?? true } : ({ ...job, seed } as Job);
}

function hashOf(value: unknown): string {
  const bytesAsHash = (_: string, part: unknown) =>
    part instanceof Uint8Array ? createHash('sha256').update(part).digest('hex') : part;
  return createHash('sha256').update(JSON.stringify(value, bytesAsHash)).digest('hex');
}
