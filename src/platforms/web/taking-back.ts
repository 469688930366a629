import { deletedText, keptButton } from '#chat/taking-back.ts';
import { filesChannel, type ShownRemoval } from '#platforms/shared/postings.ts';
import type { MessageBody } from './body.ts';
import type { Feed } from './feed.ts';
import type { FileStore } from './files.ts';

/** Who was forgotten, and the messages that were emptied for it. */
export interface Forgotten {
  accounts: readonly { platform: string; externalId: string }[];
  messageIds: readonly string[];
}

/** Makes what was deleted go from messages, from their files, and from pages that are open. */
export function createTakingBack(feed: Feed, files: FileStore) {
  return {
    /** Takes deleted pictures out of a message, or deletes a file that shows nothing else. */
    async takeBack({ channel, message, removed, remaining }: ShownRemoval): Promise<void> {
      if (channel === filesChannel) {
        if (remaining.length === 0) await files.remove(message);
        return;
      }
      const which = { removed, remaining: remaining.flatMap(({ id }) => id ?? []) };
      if (await feed.find(message)) await feed.edit(message, (body) => without(body, which));
    },

    /** Deletes what people sent, and shows their messages as they are now. */
    async forget({ accounts, messageIds }: Forgotten): Promise<void> {
      for (const { platform, externalId } of accounts) if (platform === 'web') await files.removeOf(externalId);
      await feed.renew(messageIds);
    },
  };
}

function without(body: MessageBody, which: { removed: readonly string[]; remaining: readonly string[] }): MessageBody {
  const kept = body.buttons.map((row) =>
    row.flatMap((button) => {
      const id = keptButton(button.id, which);
      return id === undefined ? [] : [{ ...button, id }];
    }),
  );
  const buttons = kept.filter((row) => row.length > 0);
  if (which.remaining.length === 0) return { ...body, text: deletedText, images: [], buttons };
  return { ...body, images: body.images.filter(({ id }) => !id || !which.removed.includes(id)), buttons };
}
