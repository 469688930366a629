import type { ReplyImage } from '#chat/reply.ts';

/** Where pictures are shown: a message, or a file where the platform keeps those by themselves (see `filesChannel`). */
export interface PostedAt {
  /** The platform's id of the server or team. */
  workspace: string;
  channel: string;
  message: string;
}

/** In place of a channel's id, where it is not a message that shows a picture but a file, named as a message would be. */
export const filesChannel = 'files';

/** Remembers where pictures are shown, so that they can be taken back. */
export interface Postings {
  note(at: PostedAt, pictureIds: readonly string[]): Promise<void>;
}

/** Pictures to be taken back from where they are shown, or to be shown otherwise there. */
export interface ShownRemoval extends PostedAt {
  removed: readonly string[];
  /** Those of `remaining` that were hidden, or shown again, since they were posted. */
  stale: readonly string[];
  /** The others that are shown there. */
  remaining: readonly ReplyImage[];
}
