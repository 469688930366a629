import type { Job, Upload } from './jobs.ts';
import type { PaintedPicture } from './paintings.ts';
import type { Caller } from './people.ts';

export interface Counts {
  up: number;
  down: number;
  favorites: number;
}

export type Mark = 'up' | 'down' | 'favorite';

export interface OwnMarks {
  vote: -1 | 0 | 1;
  favorite: boolean;
}

export interface GalleryPicture extends PaintedPicture {
  spoiler?: boolean;
  /** For its author alone. */
  private?: boolean;
  counts: Counts;
  subject: string;
  author: string;
  createdAt: Date;
}

/** Which pictures of the gallery are meant. */
export interface Which {
  /** A person's, as `findAuthor` returned it. */
  author?: string;
  /** Those of the last so many days. */
  days?: number;
  /** What they show, in words. */
  search?: string;
}

export interface PictureHistory {
  picture: GalleryPicture;
  /** The caller asked for it. */
  mine: boolean;
  kind: Job['kind'];
  prompt?: string;
  /** What it shows, as it was understood, in words and emoji, where that is known. */
  scene?: string;
  seed: number;
  style: string;
  checkpoint: string;
  /** The generation's other pictures included, so that its buttons can be drawn again. */
  siblings: { id: string; number: number }[];
  /** Ancestors, nearest first, with how the child came from them. */
  parents: { id: string; subject: string; kind: Job['kind'] }[];
  children: { id: string; subject: string; kind: Job['kind'] }[];
  /** What to submit for more like it, with no seed; absent where that cannot be said again, as after an upload. */
  again?: Job;
}

/**
 * Every method throws `not_found` for a picture that does not exist in the caller's workspace. Pages count from 1 and
 * hold 9 pictures; fewer than that means that it is the last page.
 */
export interface Gallery {
  /** Votes; the same vote again takes it back, the other one replaces it. */
  vote(caller: Caller, pictureId: string, value: 1 | -1): Promise<OwnMarks>;
  /** Marks as favourite, or takes that back. */
  favorite(caller: Caller, pictureId: string): Promise<OwnMarks>;
  /** Sets a mark on pictures, or takes it away where it is set; the same again changes nothing. */
  mark(caller: Caller, pictureIds: readonly string[], mark: Mark, present: boolean): Promise<void>;
  /** All pictures of the generation a picture belongs to, with their votes and the language of who asked for them. */
  siblings(
    caller: Caller,
    pictureId: string,
  ): Promise<{ id: string; number: number; counts: Counts; language?: string }[]>;
  /** What this person voted on these pictures. */
  marks(caller: Caller, pictureIds: string[]): Promise<Map<string, OwnMarks>>;
  favorites(caller: Caller, page: number, perPage?: number): Promise<GalleryPicture[]>;
  list(caller: Caller, order: 'top' | 'new', page: number, perPage?: number, which?: Which): Promise<GalleryPicture[]>;
  /** The person of that name, mention or id, in the caller's workspace; `me` is the caller. Throws `not_found`. */
  findAuthor(caller: Caller, typed: string): Promise<string>;
  /**
   * The picture of the caller's workspace that an attached one is, also in another size or format. Throws `not_found`
   * where it is none, `bad_image` for what is no picture.
   */
  recognise(caller: Caller, upload: Upload): Promise<string>;
  /** Whether one of these is for its author alone. */
  anyPrivate(pictureIds: readonly string[]): Promise<boolean>;
  /** Makes all that was painted with a picture of the caller's everybody's, and returns it. Throws `no_permission`. */
  share(caller: Caller, pictureId: string): Promise<GalleryPicture[]>;
  history(caller: Caller, pictureId: string): Promise<PictureHistory>;
  /**
   * Deletes pictures for good, from wherever they are shown and kept: the caller's own, an admin anybody's. Throws
   * `no_permission`.
   */
  remove(caller: Caller, pictureIds: readonly string[]): Promise<void>;
}
