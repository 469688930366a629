import { setTimeout as wait } from 'node:timers/promises';
import { outageBehind } from '#lib/outages.ts';

/** Does something again, once a second, for as long as an outage keeps it from being done. Ends with `signal`. */
export async function insist<Result>(act: () => Promise<Result>, signal: AbortSignal, pauseMs = 1000): Promise<Result> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (outageBehind(error) === undefined) throw error;
      await wait(pauseMs, undefined, { signal });
    }
  }
}
