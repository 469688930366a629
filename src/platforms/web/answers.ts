import { allButtons } from '#chat/buttons.ts';
import { latestOf } from '#chat/latest-of.ts';
import type { Reply, ReplyFile, ReplyImage } from '#chat/reply.ts';
import type { KeptFile, KeptImage, Message, MessageBody } from './body.ts';
import type { Feed } from './feed.ts';
import type { FileStore } from './files.ts';
import { insist } from './insist.ts';

/** The least time between two edits of one message, in milliseconds. */
const editPause = 100;

/** Writes replies into messages. */
export interface Answers {
  /**
   * Writes each reply of the stream into the message `id`, which its asker alone sees until a reply is not ephemeral;
   * then it is everybody's, and `share` makes what it answers everybody's, too. Pictures are kept before anybody sees them, words with the
   * end of the stream; while the database is away, that waits. Stops without a word when `signal` aborts.
   */
  write(id: string, replies: AsyncIterable<Reply>, share: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Applies the given parts of a reply to a message, since the person `by` pressed something. */
  patch(id: string, edit: Partial<Reply>, by: string): Promise<Message>;
}

export function createAnswers(feed: Feed, files: FileStore): Answers {
  /** What may be taken back is not kept a second time. */
  const keep = async ({ bytes, mime, ...image }: ReplyImage): Promise<KeptImage> =>
    image.lesson ? image : { ...image, file: await files.save(bytes, mime) };

  const keepFile = async ({ name, mime, bytes, about }: ReplyFile): Promise<KeptFile> => {
    return { file: await files.save(bytes, mime), name, about };
  };

  /** The parts of a body that a reply sets: a key that the reply lacks keeps its value. */
  const partsOf = async (reply: Partial<Reply>): Promise<Partial<MessageBody>> => {
    const { images, files: given, ephemeral: _, selects, ...rest } = reply;
    return {
      ...rest,
      ...(selects && { buttons: allButtons(reply) }),
      ...(images && { images: await Promise.all(images.map(keep)) }),
      ...(given && { files: await Promise.all(given.map(keepFile)) }),
    };
  };

  return {
    async write(id, replies, share, signal) {
      let shared = false;
      let answered = false;
      for await (const reply of latestOf(replies, editPause, signal)) {
        answered = true;
        const parts = await partsOf({
          images: [],
          files: [],
          buttons: [],
          progress: undefined,
          error: undefined,
          ...reply,
        });
        if (!reply.ephemeral && !shared) {
          shared = true;
          await insist(share, signal);
        }
        if (signal.aborted) return;
        const put = reply.images?.length ? feed.edit : feed.show;
        const change = ({ audience, ...body }: MessageBody) => ({
          ...body,
          ...parts,
          ...(shared ? {} : { audience }),
        });
        await insist(() => put(id, change), signal);
      }
      if (signal.aborted) return;
      const end = (body: MessageBody): MessageBody => ({
        ...body,
        ...(answered ? {} : { text: 'Nothing came back. Please try again.', error: 'internal' }),
        progress: undefined,
        state: 'done',
      });
      await insist(() => feed.edit(id, end), signal);
    },
    async patch(id, edit, by) {
      const parts = await partsOf(edit);
      return feed.edit(id, (body) => ({ ...body, ...parts }), by);
    },
  };
}
