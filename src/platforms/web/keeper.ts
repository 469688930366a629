import { filesChannel, type Postings } from '#platforms/shared/postings.ts';
import type { FileStore } from './files.ts';

/** Keeps Easel's own pictures as files, and remembers which picture is shown where, so that it can be taken back. */
export interface Keeper {
  /** As `FileStore.save`; `picture` is the picture's id, where it has one. */
  save(bytes: Uint8Array, mime: string, picture: string | undefined): Promise<string>;
  /** Notes that a message shows pictures. */
  note(message: string, pictures: readonly string[]): Promise<void>;
}

export function createKeeper(files: FileStore, postings: Postings, at: { workspace: string; channel: string }): Keeper {
  return {
    async save(bytes, mime, picture) {
      const name = await files.save(bytes, mime);
      if (picture) await postings.note({ ...at, channel: filesChannel, message: name }, [picture]);
      return name;
    },
    note: (message, pictures) => postings.note({ ...at, message }, pictures),
  };
}
