import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { createId } from '#lib/ids.ts';
import type { Haste } from './haste.ts';
import { limits } from './limits.ts';

/** Who uses this browser. */
export interface Person {
  id: string;
  name: string;
  /** Chose the name, rather than having it proposed. */
  named: boolean;
  /** The browser's, such as `pt-BR`. */
  language?: string;
  /** Has opened the operator's link in this browser. */
  operator: boolean;
}

/** Knows browsers by cookies that only this server can have made. */
export interface Identity {
  /** The person of this browser, or nothing where it has no valid cookie. */
  read(c: Context): Promise<Person | undefined>;
  /** Finds the person of this browser or makes a new one, and gives them `name` if there is one. Throws `rate_limited`. */
  introduce(c: Context, name?: string): Promise<Person>;
  /** Makes this browser the operator's if the token is right; says whether it is. Throws `rate_limited`. */
  admit(c: Context, token: string): Promise<boolean>;
  /** Ends the rights of the operator, and of an admin, in this browser. The person stays who they are. */
  signOut(c: Context): void;
}

const personCookie = 'easel_person';
const operatorCookie = 'easel_operator';
/** Of an admin whom the console lets in, see `console/access.ts`. */
export const consoleCookie = 'easel_console';
const days400 = 400 * 24 * 3600;

const adjectives = ['Amber', 'Brisk', 'Calm', 'Clever', 'Gentle', 'Merry', 'Nimble', 'Quiet', 'Sunny', 'Velvet'];
const animals = ['Badger', 'Finch', 'Fox', 'Gecko', 'Hare', 'Heron', 'Lynx', 'Otter', 'Panda', 'Robin'];

const pick = (words: string[]) => words[Math.floor(Math.random() * words.length)];
const digest = (text: string) => createHash('sha256').update(text).digest();

/** A name as others may see it: printable, on one line and not too long; empty where nothing is left. */
function tidyName(name: string): string {
  const printable = name.replace(/[\p{C}\s]+/gu, ' ').trim();
  return [...printable].slice(0, limits.name).join('').trim();
}

/** The language that a browser asks for first. */
export const languageAsked = (c: Context): string | undefined =>
  /^[a-z]{2,3}(?:-[a-z0-9]+)*/i.exec(c.req.header('accept-language') ?? '')?.[0];

function decodePerson(value: string): Omit<Person, 'operator' | 'language'> | undefined {
  const [id, named, encodedName] = value.split('.');
  if (!id || !encodedName) return undefined;
  return { id, named: named === '1', name: Buffer.from(encodedName, 'base64url').toString() };
}

const encodePerson = ({ id, named, name }: Omit<Person, 'operator' | 'language'>) =>
  [id, named ? '1' : '0', Buffer.from(name).toString('base64url')].join('.');

/**
 * Cookies are signed (HMAC-SHA-256) with `secret`; the operator's also with `adminToken`, so that a new token ends
 * the old operators' rights. `secure` keeps them to HTTPS and to this very host.
 */
export function createIdentity(secret: string, adminToken: string, secure: boolean, haste: Haste): Identity {
  const operatorSecret = `${secret}:${adminToken}`;
  const prefix = secure ? 'host' : undefined;
  const cookie = { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: days400, secure, prefix } as const;

  const isOperator = async (c: Context) =>
    (await getSignedCookie(c, operatorSecret, operatorCookie, prefix)) === 'operator';

  const read = async (c: Context) => {
    const bound = await getSignedCookie(c, secret, personCookie, prefix);
    // Browsers that came before cookies were bound to the host go on as who they are.
    const value = bound ?? (await getSignedCookie(c, secret, personCookie));
    const person = value ? decodePerson(value) : undefined;
    return person && { ...person, language: languageAsked(c), operator: await isOperator(c) };
  };

  return {
    read,
    async introduce(c, wanted = '') {
      const known = await read(c);
      const name = tidyName(wanted);
      if (!known) haste.newcomer(c);
      else if (name && name !== known.name) haste.rename(known.id);
      const person = {
        id: known?.id ?? createId(16),
        name: name || known?.name || `${pick(adjectives)} ${pick(animals)}`,
        named: name !== '' || known?.named === true,
      };
      await setSignedCookie(c, personCookie, encodePerson(person), secret, cookie);
      return { ...person, language: languageAsked(c), operator: await isOperator(c) };
    },
    async admit(c, token) {
      haste.guess(c);
      const right = timingSafeEqual(digest(token), digest(adminToken));
      if (right) await setSignedCookie(c, operatorCookie, 'operator', operatorSecret, cookie);
      return right;
    },
    signOut: (c) => {
      deleteCookie(c, operatorCookie, cookie);
      deleteCookie(c, consoleCookie, cookie);
    },
  };
}
