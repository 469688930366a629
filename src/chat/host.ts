import { AppError } from '#lib/errors.ts';
import { message, type Said } from '#lib/i18n.ts';
import type { AnimationFormat } from '#studio/api.ts';
import type { LazyUpload } from './attachments.ts';
import type { PlaceKind } from './markup.ts';

export const emojiKinds = ['emoji', 'sticker', 'app-emoji'] as const;
/** `emoji` and `sticker` belong to the server, `app-emoji` to Easel itself. */
export type EmojiKind = (typeof emojiKinds)[number];

export interface NewEmoji {
  kind: EmojiKind;
  /** 2 to 32 letters, digits and underscores. */
  name: string;
  /** 128 × 128 pixels, 320 × 320 for a sticker; at most as large as `emojiBytes` says, 512 KB for a sticker. */
  bytes: Uint8Array;
  /** A GIF where it moves. */
  mime: 'image/png' | 'image/gif';
  /** What it shows, in words. */
  alt: string;
}

/** A picture that a platform has for what was typed, see `findPicture`. */
export interface NamedPicture extends LazyUpload {
  /** The platform's id of the person whose profile picture it is. */
  person?: string;
}

export const animationFormats = ['webp', 'gif'] as const satisfies readonly AnimationFormat[];

/** What a platform can do, as data. What it cannot do has words that say what people do instead. */
export interface Capabilities {
  /** The kinds of animation that it shows in a message, the best first. */
  animations: readonly AnimationFormat[];
  /** The kinds of emoji that Easel can add there itself. */
  emoji: readonly EmojiKind[];
  /** The largest file that the platform takes for an emoji. */
  emojiBytes: number;
  /** How people add the file themselves where Easel cannot. */
  emojiByHand: Said;
  /** What ids of roles (or user groups) and channels look like, where the platform has them and shows their names. */
  places?: Readonly<Record<PlaceKind, RegExp>>;
}

/** What a platform does for a command beyond showing replies; made for each request, for the person who asks. */
export interface Host {
  capabilities: Capabilities;
  /**
   * Adds an emoji of a kind that `capabilities` names. Throws `no_permission` where this person or Easel may not,
   * `full` where no slot is free, `bad_option`, each in words that say what to do.
   */
  saveEmoji(emoji: NewEmoji): Promise<void>;
  /**
   * The picture that something typed stands for: a custom emoji, or a mentioned person with their profile picture, as
   * the platform writes these. Nothing for other words. Throws AppErrors such as `not_found`.
   */
  findPicture?(typed: string): Promise<NamedPicture | undefined>;
}

/** A platform that only shows replies. */
export const plainHost: Host = {
  capabilities: {
    animations: animationFormats,
    emoji: [],
    emojiBytes: 128 * 1024,
    emojiByHand: message('save.by-hand'),
  },
  saveEmoji() {
    throw new AppError('bad_option', message('save.not-here'));
  },
};
