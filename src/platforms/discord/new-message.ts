import { createId } from '#lib/ids.ts';
import type { Rendered } from './render/message.ts';

const nonceLength = 25;

/** A message that the bot writes by itself. Sent again because nobody knows whether it arrived, it is there once. */
export function newMessage({ body, files }: Rendered) {
  return { body: { ...body, nonce: createId(nonceLength), enforce_nonce: true }, files };
}
