import type { Job, Wishes } from './jobs.ts';
import type { Caller } from './people.ts';

export interface PaintedPicture {
  id: string;
  /** Its number in the grid, from 1. */
  number: number;
  width: number;
  height: number;
  png: Uint8Array;
  /** What it shows, in words, for people who cannot see it. */
  alt: string;
}

/** Pictures put together: a sheet with their numbers, a pattern, a banner. */
export interface Drawing {
  name: string;
  png: Uint8Array;
  /** What it shows, in words. */
  alt: string;
}

/** A file to take away, beside the pictures. */
export interface PaintedFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
  /** What it holds, in words. */
  about: string;
}

/** A job's result. */
export interface Painting {
  id: string;
  kind: Job['kind'];
  /** What the words were taken for, such as `fox 🦊 + doughnut 🍩`; empty for free samples. */
  subject: string;
  /** A kind word on what could not be used, with suggestions. */
  note?: string;
  seed: number;
  style: string;
  checkpoint: string;
  /** To be hidden until a reader asks for it. */
  spoiler?: boolean;
  /** For its author alone. */
  private?: boolean;
  pictures: PaintedPicture[];
  /** What was made of the pictures, in place of each alone. */
  drawings?: Drawing[];
  files?: PaintedFile[];
  /** Ids of older pictures that stand in the drawings. */
  madeOf?: string[];
  /** Of an exploration: the names of the directions that there are. */
  directions?: string[];
  animation?: {
    bytes: Uint8Array;
    mime: string;
    width: number;
    height: number;
    frames: number;
    /** What lies half way: the picture that stands for the animation, and is voted on. */
    picture: string;
    /** Absent where it cannot be asked for again. */
    speed?: number;
  };
}

export type JobProgress =
  /** `position` counts from 1; in `waitMs` milliseconds it will start if nothing is added. */
  { state: 'waiting'; position: number; waitMs: number } | { state: 'running'; ratio: number } | { state: 'done' };

/** A job that was accepted. `done` rejects with an AppError: `cancelled`, `unknown_prompt`, `bad_image` ... */
export interface Ticket {
  id: string;
  done: Promise<Painting>;
  progress: () => JobProgress;
  onProgress(listener: (progress: JobProgress) => void): void;
  cancel(): void;
}

export interface SubmitOptions {
  /** As by a button: asked again while it is unfinished, it is the same request and gets the same pictures. */
  once?: boolean;
}

export interface QueueEntry {
  id: string;
  kind: string;
  mine: boolean;
  /** It is of the caller's workspace. */
  here: boolean;
  progress: JobProgress;
}

export interface QueueView {
  entries: QueueEntry[];
  /** The device in words, such as `cpu (2 threads)`, and why it is not the one asked for, if so. */
  device: string;
  checkpoint: string;
}

/** What may be typed, and what people read of it where they choose from a list. */
export interface Suggestion {
  value: string;
  label: string;
}

export type SuggestionKind = 'prompt' | 'style' | 'picture' | 'model' | keyof Wishes;

export interface Studio {
  /** Accepts a job, or throws `queue_full` with when to come back, or the ticket's `done` rejects with it. */
  submit(job: Job, caller: Caller, options?: SubmitOptions): Ticket;
  queue(caller: Caller): Promise<QueueView>;
  /** Cancels the caller's jobs (an admin may name anyone's); returns how many. Throws `not_found`. */
  cancel(caller: Caller, ticketId?: string): Promise<number>;
  /** Completions of what is typed so far, best first, at most 25. */
  suggest(kind: SuggestionKind, text: string, caller: Caller): Promise<Suggestion[]>;
}
