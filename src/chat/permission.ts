import { AppError } from '#lib/errors.ts';
import { type Message, message } from '#lib/i18n.ts';
import type { Caller } from '#studio/api.ts';

/** Throws `no_permission` unless this person runs the workspace. `what` completes `Only admins may ...`. */
export function requireAdmin(caller: Caller, what: Message): void {
  if (caller.admin) return;
  throw new AppError('no_permission', message('typing.admins-only', { what }));
}
