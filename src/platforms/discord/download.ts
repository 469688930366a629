import type { APIAttachment } from 'discord.js';
import type { Timer } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { download } from '#platforms/shared/download.ts';
import type { FileThere } from '#platforms/shared/fetch-files.ts';

const discordHosts = ['cdn.discordapp.com', 'media.discordapp.net'];
/** What is read of a picture at most, see `uploadLimits`. */
const largest = 10 * 2 ** 20;

/** Fetches files that people attached; from Discord's hosts, or those of a configured API, and from nowhere else. */
export function createDownloads(apiUrl?: string, timer?: Timer) {
  const origins = new Set([
    ...discordHosts.map((host) => `https://${host}`),
    ...(apiUrl ? [new URL(apiUrl).origin] : []),
  ]);

  const read = async ({ url, size }: APIAttachment): Promise<Uint8Array> => {
    if (!URL.canParse(url) || !origins.has(new URL(url).origin)) throw unusable();
    if (size > largest) throw tooLarge();
    const check = ({ ok }: Response) => {
      if (!ok) throw unusable();
    };
    return download(new URL(url), { largest, check, tooLarge, timer }).catch((error: unknown) => {
      throw error instanceof AppError ? error : unusable(error);
    });
  };

  /** A file to be fetched where it is needed. Reading throws `too_large`, or `bad_image` where it cannot be had. */
  return (attachment: APIAttachment): FileThere => ({
    name: attachment.filename,
    size: Math.min(attachment.size, largest),
    read: () => read(attachment),
  });
}

export type Downloads = ReturnType<typeof createDownloads>;

function unusable(cause?: unknown): AppError {
  return new AppError('bad_image', message('discord.not-fetched'), cause);
}

function tooLarge(): AppError {
  return new AppError('too_large', message('fetch.large', { size: largest / 2 ** 20 }));
}
