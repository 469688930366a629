import { createHash } from 'node:crypto';
import type { webApi } from '@slack/bolt';
import type { ReplyFile, ReplyImage } from '#chat/reply.ts';
import type { Timer } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message, wordsFor } from '#lib/i18n.ts';
import type { DrawSheet } from '#platforms/platform.ts';
import { filesChannel, type Postings } from '#platforms/shared/postings.ts';
import type { Line } from './line.ts';
import type { Address } from './place.ts';
import { type Drawing, inSheets } from './sheets.ts';
import type { ShownImage } from './view.ts';

/** What Slack shows inside a message. */
const shownTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif']);
/** How long Slack may take to look into a file, in milliseconds between two questions. */
const pauses = [100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000, 10_000];
const remembered = 2000;

export interface UploadedImages {
  images: ShownImage[];
  /** Addresses of files that Slack shows in no message. */
  links: { name: string; url: string }[];
}

/** Puts pictures into Slack, each once; those of a grid as one. */
export interface Uploads {
  /** Throws what Slack throws, and `busy` where it has not looked into a file after a minute. */
  upload(client: webApi.WebClient, team: string, images: ReplyImage[]): Promise<UploadedImages>;
  /** Forgets them, for files that people have deleted. */
  forget(team: string, images: ReplyImage[]): Promise<void>;
  /** Hands a file to a person, in the conversation with them. Throws what Slack throws. */
  hand(to: Pick<Address, 'client' | 'team' | 'user' | 'language'>, file: ReplyFile): Promise<void>;
  /** Deletes a file, and uploads its pictures anew where they are shown again. Throws what Slack throws. */
  remove(client: webApi.WebClient, file: string): Promise<void>;
}

export interface UploadsParts {
  line: Line;
  timer: Timer;
  sheet: DrawSheet;
  postings: Postings;
}

interface File {
  id: string;
  url: string;
}

export function createUploads({ line, timer, sheet, postings }: UploadsParts): Uploads {
  const files = new Map<string, Promise<File>>();
  const keyOf = (team: string, { name, bytes }: Drawing) =>
    `${team}:${name}:${createHash('sha256').update(bytes).digest('base64')}`;

  const keep = (key: string, file: Promise<File>) => {
    files.set(key, file);
    file.catch(() => files.delete(key));
    if (files.size > remembered) files.delete(files.keys().next().value!);
    return file;
  };

  return {
    async upload(client, team, images) {
      const drawings = await inSheets(images, sheet);
      const uploaded = await Promise.all(
        drawings.map(async (image) => {
          const key = keyOf(team, image);
          const known = files.get(key);
          const file = await (known ?? keep(key, sendPicture({ line, timer }, client, image)));
          if (!known) {
            await postings.note({ workspace: team, channel: filesChannel, message: file.id }, image.pictures);
          }
          return { image, ...file };
        }),
      );
      return {
        images: uploaded
          .filter(({ image }) => shownTypes.has(image.mime))
          .map(({ image, id }) => ({
            pictures: image.pictures,
            file: id,
            title: image.title,
            alt: image.alt,
            ...(image.made && { made: true }),
            ...(image.spoiler && { spoiler: true }),
          })),
        links: uploaded
          .filter(({ image }) => !shownTypes.has(image.mime))
          .map(({ image, url }) => ({ name: image.name, url })),
      };
    },
    async hand({ client, team, user, language }, { name, bytes, about, shows = [] }) {
      const { channel } = await client.chat.postMessage({
        channel: user,
        text: wordsFor(language)('slack.your-file', { name }),
      });
      const id = await send(line, client, { name, bytes, alt: about }, channel);
      await postings.note({ workspace: team, channel: filesChannel, message: id }, shows);
    },
    async remove(client, id) {
      for (const [key, file] of files) if ((await file.catch(() => undefined))?.id === id) files.delete(key);
      await client.files.delete({ file: id });
    },
    async forget(team, images) {
      for (const drawing of await inSheets(images, sheet)) files.delete(keyOf(team, drawing));
    },
  };
}

/** Uploads one picture to nobody in particular: a message that shows it is what shares it. */
async function sendPicture(
  { line, timer }: Pick<UploadsParts, 'line' | 'timer'>,
  client: webApi.WebClient,
  drawing: Drawing,
): Promise<File> {
  const id = await send(line, client, drawing);
  return { id, url: await addressOf(timer, client, id) };
}

/** Uploads one file, to a channel or to nobody in particular, and returns its id. */
async function send(
  line: Line,
  client: webApi.WebClient,
  { name, alt, bytes }: Pick<Drawing, 'name' | 'alt' | 'bytes'>,
  channel?: string,
): Promise<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { upload_url, file_id } = await client.files.getUploadURLExternal({
    filename: name,
    length: buffer.byteLength,
    alt_text: alt.slice(0, 1000),
  });
  if (!upload_url || !file_id) throw new AppError('busy', message('slack.takes-none'));
  const sent = await line.send(upload_url, { method: 'POST', body: new Uint8Array(buffer) });
  if (!sent.ok) throw new AppError('busy', message('slack.did-not-take', { status: sent.status }));
  const files: [{ id: string; title: string }] = [{ id: file_id, title: name }];
  await client.files.completeUploadExternal({ files, ...(channel && { channel_id: channel }) });
  return file_id;
}

/** The file's address, once Slack has looked into it: no message may show it before. */
async function addressOf(timer: Timer, client: webApi.WebClient, id: string): Promise<string> {
  for (const pause of [0, ...pauses]) {
    if (pause) await timer.sleep(pause);
    const { file } = await client.files.info({ file: id });
    if (file?.mimetype) return file.permalink ?? '';
  }
  throw new AppError('busy', message('slack.not-taken-in'));
}
