import { Hono, type MiddlewareHandler } from 'hono';
import type { ErrorCode } from '#lib/errors.ts';

export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  /** Where it comes from, and the address that it came in at. */
  from?: string;
  at?: string;
}

/** Asks middleware without a server: `ok` where it lets a request through, or the code that it is refused with. */
export async function askThrough(middleware: MiddlewareHandler, { method, headers, from, at }: Ask = {}) {
  const app = new Hono();
  let refused: ErrorCode | undefined;
  app.onError((error, c) => {
    refused = (error as { code?: ErrorCode }).code;
    return c.text(error.message, 400);
  });
  app.use(middleware);
  app.all('*', (c) => c.text('ok'));
  const socket = { remoteAddress: from ?? '127.0.0.1', localAddress: at ?? '127.0.0.1' };
  const response = await app.request('/', { method, headers }, { incoming: { socket } });
  return { said: refused ?? (await response.text()), response };
}
