import type { Clock } from '#lib/clock.ts';

export interface TokenBuckets {
  /** Takes `cost` tokens and returns 0, or takes none and returns the milliseconds until there are enough. */
  take(key: string, cost: number): number;
}

export interface Rate {
  /** How much a person may do at once. */
  burst: number;
  /** How much of it comes back in a minute. */
  perMinute: number;
}

const swept = 10_000;

/**
 * A token bucket per key, full at first. Those that are full again are forgotten, so memory stays bounded. A clock that
 * is set back takes nothing away.
 */
export function createTokenBuckets({ burst, perMinute }: Rate, clock: Clock): TokenBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perMs = perMinute / 60_000;
  const level = (bucket: { tokens: number; at: number }, now: number) =>
    Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) * perMs);

  const sweep = (now: number) => {
    for (const [key, bucket] of buckets) if (level(bucket, now) >= burst) buckets.delete(key);
  };

  return {
    take(key, cost) {
      const now = clock.now().getTime();
      const tokens = level(buckets.get(key) ?? { tokens: burst, at: now }, now);
      if (tokens < cost) return (cost - tokens) / perMs;
      if (!buckets.has(key) && buckets.size >= swept) sweep(now);
      buckets.set(key, { tokens: tokens - cost, at: now });
      return 0;
    },
  };
}
