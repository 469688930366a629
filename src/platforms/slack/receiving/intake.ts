import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyMiddlewareArgs, App, Context, Middleware } from '@slack/bolt';
import type { Inbox } from '#chat/inbox.ts';
import type { Log } from '#lib/log.ts';
import { createRounds } from '#lib/rounds.ts';

export interface Intake {
  middleware: Middleware<AnyMiddlewareArgs>;
  /** Begins to take up an event that an earlier start received and did not deal with; who comes now need not wait. */
  again(app: App, body: unknown): Promise<void>;
  /** Resolves when nothing is under way any more, or when it has taken too long. */
  settled(milliseconds: number): Promise<void>;
}

/** What Slack hands over, as much of it as tells what it is. */
export interface Body {
  type?: string;
  command?: string;
  event_id?: string;
  trigger_id?: string;
  event?: { type?: string };
}

/** By what Slack knows what somebody did, however often it hands that over. */
export function eventIdOf({ event_id, trigger_id }: Body): string | undefined {
  return event_id ?? trigger_id;
}

/**
 * Writes down what Slack hands over, acknowledges it, and only then takes it up, once: Slack sends again what it thinks
 * was lost. What cannot be written down is not acknowledged either. What fails later is logged, as there is nobody left
 * to tell; while Easel stops, it is left to the next start.
 */
export function createIntake(inbox: Inbox, log: Log, closing: AbortSignal): Intake {
  const underWay = new Set<Promise<void>>();
  const turn = createRounds();

  const takeUp = async (body: Body, next: () => Promise<void>) => {
    try {
      await next();
    } catch (error) {
      if (closing.aborted) return;
      log.error({ err: error, type: body.event?.type ?? body.type ?? body.command }, 'an event failed');
    }
    const id = eventIdOf(body);
    if (id) await inbox.done(id);
  };

  const take = async (args: AnyMiddlewareArgs & { context: Context; next: () => Promise<void> }) => {
    const body = args.body as Body;
    if (!isAgain(args.context)) {
      const id = eventIdOf(body);
      const isNew = !id || (await inbox.receive(id, body));
      if ('ack' in args && args.ack) await acknowledge(args.ack as () => Promise<void>, log);
      if (!isNew) return;
      await turn();
    }
    await takeUp(body, args.next);
  };

  return {
    async middleware(args) {
      const taking = take(args).finally(() => underWay.delete(taking));
      underWay.add(taking);
      await taking;
    },
    async again(app, body) {
      await turn();
      if (closing.aborted) return;
      const event = { body: body as Record<string, unknown>, ack: async () => {}, customProperties: { again: true } };
      app.processEvent(event).catch((error: unknown) => log.error({ err: error }, 'an event was left behind'));
    },
    async settled(milliseconds) {
      await Promise.race([Promise.all(underWay), sleep(milliseconds, undefined, { ref: false })]);
    },
  };
}

function isAgain({ again }: Context): boolean {
  return again === true;
}

/** A connection that broke meanwhile is no reason not to answer: Slack sends again, and that is known then. */
async function acknowledge(ack: () => Promise<void>, log: Log): Promise<void> {
  try {
    await ack();
  } catch (error) {
    log.info({ err: error }, 'an acknowledgement was not sent');
  }
}
