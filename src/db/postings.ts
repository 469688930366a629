import type { Store } from './store.ts';

/** A message of a chat platform, or a file where the platform keeps those by themselves. */
export interface PostedAt {
  /** The platform's id of the server or team. */
  workspace: string;
  channel: string;
  message: string;
}

/** A message that still shows pictures which were deleted, or shows some otherwise than they are to be shown now. */
export interface Removal extends PostedAt {
  removed: string[];
  /** Those that were hidden, or shown again, since; they are among `remaining`. */
  stale: string[];
  /** The others that it shows. */
  remaining: string[];
}

/** What is to be taken back at a time. */
const removalsAtMost = 200;

export type PostingQueries = ReturnType<typeof postingQueries>;

export function postingQueries({ client, clock }: Store) {
  return {
    /** What one platform shows where. */
    of(platform: string) {
      return {
        /** Notes that a message shows pictures, some of which may be deleted by now; the same again changes nothing. */
        async note({ workspace, channel, message }: PostedAt, imageIds: readonly string[]): Promise<void> {
          if (imageIds.length === 0) return;
          const at = { platform, workspace, channel, message, postedAt: clock.now() };
          const there = await client.image.findMany({ where: { id: { in: [...imageIds] } }, select: { id: true } });
          const data = [...new Set(imageIds)].map((imageId) => {
            return { ...at, imageId, removed: !there.some(({ id }) => id === imageId) };
          });
          await client.posting.createMany({ data, skipDuplicates: true });
        },

        /** Messages that are to change, the oldest first. */
        async listRemovals(): Promise<Removal[]> {
          const outdated = await client.posting.findMany({
            where: { platform, OR: [{ removed: true }, { stale: true }] },
            select: { workspace: true, channel: true, message: true },
            distinct: ['channel', 'message'],
            orderBy: { postedAt: 'asc' },
            take: removalsAtMost,
          });
          const messages = outdated.map(({ channel, message }) => ({ channel, message }));
          const rows = await client.posting.findMany({
            where: { platform, OR: messages },
            orderBy: { postedAt: 'asc' },
          });
          return outdated.map((at) => {
            const shown = rows.filter(({ channel, message }) => channel === at.channel && message === at.message);
            const which = (matches: (row: (typeof shown)[number]) => boolean) =>
              shown.filter(matches).map(({ imageId }) => imageId);
            return {
              ...at,
              removed: which(({ removed }) => removed),
              stale: which(({ removed, stale }) => stale && !removed),
              remaining: which(({ removed }) => !removed),
            };
          });
        },

        /** Notes that the message was changed, or cannot be. */
        async settle({ channel, message, removed, stale }: Removal): Promise<void> {
          const at = { platform, channel, message };
          await client.posting.deleteMany({ where: { ...at, imageId: { in: removed }, removed: true } });
          await client.posting.updateMany({ where: { ...at, imageId: { in: stale } }, data: { stale: false } });
        },
      };
    },
  };
}
