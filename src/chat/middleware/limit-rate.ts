import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Handler, Incoming } from './handler.ts';
import type { TokenBuckets } from './token-buckets.ts';

/** Lets a person ask only so often. `cost` is how many of their tokens one request takes. Throws `rate_limited`. */
export function limitRate<Request extends Incoming>(
  buckets: TokenBuckets,
  cost: number,
  next: Handler<Request>,
): Handler<Request> {
  return (request) => {
    const { platform, workspace, user } = request.origin;
    refuseHaste(buckets.take(JSON.stringify([platform, workspace, user.externalId]), cost));
    return next(request);
  };
}

/** Throws `rate_limited` where it takes so many milliseconds until there are tokens again. */
export function refuseHaste(waitMs: number): void {
  if (waitMs === 0) return;
  throw new AppError('rate_limited', message('typing.haste', { seconds: Math.ceil(waitMs / 1000) }));
}
