import { deletedText, keptButton } from '#chat/answers/taking-back.ts';
import { filesChannel, type ShownRemoval } from '#platforms/shared/postings.ts';
import type { KeptImage, MessageBody } from '../channel/body.ts';
import type { Feed } from '../channel/feed.ts';
import { type FileStore, goesWithAny } from './files.ts';
import type { Keeper } from './keeper.ts';

/** Who was forgotten, and the messages that were emptied for it. */
export interface Forgotten {
  accounts: readonly { platform: string; externalId: string }[];
  messageIds: readonly string[];
}

/** Makes what was deleted go from messages, from their files, and from pages that are open. */
export function createTakingBack(feed: Feed, files: FileStore, keeper: Pick<Keeper, 'keepImage'>) {
  return {
    /**
     * Takes deleted pictures out of a message, or deletes a file that shows nothing else. In place of what was made of
     * them and others, the message shows the others. Pictures that were hidden become spoilers.
     */
    async takeBack({ channel, message, removed, stale, remaining }: ShownRemoval): Promise<void> {
      if (channel === filesChannel) {
        if (remaining.length === 0 || goesWithAny(message)) await files.remove(message);
        return;
      }
      const which = { removed, remaining: remaining.flatMap(({ id }) => id ?? []) };
      const found = await feed.find(message);
      if (!found) return;
      const isMadeAnew = found.body.images.some(isMade);
      const instead = await Promise.all((isMadeAnew ? remaining : []).map(keeper.keepImage));
      const spoilers = new Map(
        remaining.flatMap(({ id, spoiler }) => (id && stale.includes(id) ? [[id, spoiler] as const] : [])),
      );
      await feed.edit(message, (body) => hiddenIn(without(body, which, instead), spoilers));
    },

    /** Deletes what people sent, and shows their messages as they are now. */
    async forget({ accounts, messageIds }: Forgotten): Promise<void> {
      for (const { platform, externalId } of accounts) if (platform === 'web') await files.removeOf(externalId);
      await feed.renew(messageIds);
    },
  };
}

const isMade = ({ file }: { file?: string }): boolean => file !== undefined && goesWithAny(file);

interface Which {
  removed: readonly string[];
  remaining: readonly string[];
}

function without(body: MessageBody, which: Which, instead: readonly KeptImage[]): MessageBody {
  const pressed = body.buttons.map((row) =>
    row.flatMap((button) => {
      const id = keptButton(button.id, which);
      return id === undefined ? [] : [{ ...button, id }];
    }),
  );
  const buttons = pressed.filter((row) => row.length > 0);
  if (which.remaining.length === 0) return { ...body, text: deletedText, images: [], files: [], buttons };
  const kept = body.images.filter((image) => !isMade(image) && !(image.id && which.removed.includes(image.id)));
  const images = [...instead, ...kept];
  return { ...body, images, files: body.files.filter((file) => !isMade(file)), buttons };
}

/** The message with some of its pictures as spoilers, or as none any more. */
function hiddenIn(body: MessageBody, spoilers: ReadonlyMap<string, boolean | undefined>): MessageBody {
  const images = body.images.map((image) =>
    image.id && spoilers.has(image.id) ? { ...image, spoiler: spoilers.get(image.id) } : image,
  );
  return { ...body, images };
}
