import { stream } from 'hono/streaming';
import { AppError } from '#lib/errors.ts';
import { createShares } from '#platforms/shared/shares.ts';
import type { Caller, Services } from '#studio/api.ts';
import { beat } from '../channel/events.ts';
import type { ConsoleParts, Door } from './door.ts';
import type { NowView } from './views.ts';

/** How often is looked at what runs and waits, in milliseconds. */
const lookMs = 1000;
/** Live streams of consoles: in all, and of one person. */
const mostStreams = { all: 200, line: 200, person: 6 };

/** What runs and waits now, as `caller` may know it. */
export async function readNow(
  { studio, trainer }: Pick<Services, 'studio' | 'trainer'>,
  caller: Caller,
): Promise<NowView> {
  const current = trainer.current(caller);
  if (!current) return { queue: await studio.queue(caller) };
  const { chart: _chart, curves: _curves, ...training } = current;
  return { queue: await studio.queue(caller), training };
}

/** The live stream of the console: an event `now` whenever something that runs or waits has changed. */
export function addLiveRoute(door: Door, parts: ConsoleParts): void {
  const { closing, heartbeatMs } = parts;
  const streams = createShares(mostStreams);

  door.read('/live', async ({ caller, person }, c) => {
    const whose = { line: 'all', person: person.id };
    if (!streams.take(whose, 1)) {
      throw new AppError('rate_limited', 'The console is open too many times here. Close some of its tabs and reload.');
    }
    c.header('content-type', 'text/event-stream');
    c.header('cache-control', 'no-store');
    return stream(c, async (live) => {
      const gone = new AbortController();
      const ended = AbortSignal.any([gone.signal, closing]);
      live.onAbort(() => gone.abort());
      let told = '';
      let quietMs = heartbeatMs;
      try {
        while (!ended.aborted) {
          const now = JSON.stringify(await readNow(parts, caller));
          if (now !== told) await live.write(`event: now\ndata: ${now}\n\n`);
          else if (quietMs >= heartbeatMs) await live.write(beat);
          quietMs = now !== told || quietMs >= heartbeatMs ? 0 : quietMs + lookMs;
          told = now;
          await pause(lookMs, ended);
        }
      } finally {
        streams.give(whose, 1);
      }
    });
  });
}

/** Waits, but no longer than until the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
