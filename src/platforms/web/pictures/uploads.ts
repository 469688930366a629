import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { keepableText } from '#lib/keepable.ts';
import type { Upload } from '#studio/api.ts';
import { limits } from '../serving/limits.ts';
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
    throw new AppError('too_large', message('web.large-file', { name }));
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const ending = sniffPicture(bytes);
  if (!ending) {
    throw new AppError('bad_image', message('web.no-picture', { name }));
  }
  return { name, bytes, mime: mimeOf(ending)! };
}

/** Reads the form of a message: `text`, `clientId` and up to four `files`. Throws what to do about a bad one. */
export async function readSentMessage(form: FormData): Promise<SentMessage> {
  const clientId = clientIdSchema.safeParse(form.get('clientId'));
  if (!clientId.success) throw new AppError('bad_option', message('web.bad-id'));
  const text = form.get('text');
  const trimmed = typeof text === 'string' ? keepableText(text).trim() : '';
  if (trimmed.length > limits.text) {
    throw new AppError('too_large', message('web.characters', { most: limits.text, count: trimmed.length }));
  }
  const files = form.getAll('files').filter((entry) => entry instanceof File);
  if (files.length > limits.files) {
    throw new AppError('too_large', message('web.pictures', { most: limits.files, count: files.length }));
  }
  if (trimmed === '' && files.length === 0) {
    throw new AppError('bad_option', message('web.empty'));
  }
  return { clientId: clientId.data, text: trimmed, pictures: await Promise.all(files.map(readPicture)) };
}
