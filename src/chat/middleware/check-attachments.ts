import { AppError } from '#lib/errors.ts';
import type { Handler, Incoming } from './handler.ts';

export interface AttachmentLimits {
  count: number;
  /** Of each file. */
  bytes: number;
}

/** Refuses too many or too large attachments before anything looks into them. Throws `too_large`. */
export function checkAttachments<Request extends Incoming>(
  limits: AttachmentLimits,
  next: Handler<Request>,
): Handler<Request> {
  return (request) => {
    const { attachments } = request;
    if (attachments.length > limits.count) {
      throw new AppError('too_large', `Please attach at most ${limits.count} pictures, not ${attachments.length}.`);
    }
    const large = attachments.find(({ bytes }) => bytes.byteLength > limits.bytes);
    if (!large) return next(request);
    const [size, most] = [large.bytes.byteLength, limits.bytes].map((bytes) => `${Math.ceil(bytes / 2 ** 20)} MB`);
    throw new AppError('too_large', `The attached file has ${size}; please send a picture of at most ${most}.`);
  };
}
