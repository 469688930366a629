import type { Timer } from '#lib/clock.ts';
import { isLostOnTheWay, persist } from './persist.ts';

export interface DownloadOptions {
  headers?: Record<string, string>;
  /** The most bytes that are taken in. */
  largest: number;
  /** Throws where this is not what was asked for. */
  check(response: Response): void;
  /** What to throw where there is more than that. */
  tooLarge(): Error;
  timer?: Timer;
}

const patienceMs = 15_000;
const tryMs = 20_000;

/** An answer of a host that has failed for the moment. */
class HostFailed extends Error {}

/**
 * Fetches a file that people shared, as much of it as may be, and again where it got lost or the host failed. No
 * redirect is followed. Throws what `check` and `tooLarge` say, and what the last try threw.
 */
export function download(url: URL, options: DownloadOptions): Promise<Uint8Array> {
  const { headers, largest, check, tooLarge, timer } = options;
  const attempt = async () => {
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(tryMs) });
    if (response.status >= 500) throw new HostFailed(`the host answered ${response.status}`);
    check(response);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.byteLength;
      if (length > largest) throw tooLarge();
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  };
  return persist(attempt, {
    patienceMs,
    isPassing: (error) => error instanceof HostFailed || isLostOnTheWay(error),
    timer,
  });
}
