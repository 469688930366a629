import type { Context } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { z } from 'zod';
import { type Clock, systemClock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import type { Caller, ConsoleGuest, Origin, Services } from '#studio/api.ts';
import type { Haste } from '../serving/haste.ts';
import { consoleCookie, type Identity, type Person } from '../serving/identity.ts';
import { knownPerson } from '../serving/requests.ts';

/** Who asks something of the console, in the workspace that they look at. */
export interface Visitor {
  caller: Caller;
  /** Runs the whole installation, and may look at every workspace. */
  operator: boolean;
  person: Person;
}

export interface AccessParts {
  identity: Identity;
  haste: Haste;
  people: Services['people'];
  console: Pick<Services['console'], 'redeem' | 'knows'>;
  originOf(person: Person): Origin;
  /** Signs the cookie of admins. */
  secret: string;
  /** Whether cookies are kept to HTTPS and to this very host. */
  secure: boolean;
  clock?: Clock;
}

/** Decides who may use the console: the operator, and whom an admin's own link from chat let in. */
export interface Access {
  /** Throws `no_permission`, `not_found` for a workspace that there is not, `rate_limited`. */
  visitor(c: Context): Promise<Visitor>;
  /** Whether this person is let in. */
  admits(c: Context, person: Person): Promise<boolean>;
  /** Lets this browser in with a key from chat. Throws `no_permission`, `rate_limited`. */
  enter(c: Context, key: string): Promise<void>;
}

/** A platform vouches for an admin when they ask in chat; so long that is believed. */
const hours = 12;
const guestSchema = z.object({
  userId: z.string(),
  name: z.string(),
  workspaceId: z.string(),
  until: z.number(),
});

export function createAccess(parts: AccessParts): Access {
  const { identity, haste, people, console, originOf, secret, secure, clock = systemClock } = parts;
  const prefix = secure ? 'host' : undefined;
  const now = () => clock.now().getTime();

  async function guestOf(c: Context): Promise<ConsoleGuest | undefined> {
    const value = await getSignedCookie(c, secret, consoleCookie, prefix);
    if (!value) return undefined;
    const guest = guestSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString()));
    return guest.data && guest.data.until > now() ? guest.data : undefined;
  }

  async function operatorIn(c: Context, person: Person, asked: string | undefined): Promise<Caller> {
    const looks = c.req.method === 'GET';
    const caller = await (looks ? people.recognize(originOf(person)) : people.identify(originOf(person)));
    const workspaceId = asked ?? caller.workspaceId;
    if (workspaceId !== caller.workspaceId && !(await console.knows(workspaceId))) {
      throw new AppError('not_found', 'There is no such workspace any more. Choose another one.');
    }
    return { ...caller, workspaceId };
  }

  return {
    async visitor(c) {
      const person = await knownPerson(identity, c);
      haste.console(person.id);
      const asked = c.req.query('workspace') || undefined;
      if (person.operator) return { caller: await operatorIn(c, person, asked), operator: true, person };
      const guest = await guestOf(c);
      if (!guest || (asked !== undefined && asked !== guest.workspaceId)) {
        throw new AppError(
          'no_permission',
          'The console is for admins. Type /console on your own server for a link, or open the operator’s own link here.',
        );
      }
      const { userId, name, workspaceId } = guest;
      const caller = { userId, name, workspaceId, channel: 'console', admin: true, mayRetrain: true };
      return { caller, operator: false, person };
    },

    admits: async (c, { operator }) => operator || (await guestOf(c)) !== undefined,

    async enter(c, key) {
      await knownPerson(identity, c);
      haste.guess(c);
      const value = { ...console.redeem(key), until: now() + hours * 3_600_000 };
      const encoded = Buffer.from(JSON.stringify(value)).toString('base64url');
      const cookie = { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: hours * 3600, secure, prefix } as const;
      await setSignedCookie(c, consoleCookie, encoded, secret, cookie);
    },
  };
}
