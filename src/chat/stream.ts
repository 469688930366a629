import { AppError } from '#lib/errors.ts';
import type { Job, JobProgress, Painting, SubmitOptions, Ticket } from '#studio/api.ts';
import { buttonId } from './buttons.ts';
import type { Context } from './context.ts';
import { latest } from './latest.ts';
import { paintingReply } from './painting.ts';
import type { Reply } from './reply.ts';
import { picturesNamedIn } from './request.ts';
import { durationInWords } from './words.ts';

/** Below this a button would only flicker. */
const worthCancelling = 2000;

/**
 * Submits a job and streams its one reply: its place in the line, then how far it is, then the pictures as `present`
 * shows them. Nobody reading on (the person cancelled, the platform went away) cancels the job.
 * Throws what the studio throws: `queue_full`, `unknown_prompt`, `bad_image`, `cancelled` ...
 */
export async function* paint(
  ctx: Context,
  job: Job,
  present: (painting: Painting) => Reply = paintingReply,
  options?: SubmitOptions,
): AsyncGenerator<Reply, void> {
  const asked = await withPrivacy(ctx, job);
  const seen = (reply: Reply): Reply => (asked.private ? { ...reply, ephemeral: true } : reply);
  if (ctx.signal.aborted) throw new AppError('cancelled', 'Cancelled before it began.');
  const ticket = ctx.studio.submit(asked, ctx.caller, options);
  const cancel = () => ticket.cancel();
  ctx.signal.addEventListener('abort', cancel, { once: true });
  let settled = false;
  try {
    for await (const reply of progressReplies(ticket)) yield seen(reply);
    const painting = await ticket.done.finally(() => {
      settled = true;
    });
    yield seen(present(painting));
  } finally {
    ctx.signal.removeEventListener('abort', cancel);
    if (!settled) cancel();
  }
}

/** What comes from a picture that is for its author alone is so, too. */
async function withPrivacy({ gallery }: Context, job: Job): Promise<Job> {
  const named = picturesNamedIn(job);
  if (job.private || named.length === 0) return job;
  return (await gallery.anyPrivate(named)) ? { ...job, private: true } : job;
}

/** Whatever a command answers with, as a stream. */
export async function* streamOf(answer: Reply | Promise<Reply> | AsyncIterable<Reply>): AsyncGenerator<Reply, void> {
  if (Symbol.asyncIterator in answer) yield* answer;
  else yield await answer;
}

async function* progressReplies(ticket: Ticket): AsyncGenerator<Reply, void> {
  const updates = latest<JobProgress>((listener) => ticket.onProgress(listener), ticket.done);
  yield progressReply(ticket.progress(), ticket.id);
  for await (const progress of updates) if (progress.state !== 'done') yield progressReply(progress, ticket.id);
}

function progressReply(progress: JobProgress, ticketId: string): Reply {
  if (progress.state !== 'waiting') {
    return {
      text: 'Painting…',
      progress: { ratio: progress.state === 'running' ? progress.ratio : 1, label: 'Painting' },
    };
  }
  const text = waitingInWords(progress);
  if (progress.waitMs < worthCancelling) return { text };
  const id = buttonId('cancel', ticketId);
  return { text, buttons: [[{ id, label: 'Cancel', title: 'Take this out of the line', tone: 'danger' }]] };
}

/** A place in the line: `Next in line, about 2 seconds.` */
export function waitingInWords({ position, waitMs }: { position: number; waitMs: number }): string {
  const place = position <= 1 ? 'Next in line' : `Number ${position} in line`;
  return `${place}, ${durationInWords(waitMs)}.`;
}
