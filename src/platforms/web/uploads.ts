import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { keepableText } from '#lib/keepable.ts';
import type { Upload } from '#studio/api.ts';
import { limits } from './limits.ts';
import { mimeOf, sniffPicture } from './pictures.ts';

/** A picture that came with a message: untrusted, but at least it begins like one. */
interface SentPicture extends Upload {
  mime: string;
}

export interface SentMessage {
  clientId: string;
  text: string;
  pictures: SentPicture[];
}

/** A client's own id of what it sends, by which a repetition is known. */
export const clientIdSchema = z.string().regex(/^[\w-]{8,64}$/);

async function readPicture(file: File): Promise<SentPicture> {
  const name = file.name.replace(/[\p{C}/\\]/gu, '').slice(0, 100) || 'picture';
  if (file.size > limits.fileBytes) {
    throw new AppError('too_large', `${name} is larger than 10 MB. Send a smaller version of it.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const ending = sniffPicture(bytes);
  if (!ending) {
    throw new AppError('bad_image', `${name} is not a picture we can read. Send a PNG, JPEG, WebP, GIF or SVG.`);
  }
  return { name, bytes, mime: mimeOf(ending)! };
}

/** Reads the form of a message: `text`, `clientId` and up to four `files`. Throws what to do about a bad one. */
export async function readSentMessage(form: FormData): Promise<SentMessage> {
  const clientId = clientIdSchema.safeParse(form.get('clientId'));
  if (!clientId.success)
    throw new AppError('bad_option', 'The message has no usable id. Reload the page and try again.');
  const text = form.get('text');
  const trimmed = typeof text === 'string' ? keepableText(text).trim() : '';
  if (trimmed.length > limits.text) {
    throw new AppError('too_large', `A message may have ${limits.text} characters; this one has ${trimmed.length}.`);
  }
  const files = form.getAll('files').filter((entry) => entry instanceof File);
  if (files.length > limits.files) {
    throw new AppError('too_large', `A message may have ${limits.files} pictures; this one has ${files.length}.`);
  }
  if (trimmed === '' && files.length === 0) {
    throw new AppError('bad_option', 'The message is empty. Type a command such as /help.');
  }
  return { clientId: clientId.data, text: trimmed, pictures: await Promise.all(files.map(readPicture)) };
}
