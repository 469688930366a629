/** One message of the web chat as it is kept. `body` is the web platform's own JSON (see `body.ts`). */
export interface StoredMessage {
  id: string;
  channel: string;
  /** Its place in the channel, rising. */
  sequence: number;
  /** Global and rising; renewed by every update, so whoever knows one number can ask for everything newer. */
  revision: number;
  author: string;
  authorName: string;
  bot: boolean;
  body: unknown;
  createdAt: Date;
}

export interface NewMessage {
  /** Of this id there is one message, however often it is created: the first stays. */
  id?: string;
  channel: string;
  author: string;
  authorName: string;
  bot: boolean;
  body: unknown;
}

/** Where the web chat keeps its messages. A promise that resolves means that the message outlives a crash. */
export interface MessageStore {
  create(message: NewMessage): Promise<StoredMessage>;
  /** Replaces the body and gives the message a new revision. Throws `not_found`. */
  update(id: string, body: unknown): Promise<StoredMessage>;
  find(id: string): Promise<StoredMessage | undefined>;
  /** The newest `limit` messages with a sequence below `before`, oldest first. */
  list(channel: string, options: { before?: number; limit: number }): Promise<StoredMessage[]>;
  /** The first `limit` messages whose revision is above `revision`, by revision. */
  since(channel: string, revision: number, limit: number): Promise<StoredMessage[]>;
}
