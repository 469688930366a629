import { picturesIn, readView, toBlocks } from './blocks.ts';
import { emojiNamed } from './emoji.ts';
import { originOf, type SlackParts } from './talk.ts';
import { type Block, patchView } from './view.ts';

/** Reactions to Easel's pictures count as votes, and count no more when they are taken away. */
export function addReactions(parts: SlackParts): void {
  const { app, chat, people, turns } = parts;
  for (const name of ['reaction_added', 'reaction_removed'] as const) {
    app.event(name, async ({ event, body, client, context }) => {
      const reaction = emojiNamed(event.reaction);
      const { item, item_user: author, user } = event;
      if (!reaction || item.type !== 'message' || (author && author !== context.botUserId)) return;
      const { channel, ts } = item;
      await turns.take(`${channel}:${ts}`, async () => {
        const { message } = await client.reactions.get({ channel, timestamp: ts, full: true });
        const blocks = ((message as { blocks?: unknown } | undefined)?.blocks ?? []) as Block[];
        const pictures = picturesIn(blocks);
        if (!pictures.length) return;
        const actor = { client, team: body.team_id, user, channel };
        if (await people.isBot(actor)) return;
        const origin = await originOf(parts, actor);
        const edit = await chat.react({ origin, pictures, reaction, added: name === 'reaction_added' });
        if (!edit) return;
        const view = patchView(readView(blocks), edit);
        await client.chat.update({ channel, ts, text: message?.text ?? '', blocks: toBlocks(view) });
      });
    });
  }
}
