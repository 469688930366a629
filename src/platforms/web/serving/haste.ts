import type { Context } from 'hono';
import { refuseHaste } from '#chat/middleware/limit-rate.ts';
import { createTokenBuckets, type Rate } from '#chat/middleware/token-buckets.ts';
import { systemClock } from '#lib/clock.ts';
import { lineOf } from './address.ts';

/** Limits of what the chat does not limit itself. All throw `rate_limited`. */
export interface Haste {
  /** A new person, of whom one line brings a class of them but no crowd. */
  newcomer(c: Context): void;
  /** A new name of somebody who is here. */
  rename(person: string): void;
  /** A try at the operator's token. */
  guess(c: Context): void;
  /** An emoji of a pack, by a tool that is nobody. */
  fetch(c: Context): void;
  /** A vote or a favourite in the gallery. */
  mark(person: string): void;
  /** Anything asked of the console. */
  console(person: string): void;
  /** A stroke of a drawing. */
  sketch(person: string): void;
}

const newcomers: Rate = { burst: 60, perMinute: 20 };
const renames: Rate = { burst: 10, perMinute: 10 };
const guesses: Rate = { burst: 10, perMinute: 5 };
const fetches: Rate = { burst: 120, perMinute: 60 };
const marks: Rate = { burst: 60, perMinute: 60 };
const consoles: Rate = { burst: 240, perMinute: 240 };
const strokes: Rate = { burst: 60, perMinute: 120 };

export function createHaste(behindProxy: boolean, clock = systemClock): Haste {
  const limit = (rate: Rate) => {
    const buckets = createTokenBuckets(rate, clock);
    return (key: string) => refuseHaste(buckets.take(key, 1));
  };
  const newcomer = limit(newcomers);
  const guess = limit(guesses);
  const fetch = limit(fetches);
  return {
    newcomer: (c) => newcomer(lineOf(c, behindProxy)),
    rename: limit(renames),
    guess: (c) => guess(lineOf(c, behindProxy)),
    fetch: (c) => fetch(lineOf(c, behindProxy)),
    mark: limit(marks),
    console: limit(consoles),
    sketch: limit(strokes),
  };
}
