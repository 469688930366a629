import type { ErrorCode } from '#lib/errors.ts';

/** A picture in a reply. `id` is set where the picture is one of Easel's own and can be voted on. */
export interface ReplyImage {
  id?: string;
  /** Its number in the grid, from 1. */
  number?: number;
  /** A file name with its ending. */
  name: string;
  mime: string;
  bytes: Uint8Array;
  width: number;
  height: number;
  alt: string;
}

/**
 * A button. `id` carries its whole meaning as `action:argument:...` (at most 100 characters), so it is answered from
 * the database after a restart or a month. `picture` is the id of the picture that it belongs to.
 */
export interface Button {
  id: string;
  label: string;
  /** What it does, in words, for tooltips and people who cannot see it. */
  title: string;
  picture?: string;
  tone?: 'primary' | 'danger';
}

export interface Progress {
  /** In [0, 1]. */
  ratio: number;
  label: string;
  remainingMs?: number;
}

/** What a command answers. A platform renders all of it, or the fallback that its capability table names. */
export interface Reply {
  /** Plain text with `**bold**`, `code` in backticks and line breaks; nothing else is formatted. */
  text: string;
  images?: ReplyImage[];
  /** Rows of buttons. */
  buttons?: Button[][];
  progress?: Progress;
  /** Only the person who asked sees it. */
  ephemeral?: boolean;
  error?: ErrorCode;
}

/** What pressing a button does: a new message, an edit of the message it sits on, or a short word to that person. */
export type Outcome = { reply: AsyncIterable<Reply> } | { edit: Partial<Reply> } | { notice: string };
