import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises';
import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { Log } from '#lib/log.ts';

export interface Once {
  middleware: Middleware<AnyMiddlewareArgs>;
  /** Resolves when nothing is under way any more, or when it has taken too long. */
  settled(milliseconds: number): Promise<void>;
}

/**
 * Acknowledges everything at once, before work on anything begins, and takes up each event once: Slack sends again what
 * it thinks was lost. What fails then is logged, as there is nobody left to tell.
 */
export function takeOnce(claim: (eventId: string) => Promise<boolean>, log: Log): Once {
  const underWay = new Set<Promise<void>>();

  const isFirst = async (id: string | undefined): Promise<boolean> => {
    if (!id) return true;
    try {
      return await claim(id);
    } catch (error) {
      log.error({ err: error }, 'an event could not be claimed');
      return true;
    }
  };

  const takeUp = async (body: Body, next: () => Promise<void>) => {
    try {
      if (await isFirst(body.event_id ?? body.trigger_id)) await next();
    } catch (error) {
      log.error({ err: error, type: body.event?.type ?? body.type ?? body.command }, 'an event failed');
    }
  };

  return {
    async middleware(args) {
      if ('ack' in args && args.ack) await acknowledge(args.ack as () => Promise<void>, log);
      const taking = nextRound()
        .then(() => takeUp(args.body as Body, args.next))
        .finally(() => underWay.delete(taking));
      underWay.add(taking);
      await taking;
    },
    async settled(milliseconds) {
      await Promise.race([Promise.all(underWay), sleep(milliseconds, undefined, { ref: false })]);
    },
  };
}

interface Body {
  type?: string;
  command?: string;
  event_id?: string;
  trigger_id?: string;
  event?: { type?: string };
}

/** A connection that broke meanwhile is no reason not to answer: Slack sends again, and that is known then. */
async function acknowledge(ack: () => Promise<void>, log: Log): Promise<void> {
  try {
    await ack();
  } catch (error) {
    log.info({ err: error }, 'an acknowledgement was not sent');
  }
}
