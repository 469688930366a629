import type { LazyUpload } from '#chat/pressing/shortcuts.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Origin, Upload } from '#studio/api.ts';
import { createShares, type Most, type Whose } from './shares.ts';

/** A file that lies on a platform, and how many bytes it has there. */
export interface FileThere extends LazyUpload {
  size: number;
}

/** Fetches what people attach, so much of it at a time. */
export interface FileFetcher {
  /**
   * Fetches files together. Throws `too_large` where they are more than one person may send, `busy` where too much is
   * on its way, and what reading one throws.
   */
  fetch(of: Origin, files: readonly FileThere[]): Promise<Upload[]>;
  /** The same file, fetched so when it is read. */
  later(of: Origin, file: FileThere): LazyUpload;
}

const mebibyte = 2 ** 20;
/** Ten of the largest pictures of one person; as much again for others of their workspace, and for other ones. */
const usual: Most = { all: 300 * mebibyte, line: 200 * mebibyte, person: 100 * mebibyte };

export function createFileFetcher(most: Most = usual): FileFetcher {
  const shares = createShares(most);

  const fetch = async (of: Origin, files: readonly FileThere[]): Promise<Upload[]> => {
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    if (bytes > most.person) throw tooLarge(bytes, most.person);
    const whose = whoseIs(of);
    if (!shares.take(whose, bytes)) {
      throw new AppError('busy', message('fetch.busy'));
    }
    try {
      const fetched = await Promise.allSettled(files.map((file) => file.read()));
      return fetched.map((one, i) => {
        if (one.status === 'rejected') throw one.reason;
        return { name: files[i]!.name, bytes: one.value };
      });
    } finally {
      shares.give(whose, bytes);
    }
  };

  return {
    fetch,
    later: (of, file) => ({ name: file.name, read: async () => (await fetch(of, [file]))[0]!.bytes }),
  };
}

const whoseIs = ({ platform, workspace, user }: Origin): Whose => ({
  line: `${platform} ${workspace}`,
  person: `${platform} ${user.externalId}`,
});

function tooLarge(bytes: number, most: number): AppError {
  const sizes = { size: Math.ceil(bytes / mebibyte), most: Math.floor(most / mebibyte) };
  return new AppError('too_large', message('fetch.large-together', sizes));
}
