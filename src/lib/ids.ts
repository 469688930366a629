import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter that is mistaken for a digit, so people can read an id aloud and type it. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A random id of `length` characters of five bits each, in lower case: 10 characters are 50 bits. */
export function createId(length = 10): string {
  return toId(randomBytes(length));
}

/** The id of something's part `index`: always the same one. */
export function idOf(whole: string, index: number): string {
  return toId(createHash('sha256').update(`${whole}/${index}`).digest().subarray(0, 10));
}

function toId(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('');
}
