export interface RateLimits {
  /** Requests that one route takes per window. */
  perRoute: number;
  windowMs: number;
  /** Requests of the whole bot per second; those with an interaction's token do not count. */
  global: number;
}

export interface Verdict {
  headers: Record<string, string>;
  /** Seconds to wait, where the request is refused. */
  retryAfter?: number;
  global?: boolean;
}

interface Window {
  left: number;
  until: number;
}

/** Discord's rate limits, by its headers and the machine's time. A storm refuses requests for no reason. */
export class Limiter {
  /** How many requests to come are refused, whatever the limits say, and for how long each. */
  storm = { requests: 0, retryAfter: 0.05, global: false };
  readonly limits: RateLimits;
  readonly #windows = new Map<string, Window>();

  constructor(limits: RateLimits) {
    this.limits = limits;
  }

  /** Interaction callbacks have no limit; requests with an interaction's token have only that of their route. */
  check(method: string, path: string): Verdict {
    if (path.endsWith('/callback')) return { headers: {} };
    if (this.storm.requests > 0) {
      this.storm.requests--;
      return refused(this.storm.retryAfter, this.storm.global);
    }
    const whole = path.startsWith('/webhooks/') ? undefined : this.#take('*', this.limits.global, 1000);
    if (whole && whole.left < 0) return refused(secondsUntil(whole), true);
    const key = `${method} ${routeOf(path)}`;
    const window = this.#take(key, this.limits.perRoute, this.limits.windowMs);
    if (window.left < 0) return refused(secondsUntil(window), false);
    return {
      headers: {
        'x-ratelimit-limit': String(this.limits.perRoute),
        'x-ratelimit-remaining': String(window.left),
        'x-ratelimit-reset-after': secondsUntil(window).toFixed(3),
        'x-ratelimit-bucket': Buffer.from(bucketOf(method, path)).toString('hex'),
      },
    };
  }

  #take(key: string, limit: number, windowMs: number): Window {
    const now = performance.now();
    const known = this.#windows.get(key);
    const window = known && known.until > now ? known : { left: limit, until: now + windowMs };
    window.left--;
    this.#windows.set(key, window);
    return window;
  }
}

function secondsUntil({ until }: Window): number {
  return Math.max(0.001, (until - performance.now()) / 1000);
}

function refused(retryAfter: number, global: boolean): Verdict {
  return {
    retryAfter,
    global,
    headers: {
      'retry-after': retryAfter.toFixed(3),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global && { 'x-ratelimit-global': 'true' }),
    },
  };
}

/** A path with the ids of messages left out, but not the channel, the server or the webhook. */
function routeOf(path: string): string {
  return path.replace(/(\/(?:messages|users)\/)[^/]+/g, '$1:id');
}

/** A route without its major id: what shares one bucket's name. */
function bucketOf(method: string, path: string): string {
  return `${method}${routeOf(path).replace(/\/\d{17,20}(\/[\w.-]{60,})?/g, '/:id')}`;
}
