import { createHash } from 'node:crypto';
import type { Database } from '#db/database.ts';
import { createId } from '#lib/ids.ts';
import type { Caller, Origin, People } from '../api.ts';
import { readSettings } from '../settings.ts';

/** Platforms of the machine that Easel runs on: they share one workspace, with its gallery and its model. */
const home = new Set(['web', 'terminal']);
/** Who has done nothing here yet. */
const nobody = 'nobody';
const codeLength = 8;
const codeMs = 10 * 60_000;

/** Knows people by their platform's ids; who operates the installation is its admin. */
export function createPeople(
  db: Pick<Database, 'users' | 'workspaces' | 'settings' | 'links' | 'people' | 'blocks'>,
  titleOf = (platform: string) => platform,
): People {
  const accountOf = ({ platform, user }: Origin) => db.users.identifyUser(platform, user.externalId, user.name);

  async function toCaller(origin: Origin, userId: string): Promise<Caller> {
    const { platform, workspace, channel, user, language, operator, event: id } = origin;
    const { id: workspaceId } = await (home.has(platform)
      ? db.workspaces.identifyWorkspace('home', 'home')
      : db.workspaces.identifyWorkspace(platform, workspace));
    const { retrain } = await readSettings(db, workspaceId);
    const account = { platform, externalId: user.externalId };
    const blocked = !operator && (await db.blocks.isBlocked(workspaceId, account, userId));
    const mayRetrain = operator || (!blocked && isAmong(user, retrain));
    const event = id === undefined ? undefined : { platform, id };
    const about = { userId, name: user.name, workspaceId, channel, admin: operator, mayRetrain, language, event };
    return { ...about, ...(blocked && { blocked }) };
  }

  return {
    identify: async (origin) => toCaller(origin, (await accountOf(origin)).personId),

    recognize: async (origin) =>
      toCaller(origin, (await db.people.findPerson(origin.platform, origin.user.externalId)) ?? nobody),

    async offerLink(origin) {
      const code = createId(codeLength);
      await db.links.offerLink({ userId: (await accountOf(origin)).id, hash: hashOf(code), lifetimeMs: codeMs });
      return code;
    },

    link: async (origin, code) => (await db.links.link((await accountOf(origin)).id, hashOf(code))).map(titleOf),

    unlink: async (origin) => db.links.unlink((await accountOf(origin)).id),
  };
}

/** Whether `whom` says everyone, or a group of theirs. */
function isAmong({ groups = [] }: Origin['user'], whom: string): boolean {
  return whom === 'everyone' || groups.includes(whom);
}

/** Of a code however it was typed: case and dashes do not matter, nor letters that look like digits. */
function hashOf(code: string): string {
  const typed = code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');
  return createHash('sha256').update(typed).digest('hex');
}
