import type { Job } from '#studio/api.ts';

/** A job whose result is an animation. */
export type Animated = Extract<Job, { kind: 'interpolate' | 'move' }>;

export const isAnimated = (job: Job | undefined): job is Animated =>
  job?.kind === 'interpolate' || job?.kind === 'move';

/** The animation that a picture stands for once more, at another speed: of the same picture, not of one painted anew. */
export const atSpeed = (job: Animated, picture: string, speed: number): Animated =>
  job.kind === 'move' ? { ...job, picture: { text: picture }, style: undefined, speed } : { ...job, speed };
