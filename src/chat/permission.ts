import { AppError } from '#lib/errors.ts';
import type { Caller } from '#studio/api.ts';

/** Throws `no_permission` unless this person runs the workspace. `what` completes `Only admins may ...`. */
export function requireAdmin(caller: Caller, what: string): void {
  if (caller.admin) return;
  throw new AppError('no_permission', `Only admins may ${what}. Please ask one of them.`);
}
