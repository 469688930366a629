import type { Caller } from '#studio/api.ts';
import type { AnyCommand } from '../command.ts';
import { requireAdmin } from '../permission.ts';
import type { Handler, Incoming } from './handler.ts';

/** Keeps commands for admins, and their buttons, to admins. Throws `no_permission`. */
export function permit<Request extends Incoming & { caller: Caller; command: AnyCommand }>(
  next: Handler<Request>,
): Handler<Request> {
  return (request) => {
    if (request.command.admin) requireAdmin(request.caller, `use /${request.command.name}`);
    return next(request);
  };
}
