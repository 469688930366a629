import { createRecent } from '#lib/recent.ts';
import { picturesIn, readView, toBlocks } from '../answering/blocks.ts';
import { emojiNamed } from '../answering/emoji.ts';
import { type Block, patchView } from '../answering/view.ts';
import { originOf, type SlackParts } from './talk.ts';

const remembered = 1000;

/** Reactions to Easel's pictures count as votes, and count no more when they are taken away. */
export function addReactions(parts: SlackParts) {
  const { app, chat, people, turns, redraw } = parts;
  /** A message shows the same pictures for ever once it has any. */
  const pictures = createRecent<string[]>(remembered);

  for (const name of ['reaction_added', 'reaction_removed'] as const) {
    app.event(name, async ({ event, body, client, context }) => {
      const reaction = emojiNamed(event.reaction);
      const { item, item_user: author, user } = event;
      if (!reaction || item.type !== 'message' || (author && author !== context.botUserId)) return;
      const { channel, ts } = item;
      const key = `${channel}:${ts}`;
      const read = async () => {
        const { message } = await client.reactions.get({ channel, timestamp: ts, full: true });
        const { text = '', blocks = [] } = (message ?? {}) as { text?: string; blocks?: Block[] };
        return { text, blocks };
      };

      const edit = await turns.take(key, async () => {
        const shown = pictures.get(key) ?? picturesIn((await read()).blocks);
        if (!shown.length) return undefined;
        pictures.set(key, shown);
        const actor = { client, team: body.team_id, user, channel };
        if (await people.isBot(actor)) return undefined;
        const origin = await originOf(parts, actor);
        return chat.react({ origin, pictures: shown, reaction, added: name === 'reaction_added' });
      });
      if (!edit) return;
      await redraw(key, edit, async (newest) => {
        const { text, blocks } = await read();
        await client.chat.update({ channel, ts, text, blocks: toBlocks(patchView(readView(blocks), newest)) });
      });
    });
  }

  return {
    /** Looks anew what a message shows when somebody reacts to it. */
    forget: ({ channel, message }: { channel: string; message: string }) => pictures.forget(`${channel}:${message}`),
  };
}
