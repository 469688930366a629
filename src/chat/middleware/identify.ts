import type { Caller, People } from '#studio/api.ts';
import type { Handler, Incoming } from './handler.ts';

/** Finds out who asks. */
export function identify<Request extends Incoming>(
  people: People,
  next: Handler<Request & { caller: Caller }>,
): Handler<Request> {
  return async (request) => next({ ...request, caller: await people.identify(request.origin) });
}
