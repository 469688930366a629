import type { webApi } from '@slack/bolt';
import { deletedText, keptButton } from '#chat/answers/taking-back.ts';
import { english } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import { filesChannel, type ShownRemoval } from '#platforms/shared/postings.ts';
import { isAway, slackCode } from '../faults.ts';
import { readView, toBlocks } from './blocks.ts';
import type { Uploads } from './uploads.ts';
import { type Block, revealFor, type View } from './view.ts';

/**
 * Takes deleted pictures out of a message, and the buttons under them, or deletes the file that shows them; pictures that
 * were hidden go behind a button, and come back when they are shown again. Throws where
 * Slack does not answer; what is gone already, or cannot be changed, stays as it is.
 */
export async function takeBack(
  client: webApi.WebClient,
  uploads: Uploads,
  removal: ShownRemoval,
  log: Log,
): Promise<void> {
  const { channel, message } = removal;
  try {
    if (channel === filesChannel) await uploads.remove(client, message);
    else await changeMessage(client, uploads, removal);
  } catch (error) {
    if (isAway(error)) throw error;
    log.info({ code: slackCode(error), channel, message }, 'a deleted picture could not be taken back');
  }
}

async function changeMessage(client: webApi.WebClient, uploads: Uploads, removal: ShownRemoval): Promise<void> {
  const { workspace, channel, message: ts, removed, stale, remaining } = removal;
  const { message } = await client.reactions.get({ channel, timestamp: ts, full: true });
  const { blocks = [] } = (message ?? {}) as { blocks?: Block[] };
  const view = readView(blocks);
  const ids = remaining.flatMap(({ id }) => id ?? []);
  const isWhole = ({ pictures }: View['images'][number]) =>
    !pictures.some((id) => removed.includes(id) || stale.includes(id));
  const whole = ids.length > 0 ? view.images.filter(isWhole) : [];
  const shown = whole.flatMap(({ pictures }) => pictures);
  const anew = remaining.filter(({ id }) => id !== undefined && !shown.includes(id));
  const { images } = await uploads.upload(client, workspace, anew);
  const which = { removed, remaining: ids };
  const now = [...whole, ...images];
  const changed: View = {
    text: ids.length > 0 ? view.text : deletedText,
    images: now,
    reveal: view.reveal ?? revealFor(now, english),
    buttons: view.buttons.map((row) => row.flatMap((button) => keepId(button, which))).filter((row) => row.length > 0),
    selects: view.selects
      .map((menu) => ({ ...menu, entries: menu.entries.flatMap((entry) => keepId(entry, which)) }))
      .filter(({ entries }) => entries.length > 0),
  };
  await client.chat.update({ channel, ts, text: changed.text, blocks: toBlocks(changed) });
}

function keepId<Pressed extends { id: string }>(pressed: Pressed, which: Parameters<typeof keptButton>[1]): Pressed[] {
  const id = keptButton(pressed.id, which);
  return id === undefined ? [] : [{ ...pressed, id }];
}
