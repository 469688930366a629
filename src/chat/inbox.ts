/**
 * What a platform has sent and is to be dealt with, over restarts. An event is written down before it is acknowledged;
 * what is open after a crash is dealt with by the next start, so what it changes must change once only: see
 * `Origin.event`.
 */
export interface Inbox {
  /** Writes an event down, and says whether this is the first time that it came. `body` is plain JSON. */
  receive(id: string, body: unknown): Promise<boolean>;
  /** Notes where its answer is being shown, as plain JSON: from now on a restart ends that instead of asking again. */
  answering(id: string, answer: unknown): Promise<void>;
  /** Nothing is to be done for it any more. */
  done(id: string): Promise<void>;
  /** What earlier starts left behind, in the order in which it came. */
  open(): Promise<OpenEvent[]>;
}

export interface OpenEvent {
  id: string;
  body: unknown;
  /** Where its answer was being shown, if one was begun. */
  answer?: unknown;
}
