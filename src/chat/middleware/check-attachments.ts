import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { type Attachment, sizeOf } from '../attachments.ts';
import type { Handler, Incoming } from './handler.ts';

export interface AttachmentLimits {
  count: number;
  /** Of each file. */
  bytes: number;
}

/** Refuses too many or too large attachments before they are fetched, or looked into. Throws `too_large`. */
export function checkAttachments<Request extends Incoming>(
  limits: AttachmentLimits,
  next: Handler<Request>,
): Handler<Request> {
  return (request) => {
    const { attachments } = request;
    if (attachments.length > limits.count) {
      const counts = { most: limits.count, count: attachments.length };
      throw new AppError('too_large', message('typing.too-many-attachments', counts));
    }
    for (const attachment of attachments) refuseLarge(attachment, limits.bytes);
    return next(request);
  };
}

/** Throws `too_large` where a file has more than `most` bytes, as far as that is known. */
export function refuseLarge(attachment: Attachment, most: number): void {
  const size = sizeOf(attachment);
  if (size <= most) return;
  const inMegabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`;
  const sizes = { size: inMegabytes(size), most: inMegabytes(most) };
  throw new AppError('too_large', message('typing.large-attachment', sizes));
}
