import type { Clock } from '#lib/clock.ts';
import type { Outcome, Reply } from '../reply.ts';
import type { Handler, Incoming } from './handler.ts';

/** An answer that nobody reads to its end is forgotten after so many milliseconds. */
const longestMs = 15 * 60_000;

/**
 * Answers a button that somebody presses again before its answer is there with a word: it was pressed by mistake, or
 * since nothing seemed to happen. What a press toggles is toggled each time.
 */
export function answerOnce<Request extends Incoming & { actionId: string }>(
  clock: Clock,
  next: Handler<Request>,
): Handler<Request> {
  const underWay = new Map<string, number>();
  const beginning = new Map<string, Promise<unknown>>();

  const isUnderWay = (key: string): boolean => {
    const now = clock.now().getTime();
    for (const [other, since] of underWay) if (now - since > longestMs) underWay.delete(other);
    return underWay.has(key);
  };

  return async (request) => {
    const { platform, workspace, channel, user } = request.origin;
    const key = JSON.stringify([platform, workspace, channel, user.externalId, request.actionId]);
    while (beginning.has(key)) await beginning.get(key);
    if (isUnderWay(key)) return { notice: 'I am at that already: its answer comes in a moment.' };
    const answering = next(request);
    const begun = answering.then(
      (outcome) => void ('reply' in outcome && underWay.set(key, clock.now().getTime())),
      () => undefined,
    );
    beginning.set(key, begun);
    await begun;
    beginning.delete(key);
    const outcome: Outcome = await answering;
    return 'reply' in outcome ? { reply: untilRead(outcome.reply, () => underWay.delete(key)) } : outcome;
  };
}

async function* untilRead(replies: AsyncIterable<Reply>, end: () => void): AsyncGenerator<Reply, void> {
  try {
    yield* replies;
  } finally {
    end();
  }
}
