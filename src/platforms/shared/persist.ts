import { systemTimer, type Timer } from '#lib/clock.ts';

export interface Patience {
  /** How long after the first try another may begin, in milliseconds. */
  patienceMs: number;
  /** Whether another try may go better. What says otherwise is thrown at once. */
  isPassing(error: unknown): boolean;
  /** How long the other side asks to wait, in milliseconds, where it does. */
  askedMs?(error: unknown): number | undefined;
  /** The pause after the first try, in milliseconds; each further one is twice as long, up to `longestPauseMs`. */
  firstPauseMs?: number;
  longestPauseMs?: number;
  /** Once it aborts, what was thrown last is thrown, and no pause is waited out. */
  signal?: AbortSignal;
  timer?: Timer;
}

/**
 * Does something over a line that fails now and then: tries again after growing pauses until it works, or until there is
 * no more time. The pauses differ by up to a half, so that all who failed together do not come back together. Throws
 * what the last try threw.
 *
 * @param attempt takes which try this is, from 1
 */
export async function persist<Result>(
  attempt: (tries: number) => Promise<Result>,
  patience: Patience,
): Promise<Result> {
  const { patienceMs, isPassing, askedMs, signal, timer = systemTimer } = patience;
  const { firstPauseMs = 100, longestPauseMs = 10_000 } = patience;
  const until = timer.now().getTime() + patienceMs;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(tries);
    } catch (error) {
      if (signal?.aborted || !isPassing(error)) throw error;
      const growing = Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
      const pause = askedMs?.(error) ?? growing;
      if (timer.now().getTime() + pause > until) throw error;
      await timer.sleep(pause, signal);
      if (signal?.aborted) throw error;
    }
  }
}

/** Codes of requests that never went out: nobody can have dealt with them. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const broken = /^(?:E[A-Z]{3,}|UND_ERR_\w+)$/;
const timeouts = new Set(['AbortError', 'TimeoutError']);

/** Whether a request failed on its way, there or back: nobody knows whether it was dealt with. */
export function isLostOnTheWay(error: unknown): boolean {
  return codesOf(error).some((code) => broken.test(code) || timeouts.has(code));
}

/** Whether a request cannot have reached the other side. */
export function isUnsent(error: unknown): boolean {
  return codesOf(error).some((code) => unsent.has(code));
}

/** Codes and names of an error and of what caused it. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { code, name, cause, original, errors } = error as Record<string, unknown>;
  const within = [cause, original, ...(Array.isArray(errors) ? errors : [])];
  const own = [code, name].filter((value) => typeof value === 'string');
  return [...own, ...within.flatMap((inner) => codesOf(inner, depth + 1))];
}
