import { createHash } from 'node:crypto';
import type { Clock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { createId } from '#lib/ids.ts';
import type { Caller, Console, ConsoleGuest } from '../api.ts';

const minutes = 10;
const keyLength = 32;
/** Keys that wait to be used: with more, the oldest goes. */
const mostKeys = 1000;

/** Where the console is: `publicUrl`, or the port on the machine that Easel runs on. */
export interface ConsoleAddress {
  publicUrl?: string;
  port: number;
}

/** Lets admins in from chat: keys that are good once and for ten minutes, kept in memory by their hash. */
export function createInvitations(
  { publicUrl, port }: ConsoleAddress,
  clock: Clock,
): Pick<Console, 'invite' | 'redeem'> {
  const waiting = new Map<string, { guest: ConsoleGuest; until: number }>();
  const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');

  return {
    invite(caller: Caller) {
      requireAdmin(caller);
      const { userId, name, workspaceId } = caller;
      const key = createId(keyLength);
      const until = clock.now().getTime() + minutes * 60_000;
      waiting.set(hashOf(key), { guest: { userId, name, workspaceId }, until });
      for (const [oldest, entry] of waiting) {
        if (waiting.size <= mostKeys && entry.until > clock.now().getTime()) break;
        waiting.delete(oldest);
      }
      const base = publicUrl ?? `http://localhost:${port}`;
      // After the #, so that no server and no log on the way sees it.
      return { url: `${new URL('/console', base).href}#key=${key}`, minutes, local: publicUrl === undefined };
    },
    redeem(key) {
      const found = waiting.get(hashOf(key));
      waiting.delete(hashOf(key));
      if (found && found.until > clock.now().getTime()) return found.guest;
      throw new AppError('no_permission', 'This link was used already, or is too old. Ask for a new one: /console.');
    },
  };
}

export function requireAdmin({ admin }: Pick<Caller, 'admin'>): void {
  if (!admin) throw new AppError('no_permission', 'The console is for admins. Please ask one of them.');
}
