import { picturesOf } from '#chat/answers/taking-back.ts';
import { allButtons } from '#chat/pressing/buttons.ts';
import type { Reply, ReplyFile } from '#chat/reply.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { streamAnswer } from '#platforms/shared/stream-answer.ts';
import type { Keeper } from '../pictures/keeper.ts';
import { insist } from '../serving/insist.ts';
import type { Message, MessageBody } from './body.ts';
import type { Feed } from './feed.ts';

/** The least time between two edits of one message, in milliseconds. */
const editPause = 100;

/** Writes replies into messages. */
export interface Answers {
  /**
   * Writes each reply of the stream into the message `id`, which its asker alone sees until a reply is not ephemeral;
   * then it is everybody's, and `share` makes what it answers everybody's, too. Pictures are kept before anybody sees them, words with the
   * end of the stream; while the database is away, that waits. Where `signal` aborts first, it is said to be interrupted.
   */
  write(id: string, replies: AsyncIterable<Reply>, share: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Applies the given parts of a reply to a message, since the person `by` pressed something. */
  patch(id: string, edit: Partial<Reply>, by: string): Promise<Message>;
}

export function createAnswers(feed: Feed, keeper: Keeper): Answers {
  /** The parts of a body that a reply sets: a key that the reply lacks keeps its value. */
  const partsOf = async (id: string, reply: Partial<Reply>): Promise<Partial<MessageBody>> => {
    const { images, files, ephemeral: _, selects, ...rest } = reply;
    await keeper.note(id, picturesOf(reply));
    return {
      ...rest,
      ...(selects && { buttons: allButtons(reply) }),
      ...(images && { images: await Promise.all(images.map(keeper.keepImage)) }),
      ...(files && { archives: archivesOf(files), files: await keeper.keepFiles(files) }),
    };
  };

  return {
    async write(id, replies, share, signal) {
      let shared = false;
      const show = async (reply: Reply): Promise<string> => {
        const whole = { images: [], files: [], buttons: [], progress: undefined, error: undefined, ...reply };
        const parts = await insist(() => partsOf(id, whole), signal);
        if (!reply.ephemeral && !shared && !signal.aborted) {
          shared = true;
          await insist(share, signal);
        }
        const put = reply.images?.length ? feed.edit : feed.show;
        const change = ({ audience, ...body }: MessageBody) => ({ ...body, ...parts, ...(shared ? {} : { audience }) });
        await insist(() => put(id, change), signal);
        return id;
      };
      const { ending, newest } = await streamAnswer({
        ...{ replies, pauseMs: editPause, closing: signal, show },
        // `insist` has waited for the database: what it throws will not pass.
        isFinal: () => true,
      });
      if (!newest && ending === 'whole') throw new AppError('internal', message('web.nothing-came'));
      const state = ending === 'interrupted' ? 'interrupted' : 'done';
      await insist(() => feed.edit(id, (body) => ({ ...body, progress: undefined, state })), signal);
    },
    async patch(id, edit, by) {
      const parts = await partsOf(id, edit);
      return feed.edit(id, (body) => ({ ...body, ...parts }), by);
    },
  };
}

/** Those of the files that are made anew when somebody asks for them. */
function archivesOf(files: readonly ReplyFile[]): MessageBody['archives'] {
  const archives = files.flatMap(({ name, part }) => (part === undefined ? [] : [{ name, part }]));
  return archives.length > 0 ? archives : undefined;
}
