import type { Words } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { Origin } from '#studio/api.ts';
import type { Attachment } from '../attachments.ts';
import type { Host } from '../host.ts';
import type { Outcome } from '../reply.ts';

/** A message, a pressed button or the like on its way to its command. Middleware adds to it what the next one needs. */
export interface Incoming {
  /** Names this request in the log and in replies about internal errors. */
  requestId: string;
  origin: Origin;
  attachments: Attachment[];
  host: Host;
  signal: AbortSignal;
  /** In the language of who asks. */
  words: Words;
  log: Log;
}

/** Answers a request or throws an AppError. A middleware takes the next handler and returns one. */
export type Handler<Request> = (request: Request) => Promise<Outcome>;
