import { createByteCache } from '#lib/byte-cache.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { Upload } from '#studio/api.ts';
import type { KeptImage, MessageBody } from '../channel/body.ts';
import type { Person } from '../serving/identity.ts';
import type { FileStore } from './files.ts';

/**
 * A picture from outside drawn anew, upright, small, and with nothing in it but what is to be seen: no place, no camera,
 * no code. Throws AppErrors.
 */
export type Redraw = (upload: Upload) => Promise<{ bytes: Uint8Array; mime: string }>;

/** The pictures that came with people's messages. */
export interface SentPictures {
  /** Remembers them for a while, so that a question that was refused can be asked again. */
  hold(message: string, pictures: Upload[]): void;
  /** Keeps them for whoever sees the message. One that cannot be kept is left out: it does not stop the answer. */
  keep(person: Person, pictures: readonly Upload[]): Promise<KeptImage[]>;
  /** Those of a message, to ask with them again. Throws `not_found` where one is not there any more. */
  find(message: string, body: MessageBody): Promise<Upload[]>;
}

/** How many bytes are remembered in all. */
const held = 16 * 2 ** 20;

export function createSentPictures(files: FileStore, redraw: Redraw, log: Log): SentPictures {
  const waiting = createByteCache<Upload[]>(held, (pictures) =>
    pictures.reduce((bytes, picture) => bytes + picture.bytes.length, 0),
  );

  return {
    hold: (id, pictures) => waiting.set(id, Promise.resolve(pictures)),

    async keep(person, pictures) {
      const kept = pictures.map(async (picture): Promise<KeptImage[]> => {
        try {
          const { bytes, mime } = await redraw(picture);
          const { name } = picture;
          return [{ file: await files.saveFor(person.id, bytes, mime), name, alt: name }];
        } catch (error) {
          log.warn({ err: error }, 'a picture that somebody sent could not be kept');
          return [];
        }
      });
      return (await Promise.all(kept)).flat();
    },

    async find(id, { images, attached = images.length }) {
      const remembered = await waiting.get(id);
      if (remembered) return remembered;
      const read = images.map(async ({ file, name }): Promise<Upload[]> => {
        const bytes = file && (await files.read(file));
        return bytes ? [{ name, bytes }] : [];
      });
      const found = (await Promise.all(read)).flat();
      if (found.length === attached) return found;
      throw new AppError('not_found', message('web.pictures-gone'));
    },
  };
}
