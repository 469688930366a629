import type { LazyUpload } from '#chat/attachments.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Origin } from '#studio/api.ts';
import { createShares, type Most, type Whose } from './shares.ts';

/** A file that lies on a platform, and how many bytes it has there. */
export interface FileThere extends LazyUpload {
  size: number;
}

/**
 * The same file, which counts while it is read for whoever attached it. Reading throws `busy` where too much is on its
 * way.
 */
export type FileFetcher = (of: Origin, file: FileThere) => FileThere;

const mebibyte = 2 ** 20;
/** Ten of the largest pictures of one person; as much again for others of their workspace, and for other ones. */
const usual: Most = { all: 300 * mebibyte, line: 200 * mebibyte, person: 100 * mebibyte };

/** Bounds what is fetched at a time of what people attach. */
export function createFileFetcher(most: Most = usual): FileFetcher {
  const shares = createShares(most);
  return (of, { name, size, read }) => ({
    name,
    size,
    async read() {
      const whose = whoseIs(of);
      if (!shares.take(whose, size)) throw new AppError('busy', message('fetch.busy'));
      return read().finally(() => shares.give(whose, size));
    },
  });
}

const whoseIs = ({ platform, workspace, user }: Origin): Whose => ({
  line: `${platform} ${workspace}`,
  person: `${platform} ${user.externalId}`,
});
