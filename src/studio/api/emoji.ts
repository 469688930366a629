import type { Ingredient } from './jobs.ts';
import type { Caller } from './people.ts';

/** A picture in the form of an emoji or sticker. */
export interface EmojiPicture {
  bytes: Uint8Array;
  /** A GIF where it moves. */
  mime: 'image/png' | 'image/gif';
  /** Width and height in pixels. */
  side: number;
  /** What it shows, in words. */
  alt: string;
}

export interface EmojiMaker {
  /**
   * One of Easel's pictures by its id, or an upload, which goes on moving where it does: a square of `side` pixels, at
   * most `bytes` large. Throws `not_found`, `bad_image`, `too_large`.
   */
  make(caller: Caller, source: Ingredient, limits: { side: number; bytes: number }): Promise<EmojiPicture>;
  /** A picture of a pack as a PNG of 128 pixels, for anyone who has its id; nothing for other pictures and hidden ones. */
  published(pictureId: string): Promise<Uint8Array | undefined>;
}
