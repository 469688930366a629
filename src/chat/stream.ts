import { AppError } from '#lib/errors.ts';
import { type Message, message, type Words } from '#lib/i18n.ts';
import type { Job, JobProgress, Painting, SubmitOptions, Ticket } from '#studio/api.ts';
import { paintingReply } from './answers/painting.ts';
import { durationInWords } from './answers/words.ts';
import type { Context } from './context.ts';
import { buttonId } from './pressing/buttons.ts';
import { latest } from './reading/latest.ts';
import { picturesNamedIn } from './reading/request.ts';
import type { Reply } from './reply.ts';

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
  present: (painting: Painting, words: Words) => Reply = paintingReply,
  options?: SubmitOptions,
): AsyncGenerator<Reply, void> {
  const { words } = ctx;
  const asked = await withPrivacy(ctx, job);
  const seen = (reply: Reply): Reply => (asked.private ? { ...reply, ephemeral: true } : reply);
  if (ctx.signal.aborted) throw new AppError('cancelled', message('painting.cancelled-before'));
  const ticket = ctx.studio.submit(asked, ctx.caller, options);
  const cancel = () => ticket.cancel();
  ctx.signal.addEventListener('abort', cancel, { once: true });
  let settled = false;
  try {
    for await (const reply of progressReplies(ticket, words)) yield seen(reply);
    const painting = await ticket.done.finally(() => {
      settled = true;
    });
    yield seen(present(painting, words));
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

async function* progressReplies(ticket: Ticket, words: Words): AsyncGenerator<Reply, void> {
  const updates = latest<JobProgress>((listener) => ticket.onProgress(listener), ticket.done);
  yield progressReply(ticket.progress(), ticket.id, words);
  for await (const progress of updates) if (progress.state !== 'done') yield progressReply(progress, ticket.id, words);
}

function progressReply(progress: JobProgress, ticketId: string, words: Words): Reply {
  if (progress.state !== 'waiting') {
    const ratio = progress.state === 'running' ? progress.ratio : 1;
    return { text: words('progress.painting'), progress: { ratio, label: words('progress.painting-label') } };
  }
  const text = words.of(waitingInWords(progress));
  if (progress.waitMs < worthCancelling) return { text };
  const id = buttonId('cancel', ticketId);
  const [label, title] = [words('button.cancel'), words('button.cancel.does')];
  return { text, buttons: [[{ id, label, title, tone: 'danger' }]] };
}

/** A place in the line: `Next in line, about 2 seconds.` */
export function waitingInWords({ position, waitMs }: { position: number; waitMs: number }): Message {
  const time = durationInWords(waitMs);
  return position <= 1 ? message('progress.next', { time }) : message('progress.place', { position, time });
}
