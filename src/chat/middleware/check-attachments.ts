import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
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
      const counts = { most: limits.count, count: attachments.length };
      throw new AppError('too_large', message('typing.too-many-attachments', counts));
    }
    const large = attachments.find(({ bytes }) => bytes.byteLength > limits.bytes);
    if (!large) return next(request);
    const inMegabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`;
    const sizes = { size: inMegabytes(large.bytes.byteLength), most: inMegabytes(limits.bytes) };
    throw new AppError('too_large', message('typing.large-attachment', sizes));
  };
}
