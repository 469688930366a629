import { createHash } from 'node:crypto';
import type { webApi } from '@slack/bolt';
import type { ReplyImage } from '#chat/reply.ts';
import type { Timer } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import type { Line } from './line.ts';
import { type Drawing, type DrawSheet, inSheets } from './sheets.ts';
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
}

export interface UploadsParts {
  line: Line;
  timer: Timer;
  sheet: DrawSheet;
}

interface File {
  id: string;
  url: string;
}

export function createUploads({ line, timer, sheet }: UploadsParts): Uploads {
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
          return { image, ...(await (files.get(key) ?? keep(key, send({ line, timer }, client, image)))) };
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
            ...(image.spoiler && { spoiler: true }),
          })),
        links: uploaded
          .filter(({ image }) => !shownTypes.has(image.mime))
          .map(({ image, url }) => ({ name: image.name, url })),
      };
    },
    async forget(team, images) {
      for (const drawing of await inSheets(images, sheet)) files.delete(keyOf(team, drawing));
    },
  };
}

/** Uploads one file to nobody in particular: a message that shows it is what shares it. */
async function send(
  { line, timer }: Pick<UploadsParts, 'line' | 'timer'>,
  client: webApi.WebClient,
  { name, alt, bytes }: Drawing,
): Promise<File> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { upload_url, file_id } = await client.files.getUploadURLExternal({
    filename: name,
    length: buffer.byteLength,
    alt_text: alt.slice(0, 1000),
  });
  if (!upload_url || !file_id) throw new AppError('busy', 'Slack takes no pictures now. Please try again.');
  const sent = await line.send(upload_url, { method: 'POST', body: new Uint8Array(buffer) });
  if (!sent.ok) throw new AppError('busy', `Slack did not take a picture (${sent.status}). Please try again.`);
  await client.files.completeUploadExternal({ files: [{ id: file_id, title: name }] });
  return { id: file_id, url: await addressOf(timer, client, file_id) };
}

/** The file's address, once Slack has looked into it: no message may show it before. */
async function addressOf(timer: Timer, client: webApi.WebClient, id: string): Promise<string> {
  for (const pause of [0, ...pauses]) {
    if (pause) await timer.sleep(pause);
    const { file } = await client.files.info({ file: id });
    if (file?.mimetype) return file.permalink ?? '';
  }
  throw new AppError('busy', 'Slack has not taken the pictures in yet. `/gallery new` shows them in a moment.');
}
