import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createShares, type Most, type Whose } from '#platforms/shared/shares.ts';

export interface BodyLimits {
  /** Bytes of bodies that have come in and are not done with. */
  underWay: Most;
  /** How long a body may stop coming, and take in all, in milliseconds. */
  stallMs: number;
  wholeMs: number;
}

const mebibyte = 2 ** 20;
/** One person's message with the largest pictures, two from one house, three in all. */
export const usualBodyLimits: BodyLimits = {
  underWay: { all: 126 * mebibyte, line: 84 * mebibyte, person: 42 * mebibyte },
  stallMs: 20_000,
  wholeMs: 120_000,
};

const waiting = message('web.too-much');
const tooLarge = (most: number) =>
  new AppError('too_large', most > mebibyte ? message('web.large') : message('web.long'));

/** Makes middleware that reads a request's body before its route, at most so many bytes of it. */
export type LimitBody = (most: number) => MiddlewareHandler;

declare module 'hono' {
  interface ContextVariableMap {
    /** What a route leaves where it goes on with what came in: that is under way until this settles. */
    bodyInUse?: Promise<unknown>;
  }
}

/**
 * Bodies are counted byte by byte as they come in, in all, for each line and for each person, and one that stops coming
 * is given up: whoever begins many and ends none takes room from nobody else. `whoseIs` throws for whom nothing is read.
 */
export function createBodies(
  { underWay, stallMs, wholeMs }: BodyLimits,
  whoseIs: (c: Context) => Promise<Whose>,
): LimitBody {
  const shares = createShares(underWay);

  return (most) => async (c, next) => {
    const whose = await whoseIs(c);
    if (Number(c.req.header('content-length') ?? 0) > most) throw tooLarge(most);
    const parts: Uint8Array[] = [];
    let size = 0;
    const reader = c.req.raw.body?.getReader();
    const whole = AbortSignal.timeout(wholeMs);
    let use: Promise<unknown> | undefined;
    try {
      for (let part = await nextPart(reader, stallMs, whole); part; part = await nextPart(reader, stallMs, whole)) {
        if (size + part.length > most) throw tooLarge(most);
        if (!shares.take(whose, part.length)) throw new AppError('rate_limited', waiting);
        size += part.length;
        parts.push(part);
      }
      const { url, method, headers } = c.req.raw;
      c.req.raw = new Request(url, { method, headers, body: Buffer.concat(parts.splice(0)) });
      await next();
      use = c.get('bodyInUse');
    } finally {
      const done = () => shares.give(whose, size);
      if (use) use.then(done, done);
      else done();
      await reader?.cancel().catch(() => {});
    }
  };
}

/** What comes next, or nothing at the end. Throws `bad_option` where it does not come in time. */
async function nextPart(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  stallMs: number,
  whole: AbortSignal,
): Promise<Uint8Array | undefined> {
  if (!reader) return undefined;
  const late = Promise.withResolvers<never>();
  const giveUp = () => late.reject(new AppError('bad_option', message('web.stopped')));
  const timer = setTimeout(giveUp, stallMs);
  whole.addEventListener('abort', giveUp);
  if (whole.aborted) giveUp();
  try {
    return (await Promise.race([reader.read(), late.promise])).value;
  } finally {
    clearTimeout(timer);
    whole.removeEventListener('abort', giveUp);
  }
}
