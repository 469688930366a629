import type { Said } from '#lib/i18n.ts';
import type { Upload } from './jobs.ts';
import type { Caller } from './people.ts';

/** A picture that somebody gives Easel to learn from. */
export interface Lesson {
  id: string;
  /** What it shows, in the words of who gave it. */
  name: string;
  /** Offered until its giver agreed, then waiting for an admin's decision. */
  state: 'offered' | 'waiting' | 'approved' | 'declined';
  /** The name of who gave it. */
  giver: string;
  createdAt: Date;
  /** As it is trained on. */
  png: Uint8Array;
  /** Width and height in pixels. */
  side: number;
}

/** Pages count from 1 and hold 5 lessons; fewer than that means that it is the last page. */
export interface Lessons {
  /** What a giver agrees to. */
  terms: Said;
  /** Prepares a picture for training and keeps it until its giver agrees. Throws `bad_image`, `too_large`, `full`. */
  offer(caller: Caller, upload: Upload, name: string): Promise<Lesson>;
  /** Records that the giver agreed to the terms; from then on it waits for an admin. Throws `not_found`. */
  agree(caller: Caller, id: string): Promise<Lesson>;
  /** Forgets a picture for good: its giver may, and an admin. Throws `not_found`. */
  withdraw(caller: Caller, id: string): Promise<void>;
  /** One's own picture, whatever became of it, or to an admin one that waits for a decision. Throws `not_found`. */
  look(caller: Caller, id: string): Promise<Lesson>;
  /** What the caller gave, whatever became of it, the newest first. */
  mine(caller: Caller, page: number): Promise<Lesson[]>;
  /** What waits for a decision, the oldest first. Throws `no_permission`. */
  queue(caller: Caller, page: number): Promise<Lesson[]>;
  /** Throws `no_permission`, and `not_found` for what does not wait any more. */
  decide(caller: Caller, id: string, decision: 'approved' | 'declined'): Promise<Lesson>;
}
