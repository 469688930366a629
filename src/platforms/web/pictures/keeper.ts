import type { ReplyFile, ReplyImage } from '#chat/reply.ts';
import { filesChannel, type Postings } from '#platforms/shared/postings.ts';
import type { KeptFile, KeptImage } from '../channel/body.ts';
import type { FileStore } from './files.ts';

/** Keeps Easel's own pictures as files, and remembers which picture is shown where, so that it can be taken back. */
export interface Keeper {
  /** As `FileStore.save`; `picture` is the picture's id, where it has one. */
  save(bytes: Uint8Array, mime: string, picture: string | undefined): Promise<string>;
  /** A picture of a reply; what may be taken back as a lesson is not kept a second time. */
  keepImage(image: ReplyImage): Promise<KeptImage>;
  /** Files of a reply, but for those that are made anew when somebody asks for them. */
  keepFiles(files: readonly ReplyFile[]): Promise<KeptFile[]>;
  /** Notes that a message shows pictures. */
  note(message: string, pictures: readonly string[]): Promise<void>;
}

export function createKeeper(files: FileStore, postings: Postings, at: { workspace: string; channel: string }): Keeper {
  const noteFile = (name: string, pictures: readonly string[]) =>
    postings.note({ ...at, channel: filesChannel, message: name }, pictures);

  async function save(bytes: Uint8Array, mime: string, picture: string | undefined) {
    const name = await files.save(bytes, mime);
    if (picture) await noteFile(name, [picture]);
    return name;
  }

  async function saveMade(bytes: Uint8Array, mime: string, pictures: readonly string[]) {
    const name = await files.saveMade(bytes, mime, pictures);
    await noteFile(name, pictures);
    return name;
  }

  return {
    save,
    async keepImage({ bytes, mime, shows, ...image }) {
      if (image.lesson) return image;
      return { ...image, file: await (shows ? saveMade(bytes, mime, shows) : save(bytes, mime, image.id)) };
    },
    keepFiles(given) {
      const kept = given.filter(({ part }) => part === undefined);
      return Promise.all(
        kept.map(async ({ name, mime, bytes, about, shows = [] }) => {
          return { file: await saveMade(bytes, mime, shows), name, about };
        }),
      );
    },
    note: (message, pictures) => postings.note({ ...at, message }, pictures),
  };
}
