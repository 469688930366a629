import type { webApi } from '@slack/bolt';
import type { AnyCommand, Option } from '#chat/command/command.ts';
import { splitIngredients } from '#chat/reading/ingredients.ts';
import { tokenize } from '#chat/reading/tokens.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Downloads } from '#platforms/shared/downloads.ts';
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

/** Where shared files, emoji and profile pictures lie. */
export const fileHosts = [
  'files.slack.com',
  'emoji.slack-edge.com',
  'avatars.slack-edge.com',
  'ca.slack-edge.com',
  'secure.gravatar.com',
];

/** The pictures among files that people shared, each fetched when it is read. */
export function picturesAmong(download: Downloads, client: webApi.WebClient, files: readonly SlackFile[]): FileThere[] {
  const pictures = files.filter(({ mimetype }) => mimetype?.startsWith('image/'));
  return pictures.map(({ name: given, size, ...file }) => {
    const name = given ?? 'picture';
    const check = ({ ok, headers }: Response) => {
      if (ok && !headers.get('content-type')?.startsWith('text/html')) return;
      throw new AppError('no_permission', message('slack.may-not-read', { name }));
    };
    const url = file.url_private_download ?? file.url_private;
    return download({ name, url, size, headers: { authorization: `Bearer ${client.token}` }, check });
  });
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
