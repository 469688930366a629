import type { Timer } from '#lib/clock.ts';

/** A timer for tests: whoever waits longest for nothing else goes on at once, and the clock says that time has passed. */
export interface HastyTimer extends Timer {
  /** Milliseconds since it was made. */
  readonly passed: number;
}

/** Real time between two pauses that end, in milliseconds: what they began gets along. */
const breathMs = 1;
/** No pause waits longer in real time than so many of those. */
const breathsAtMost = 1000;

/**
 * @param onPause hears of each pause as it begins, in milliseconds
 * @param isBusy whether something is under way that takes no time by this clock, so that no pause ends before it does
 */
export function createHastyTimer(
  onPause: (milliseconds: number) => void = () => {},
  isBusy: () => boolean = () => false,
): HastyTimer {
  const began = Date.now();
  const sleepers = new Set<{ due: number; wake(): void }>();
  let now = began;
  let breathing = false;
  let waited = 0;

  const breathe = () => {
    breathing = false;
    if (isBusy() && ++waited < breathsAtMost) return schedule();
    waited = 0;
    const [first] = [...sleepers].sort((one, other) => one.due - other.due);
    if (!first) return;
    now = Math.max(now, first.due);
    first.wake();
    schedule();
  };
  const schedule = () => {
    if (breathing || !sleepers.size) return;
    breathing = true;
    setTimeout(breathe, breathMs).unref();
  };

  return {
    now: () => new Date(now),
    get passed() {
      return now - began;
    },
    sleep(milliseconds, signal) {
      if (signal?.aborted) return Promise.resolve();
      onPause(milliseconds);
      const { promise, resolve } = Promise.withResolvers<void>();
      const sleeper = {
        due: now + milliseconds,
        wake: () => {
          sleepers.delete(sleeper);
          resolve();
        },
      };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', sleeper.wake, { once: true });
      schedule();
      return promise;
    },
  };
}
