import { setTimeout as wait } from 'node:timers/promises';

/** Where code asks for the time, so that tests can set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Where code waits, so that tests need not. */
export interface Timer extends Clock {
  /** Resolves after so many milliseconds, or as soon as `signal` aborts. It keeps no process from ending. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemTimer: Timer = {
  ...systemClock,
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal, ref: false }).catch(() => undefined),
};
