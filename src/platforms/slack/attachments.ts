import type { webApi } from '@slack/bolt';
import type { AnyCommand, Option } from '#chat/command.ts';
import { splitIngredients } from '#chat/ingredients.ts';
import { tokenize } from '#chat/tokens.ts';
import type { Timer } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { download } from '#platforms/shared/download.ts';
import type { FileThere } from '#platforms/shared/fetch-files.ts';

/** A file as messages and events name it. */
export interface SlackFile {
  id?: string;
  name?: string | null;
  mimetype?: string;
  size?: number;
  url_private?: string;
  url_private_download?: string;
}

const mebibyte = 2 ** 20;
/** What is read of a picture at most, see `uploadLimits`. */
const largest = 10 * mebibyte;
const slackHost = 'files.slack.com';

/** Reads pictures that people shared, from Slack's own host alone; `apiUrl` names another one that may be asked. */
export interface Downloads {
  /** The pictures among these files, each fetched when it is read. */
  pictures(client: webApi.WebClient, files: SlackFile[]): FileThere[];
}

export function createDownloads(apiUrl?: string, timer?: Timer): Downloads {
  const hosts = new Set([slackHost, ...(apiUrl ? [new URL(apiUrl).host] : [])]);

  const read = async (client: webApi.WebClient, { size = 0, ...file }: SlackFile): Promise<Uint8Array> => {
    if (size > largest) throw tooLarge();
    const name = file.name ?? message('file.yours');
    const url = new URL(file.url_private_download ?? file.url_private ?? 'about:blank');
    if (!hosts.has(url.host)) throw new AppError('bad_image', message('slack.elsewhere', { name }));
    const check = ({ ok, headers }: Response) => {
      if (ok && !headers.get('content-type')?.startsWith('text/html')) return;
      throw new AppError('no_permission', message('slack.may-not-read', { name }));
    };
    const headers = { authorization: `Bearer ${client.token}` };
    return download(url, { headers, largest, check, tooLarge, timer }).catch((error: unknown) => {
      if (error instanceof AppError) throw error;
      throw new AppError('bad_image', message('slack.not-fetched', { name }), error);
    });
  };

  return {
    pictures: (client, files) =>
      files
        .filter(({ mimetype }) => mimetype?.startsWith('image/'))
        .map((file) => ({
          name: file.name ?? 'picture',
          size: Math.min(file.size ?? largest, largest),
          read: () => read(client, file),
        })),
  };
}

function tooLarge(): AppError {
  return new AppError('too_large', message('slack.large', { size: largest / mebibyte }));
}

/** How many pictures a command such as `/restyle noto` lacks, to be taken from the thread that it is said in. */
export function countMissingPictures(text: string, commands: ReadonlyMap<string, AnyCommand>): number {
  const [, name = '', rest = ''] = /^\/(\S+)\s*(.*)$/su.exec(text) ?? [];
  const options = Object.entries<Option>(commands.get(name.toLowerCase())?.options ?? {});
  const tokens = tokenize(rest);
  const open = options.filter(([key, { required }]) => required && !tokens.some((token) => token.name === key));
  const words = splitIngredients(tokens.filter((token) => !token.name));
  const takers = open.filter(([, { kind }]) => kind === 'ingredient');
  return Math.min(takers.length, Math.max(0, open.length - words.length));
}
