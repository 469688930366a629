import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter that is mistaken for a digit, so people can read an id aloud and type it. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A random id of `length` characters of five bits each, in lower case: 10 characters are 50 bits. */
export function createId(length = 10): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('');
}
