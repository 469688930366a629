import type { Timer } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { download } from './download.ts';
import type { FileThere } from './fetch-files.ts';

export interface DownloadsOptions {
  /** The platform, as people call it. */
  title: string;
  /** Its own hosts of files. */
  hosts: readonly string[];
  /** The address of its API, where that is another one than its own: files may lie there, too. */
  apiUrl?: string;
  timer?: Timer;
}

/** A file that somebody attached, as its platform names it. */
export interface Attached {
  name: string;
  /** Where it lies; absent where the platform does not say. */
  url?: string;
  /** In bytes, as the platform says. */
  size?: number;
  headers?: Record<string, string>;
  /** Throws an AppError where the answer is not the file. */
  check?(response: Response): void;
}

export type Downloads = (file: Attached) => FileThere;

const mebibyte = 2 ** 20;
/** What is read of a picture at most, see `uploadLimits`. */
const largest = 10 * mebibyte;

/**
 * Files that people attached, each to be fetched where it is needed: from the platform's own hosts, and from nowhere else.
 * Reading throws `too_large`, and `bad_image` where it cannot be had.
 */
export function createDownloads({ title, hosts, apiUrl, timer }: DownloadsOptions): Downloads {
  const origins = new Set([...hosts.map((host) => `https://${host}`), ...(apiUrl ? [new URL(apiUrl).origin] : [])]);

  const read = async ({ name, url = '', size = 0, headers, check }: Attached): Promise<Uint8Array> => {
    if (!URL.canParse(url) || !origins.has(new URL(url).origin)) {
      throw new AppError('bad_image', `${name} does not lie at ${title}. Please attach the file itself.`);
    }
    if (size > largest) throw tooLarge();
    const checkAnswer = (response: Response) => {
      check?.(response);
      if (!response.ok) throw new Error(`the host answered ${response.status}`);
    };
    const options = { headers, largest, check: checkAnswer, tooLarge, timer };
    return download(new URL(url), options).catch((error: unknown) => {
      if (error instanceof AppError) throw error;
      throw new AppError('bad_image', `I could not fetch ${name} from ${title}. Please attach it again.`, error);
    });
  };

  return (file) => ({ name: file.name, size: Math.min(file.size ?? largest, largest), read: () => read(file) });
}

function tooLarge(): AppError {
  return new AppError('too_large', `Please send pictures of at most ${largest / mebibyte} MB.`);
}
