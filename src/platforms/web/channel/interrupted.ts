import { interruptedReply } from '#platforms/shared/interrupted.ts';
import { type Message, type MessageBody, newBody } from './body.ts';
import type { Feed } from './feed.ts';

/** Who the answers are by. */
export const bot = { author: 'easel', authorName: 'Easel', bot: true };

const { text, error } = interruptedReply('en');
/** The page says it in the language of whoever looks. */
const ending: Partial<MessageBody> = { text, error, state: 'interrupted', progress: undefined, buttons: [] };

/** Pictures are kept at once: what was cut off after them was whole. */
const endOf = ({ images, progress }: MessageBody): Partial<MessageBody> =>
  images.length > 0 && !progress ? { state: 'done' } : ending;

/** Ends, among these messages, the answers and the questions that a restart cut off, so that nobody waits for them. */
export async function endInterrupted(feed: Feed, messages: Message[]): Promise<void> {
  const answered = new Set(messages.map(({ body }) => body.cause?.message));
  for (const { id, author, authorName, bot: isBot, body } of messages) {
    if (body.state === 'running') await feed.edit(id, (current) => ({ ...current, ...endOf(current) }));
    if (isBot || answered.has(id)) continue;
    const cause = { message: id, person: author, name: authorName };
    await feed.create(bot, newBody({ ...ending, audience: body.audience, cause }));
  }
}
