import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from './errors.ts';

/** Encrypts what nobody may read who holds only the database. */
export interface Seal {
  /** `place` says where the text is kept: it opens nowhere else. */
  seal(text: string, place: string): Uint8Array;
  /** Throws `bad_config` for what was sealed with another key or for another place, or was changed since. */
  open(sealed: Uint8Array, place: string): string;
}

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;
/** The first byte of what is sealed, so that another way can be told apart one day. */
const version = 1;

/** AES-256-GCM (NIST SP 800-38D) with a key of 32 bytes in base64; version, nonce, tag and text follow each other. */
export function createSeal(key: string): Seal {
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 32) {
    throw new AppError('bad_config', 'EASEL_SECRET_KEY is 32 bytes in base64; `openssl rand -base64 32` makes one.');
  }
  return {
    seal(text, place) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv(algorithm, bytes, iv).setAAD(Buffer.from(place));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return new Uint8Array(Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), encrypted]));
    },
    open(sealed, place) {
      const [iv, tag, encrypted] = split(sealed, [ivLength, tagLength]);
      try {
        if (sealed[0] !== version) throw new Error(`version ${sealed[0]}`);
        const decipher = createDecipheriv(algorithm, bytes, iv).setAAD(Buffer.from(place)).setAuthTag(tag);
        return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
      } catch (error) {
        const advice = 'Set EASEL_SECRET_KEY to the key of before, or add Easel to the workspace once more.';
        throw new AppError('bad_config', `A token in the database was encrypted with another key. ${advice}`, error);
      }
    },
  };
}

/** The pieces after the version: two of these lengths, and the rest. */
function split(sealed: Uint8Array, [first, second]: [number, number]): [Uint8Array, Uint8Array, Uint8Array] {
  const [one, two] = [1 + first, 1 + first + second];
  return [sealed.subarray(1, one), sealed.subarray(one, two), sealed.subarray(two)];
}
