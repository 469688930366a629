import type { Button, Modal, Progress } from '#chat/reply.ts';
import type { ErrorCode } from '#lib/errors.ts';
import type { Counts, OwnMarks } from '#studio/api.ts';

/** What the server tells the page: types only, shared by both. */
export interface ImageView {
  url: string;
  id?: string;
  number?: number;
  name: string;
  width?: number;
  height?: number;
  alt: string;
  /** Hidden until its reader asks for it. */
  spoiler?: boolean;
}

/** A file to take away. */
export interface FileView {
  url: string;
  name: string;
  /** What it holds, in words. */
  about: string;
}

export interface MessageView {
  id: string;
  sequence: number;
  revision: number;
  author: string;
  authorName: string;
  bot: boolean;
  /** ISO 8601. */
  createdAt: string;
  text: string;
  images: ImageView[];
  files: FileView[];
  /** Files for this person alone, which the server makes when they are asked for. */
  archives?: { name: string; url: string }[];
  buttons: Button[][];
  /** Ids of those buttons that the person who looks has pressed; where it is absent, they are as they were. */
  pressed?: string[];
  state: 'running' | 'done' | 'interrupted';
  progress?: Progress;
  error?: ErrorCode;
  /** Nobody else sees it. */
  private: boolean;
  /** Its reader has put it away. */
  dismissed: boolean;
  clientId?: string;
  cause?: { message: string; person: string; name: string; button?: string };
}

/** What came of a press, beside what the message shows now. */
export interface PressedView {
  notice?: string;
  /** To be asked, and answered at `/api/submit`. */
  modal?: Modal;
  message?: MessageView;
}

export interface Limits {
  /** Attachments of one message. */
  files: number;
  fileBytes: number;
  /** Characters of a message. */
  text: number;
  /** Characters of a name. */
  name: number;
}

export interface SessionView {
  id: string;
  name: string;
  /** The name was chosen by the person, not proposed. */
  named: boolean;
  operator: boolean;
  gallery: boolean;
  /** They may open the console. */
  console: boolean;
  sketching: boolean;
  limits: Limits;
}

export interface OptionView {
  name: string;
  kind: 'text' | 'integer' | 'number' | 'choice' | 'ingredient';
  summary: string;
  required: boolean;
  choices?: readonly string[];
  min?: number;
  max?: number;
  /** The server completes it. */
  completes: boolean;
  rest: boolean;
}

export interface CommandView {
  name: string;
  summary: string;
  examples: readonly string[];
  admin: boolean;
  options: OptionView[];
}

export interface GalleryView {
  id: string;
  url: string;
  width: number;
  height: number;
  alt: string;
  spoiler?: boolean;
  subject: string;
  author: string;
  /** ISO 8601. */
  createdAt: string;
  counts: Counts;
  own: OwnMarks;
}

export interface RelativeView {
  id: string;
  subject: string;
  kind: string;
}

export interface HistoryView {
  picture: GalleryView;
  kind: string;
  prompt?: string;
  seed: number;
  style: string;
  checkpoint: string;
  siblings: { id: string; number: number }[];
  parents: RelativeView[];
  children: RelativeView[];
}

export interface ErrorView {
  error: { code: ErrorCode; message: string };
}
