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
  /** Hidden until a reader asks for it, where the platform can. */
  spoiler?: boolean;
  /**
   * The id of what somebody gave to learn from and may take back: a platform that keeps pictures keeps this alone, and
   * asks `chat.lessonPicture` whenever it is looked at.
   */
  lesson?: string;
  /** Of what is made of Easel's own pictures, their ids: it goes with each of them. */
  shows?: readonly string[];
}

/** A file to take away. */
export interface ReplyFile {
  /** With its ending. */
  name: string;
  mime: string;
  bytes: Uint8Array;
  /** What it holds, in words. */
  about: string;
  /** As of a `ReplyImage`. */
  shows?: readonly string[];
  /**
   * Of a file with a part of all that is kept about who asked, for them alone: a platform that keeps messages keeps this,
   * and asks `chat.archive` for the file again.
   */
  part?: number;
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

/**
 * A select menu: a row of buttons folded up. Choosing an entry presses the button of its id. A platform without menus
 * shows the buttons.
 */
export interface Select {
  /** What is chosen, in words, shown until something is. */
  label: string;
  /** 1 to 25 entries. */
  entries: SelectEntry[];
}

export interface SelectEntry {
  /** A button's id. */
  id: string;
  /** At most 75 characters. */
  label: string;
  /** As a button's. */
  picture?: string;
  /** The one in force now. */
  chosen?: boolean;
}

/** A question in a window of its own: what is filled in goes to the `submit` of the action that its id names. */
export interface Modal {
  /** `action:argument:...`, as a button's. */
  id: string;
  /** At most 24 characters, Slack's limit. */
  title: string;
  /** 1 to 5, Discord's limit. */
  fields: ModalField[];
  /** How the same is said by typing, for platforms without such windows. */
  typed: string;
}

export interface ModalField {
  /** The key of its value. */
  name: string;
  /** At most 45 characters, Discord's limit. */
  label: string;
  kind: 'text' | 'choice';
  /** Of a choice: 1 to 25. */
  choices?: readonly { value: string; label: string }[];
  /** What it holds at first. */
  value?: string;
  /** What may be written here, in a few words, while it is empty. */
  placeholder?: string;
  required: boolean;
  /** Of a text, in characters. */
  maxLength?: number;
}

export interface Progress {
  /** In [0, 1]. */
  ratio: number;
  label: string;
  /** How long it may take still, in words. */
  left?: string;
}

/** What a command answers. A platform renders all of it, or the fallback that its capability table names. */
export interface Reply {
  /** Plain text with `**bold**`, `code` in backticks and line breaks; nothing else is formatted. */
  text: string;
  images?: ReplyImage[];
  /** Files beside the pictures, as attachments or links; of an ephemeral reply, for who asked alone. */
  files?: ReplyFile[];
  /** Rows of buttons. */
  buttons?: Button[][];
  /** Select menus, below the buttons. */
  selects?: Select[];
  progress?: Progress;
  /** Only the person who asked sees it. */
  ephemeral?: boolean;
  error?: ErrorCode;
}

/**
 * What pressing a button does: a new message, an edit of the message it sits on, a short word to that person, or a
 * question to them. Only an action or shortcut that says `opensModal` asks a question.
 */
export type Outcome =
  | { reply: AsyncIterable<Reply> }
  | { edit: Partial<Reply> }
  | { notice: string }
  | { modal: Modal };
