import type { Timer } from '#lib/clock.ts';
import { isLostOnTheWay, isUnsent, persist } from '#platforms/shared/persist.ts';

export interface LineOptions {
  timer?: Timer;
  /** Once it aborts, nothing is tried again. */
  closing?: AbortSignal;
}

/** An answer that says to come back later, or that something on Slack's side has failed. */
export class BadAnswer extends Error {
  /** How long to wait, in milliseconds, where Slack says so. */
  readonly waitMs?: number;

  constructor({ status, headers }: Response) {
    super(`Slack answered ${status}`);
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    if (status === 429) this.waitMs = 1000 * (Number.isFinite(seconds) ? seconds : 1);
  }
}

/** What a line throws where nobody knows whether it did it. */
class Unsure extends Error {
  constructor(cause: unknown) {
    super('nobody knows whether Slack did it', { cause });
  }
}

const lastingMs = 15 * 60_000;
const tryMs = 30_000;
/** Methods that somebody waits for, in milliseconds: a window opens within three seconds or not at all. */
const patienceMs: Readonly<Record<string, number>> = {
  'views.open': 2500,
  'auth.test': 5000,
  'apps.connections.open': 2000,
};
/** What Slack answers with a 200 where it failed itself. */
const failures = ['"error":"internal_error"', '"error":"service_unavailable"', '"error":"request_timeout"'];
/** Methods that make something new each time. */
const once: ReadonlySet<string> = new Set(['chat.postMessage', 'chat.postEphemeral']);

/** The way to Slack. */
export interface Line {
  /**
   * Asks Slack for something, again after growing pauses where that got lost or was answered with a 429 or 5xx. What
   * would be there twice then (`once`, and what makes messages) is asked for again only where it was not sent, or was
   * refused: otherwise an error says that nobody knows, for `persist`.
   */
  send(url: string | URL, init?: RequestInit, options?: { once?: boolean }): Promise<Response>;
  /**
   * Does something that is there once, again while nobody knows whether it was done.
   *
   * @param attempt takes which try this is, from 1: from the second on it looks first
   */
  persist<Result>(attempt: (tries: number) => Promise<Result>): Promise<Result>;
}

export function createLine({ timer, closing: signal }: LineOptions = {}): Line {
  return {
    async send(url, init, options = {}) {
      const method = new URL(url).pathname.split('/').at(-1) ?? '';
      const isOnce = options.once ?? once.has(method);
      const isPassing = (error: unknown) =>
        isOnce ? isUnsent(error) || waitOf(error) !== undefined : error instanceof BadAnswer || isLostOnTheWay(error);
      try {
        return await persist(() => sendOnce(url, init), {
          patienceMs: patienceMs[method] ?? lastingMs,
          isPassing,
          askedMs: waitOf,
          timer,
          signal,
        });
      } catch (error) {
        throw isOnce && !isPassing(error) ? new Unsure(error) : error;
      }
    },
    persist: (attempt) => persist(attempt, { patienceMs: lastingMs, isPassing: isUnsure, timer, signal }),
  };
}

async function sendOnce(url: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, { redirect: 'error', ...init, signal: AbortSignal.timeout(tryMs) });
  const body = await response.text();
  const isFailed = response.status === 429 || response.status >= 500 || failures.some((code) => body.includes(code));
  if (isFailed) throw new BadAnswer(response);
  return new Response(body, response);
}

/** Whether an error, or what caused it, is that nobody knows whether Slack did something. */
function isUnsure(error: unknown): boolean {
  if (error instanceof Unsure) return true;
  const { original, cause } = (error ?? {}) as { original?: unknown; cause?: unknown };
  return [original, cause].some((inner) => inner instanceof Error && isUnsure(inner));
}

function waitOf(error: unknown): number | undefined {
  return error instanceof BadAnswer ? error.waitMs : undefined;
}
