import type { types } from '@slack/bolt';
import type { Reply } from '#chat/reply.ts';
import { type Words, wordsFor } from '#lib/i18n.ts';
import { toBlocks } from './answering/blocks.ts';
import type { Address } from './answering/place.ts';
import { type Block, viewOf } from './answering/view.ts';
import { hostFor, originOf, type SlackParts } from './receiving/talk.ts';

/** What the home tab shows: commands that answer with pictures. */
const sections = [
  { title: 'slack.favourites', command: '/favorites' },
  { title: 'slack.most-loved', command: '/gallery' },
] as const;

/** Fills the home tab whenever somebody opens it. */
export function addHome(parts: SlackParts): void {
  parts.app.event('app_home_opened', async ({ event, body, client }) => {
    if (event.tab === 'home') await publishHome(parts, { client, team: body.team_id ?? '', user: event.user });
  });
}

/** Shows a person's favourites and the leaderboard in their home tab. */
export async function publishHome(parts: SlackParts, address: Address): Promise<void> {
  const origin = await originOf(parts, address);
  const words = wordsFor(origin.language);
  const host = hostFor(parts, address, origin);
  const blocks: types.KnownBlock[] = [];
  for (const { title, command } of sections) {
    const reply = await last(parts.chat.say({ origin, host, text: command, signal: parts.closing }));
    const header: types.HeaderBlock = { type: 'header', text: { type: 'plain_text', text: words(title) } };
    blocks.push(header, ...(await blocksOf(parts, address, reply, words)));
  }
  await address.client.views.publish({ user_id: address.user, view: { type: 'home', blocks } });
}

/** A reply without ways to other pages, which a tab has no place for, and without ids, which it may not have twice. */
async function blocksOf(
  { uploads }: SlackParts,
  { client, team }: Address,
  reply: Reply,
  words: Words,
): Promise<Block[]> {
  const { images } = await uploads.upload(client, team, reply.images ?? []);
  const buttons = reply.buttons?.filter((row) => row.every(({ picture }) => picture));
  return toBlocks(viewOf({ ...reply, buttons }, images, words)).map(({ block_id: _, ...block }) => block as Block);
}

async function last(replies: AsyncIterable<Reply>): Promise<Reply> {
  let newest: Reply = { text: '' };
  for await (const reply of replies) newest = reply;
  return newest;
}
