import { AppError } from '#lib/errors.ts';

/** One thing looked at: what was found and, where that is not fine, what to do. */
export interface Finding {
  name: string;
  state: 'ok' | 'warn' | 'fail';
  found: string;
  advice?: string;
}

export const ok = (name: string, found: string): Finding => ({ name, state: 'ok', found });
export const warn = (name: string, found: string, advice: string): Finding => ({ name, state: 'warn', found, advice });
export const fail = (name: string, found: string, advice: string): Finding => ({ name, state: 'fail', found, advice });

/** A failed finding from what was thrown; an AppError's own words say what to do. */
export function failure(name: string, error: unknown): Finding {
  if (error instanceof AppError) return fail(name, 'not usable', error.message);
  const reason = error instanceof Error ? error.message : String(error);
  return fail(name, reason, 'Please report this with the lines above.');
}

/** Bytes in words, in binary units. */
export function inGigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GB`;
}
