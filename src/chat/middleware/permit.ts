import { message } from '#lib/i18n.ts';
import type { Caller } from '#studio/api.ts';
import type { AnyCommand } from '../command/command.ts';
import { requireAdmin } from '../permission.ts';
import type { Handler, Incoming } from './handler.ts';

/** Keeps commands for admins, and all that belongs to them, to admins and whom the command allows. Throws `no_permission`. */
export function permit<Request extends Incoming & { caller: Caller; command: AnyCommand }>(
  next: Handler<Request>,
): Handler<Request> {
  return (request) => {
    const { command, caller } = request;
    if (command.admin && !command.allows?.(caller))
      requireAdmin(caller, message('admins-may.use', { command: command.name }));
    return next(request);
  };
}
