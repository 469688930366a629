import type { Clock } from '#lib/clock.ts';
import type { Outcome, Reply } from '../reply.ts';
import type { Handler, Incoming } from './handler.ts';

/** An answer that nobody reads to its end is forgotten after so many milliseconds. */
const longestMs = 15 * 60_000;
/** Nobody wants the same again within so many milliseconds of a press. */
const hasteMs = 1000;

/**
 * Answers a button that somebody presses again before its answer is there, or at once after it, with a word: it was
 * pressed by mistake, or since nothing seemed to happen. What a press toggles is toggled each time.
 */
export function answerOnce<Request extends Incoming & { actionId: string }>(
  clock: Clock,
  next: Handler<Request>,
): Handler<Request> {
  const underWay = new Map<string, { since: number; read: boolean }>();
  const beginning = new Map<string, Promise<unknown>>();
  const now = () => clock.now().getTime();

  const isUnderWay = (key: string): boolean => {
    for (const [other, { since, read }] of underWay) {
      if (now() - since > (read ? hasteMs : longestMs)) underWay.delete(other);
    }
    return underWay.has(key);
  };

  return async (request) => {
    const { platform, workspace, channel, user } = request.origin;
    const key = JSON.stringify([platform, workspace, channel, user.externalId, request.actionId]);
    while (beginning.has(key)) await beginning.get(key);
    if (isUnderWay(key)) return { notice: request.words('typing.under-way') };
    const answer = { since: now(), read: false };
    const answering = next(request);
    const begun = answering.then(
      (outcome) => void ('reply' in outcome && underWay.set(key, answer)),
      () => undefined,
    );
    beginning.set(key, begun);
    await begun;
    beginning.delete(key);
    const outcome: Outcome = await answering;
    if (!('reply' in outcome)) return outcome;
    const end = () => {
      answer.read = true;
    };
    return { reply: untilRead(outcome.reply, end) };
  };
}

async function* untilRead(replies: AsyncIterable<Reply>, end: () => void): AsyncGenerator<Reply, void> {
  try {
    yield* replies;
  } finally {
    end();
  }
}
