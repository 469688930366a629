import { AppError, type ErrorCode } from '#lib/errors.ts';
import type { Outcome, Reply } from '../reply.ts';
import type { Handler, Incoming } from './handler.ts';

/** Faults of the installation rather than of what was asked. */
const ours: ReadonlySet<ErrorCode> = new Set(['internal', 'device', 'bad_checkpoint', 'bad_config', 'locked']);

/**
 * The one place where errors become answers, those of a stream under way included: each is logged once and told to the
 * person in their language. `answer` says what an error is answered with where no stream had begun.
 */
export function answerErrors<Request extends Incoming>(
  answer: (reply: Reply) => Outcome,
  next: Handler<Request>,
): Handler<Request> {
  return async (request) => {
    try {
      const outcome = await next(request);
      return 'reply' in outcome ? { reply: guarded(outcome.reply, request) } : outcome;
    } catch (error) {
      return answer(errorReply(error, request));
    }
  };
}

async function* guarded(replies: AsyncIterable<Reply>, request: Incoming): AsyncGenerator<Reply, void> {
  try {
    yield* replies;
  } catch (error) {
    yield errorReply(error, request);
  }
}

function errorReply(thrown: unknown, { log, requestId, words }: Incoming): Reply {
  const error = AppError.from(thrown);
  if (ours.has(error.code)) log.error({ code: error.code, err: error.cause ?? error }, error.message);
  else log.info({ code: error.code }, error.message);
  const said = words.of(error.said);
  const text = error.code === 'internal' ? words('error.request', { said, request: requestId }) : said;
  return { text, images: [], buttons: [], ephemeral: true, error: error.code };
}
