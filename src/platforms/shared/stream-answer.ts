import { latestOf } from '#chat/reading/latest-of.ts';
import type { Reply } from '#chat/reply.ts';
import { interruptedReply } from './interrupted.ts';

export interface AnswerStream {
  replies: AsyncIterable<Reply>;
  /** The least time between two edits of the message, in milliseconds. */
  pauseMs: number;
  /** The language of the person who asked. */
  language?: string;
  /** Aborts when Easel stops. */
  closing: AbortSignal;
  /** Aborts when the message can be edited only once more: `parting` makes that last edit from the newest reply. */
  enough?: AbortSignal;
  parting?(newest: Reply | undefined): Reply;
  /**
   * Shows a state in the answer's message; the first call posts it, later ones edit it. Resolves with the message's id, or
   * with undefined where the platform skips this state; it must not skip the last one. Throws what the platform throws.
   */
  show(reply: Reply, last: boolean): Promise<string | undefined>;
  /** Notes where the message is, as long as the answer is not whole: the next start ends it there. */
  note?(message: string, reply: Reply): Promise<void>;
  /** Whether, after this error, nothing can be shown any more. */
  isFinal?(error: unknown): boolean;
}

export type Ending = 'whole' | 'interrupted' | 'parted';

/**
 * Shows a stream of replies as one message that is edited: what comes faster than `pauseMs` is skipped, a state that is
 * refused is passed over, and the last one stays. Where Easel stops first, the message says that it was interrupted.
 * Returns how it ended, and the newest reply of the stream. Throws what the stream throws and what showing the last state
 * throws; while it shows earlier states, only errors for which `isFinal` is true, or that come while Easel stops.
 */
export async function streamAnswer(stream: AnswerStream): Promise<{ ending: Ending; newest?: Reply }> {
  const { pauseMs, language, closing, enough, parting, show, note, isFinal = () => false } = stream;
  let newest: Reply | undefined;
  let finished = false;
  const replies = (async function* () {
    for await (newest of stream.replies) yield newest;
    finished = true;
  })();
  let shown: Reply | undefined;
  let refused: { reply: Reply; error: unknown } | undefined;
  let noted: string | undefined;

  const signal = enough ? AbortSignal.any([closing, enough]) : closing;
  for await (const reply of latestOf(replies, pauseMs, signal)) {
    try {
      const message = await show(reply, false);
      if (message === undefined) continue;
      shown = reply;
      if (!finished && message !== noted) await note?.(message, reply);
      noted = message;
    } catch (error) {
      // What comes next may be taken; only what comes last is explained.
      if (isFinal(error) || closing.aborted) throw error;
      refused = { reply, error };
    }
  }

  if (closing.aborted && (!finished || newest?.error === 'cancelled')) {
    if (shown && isWhole(shown)) return { ending: 'whole', newest };
    await show({ ...interruptedReply(language), ephemeral: newest?.ephemeral }, true);
    return { ending: 'interrupted', newest };
  }
  const last = finished ? newest : parting?.(newest);
  if (last && last === refused?.reply) throw refused.error;
  if (last && last !== shown) await show(last, true);
  return { ending: finished ? 'whole' : 'parted', newest };
}

/** An answer that shows its pictures is left as it is. */
const isWhole = ({ images = [], progress }: Reply): boolean => images.length > 0 && !progress;
