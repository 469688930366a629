import type { Database } from '#db/database.ts';
import type { Origin, People } from './api.ts';
import { readSettings } from './settings.ts';

/** Platforms of the machine that Easel runs on: they share one workspace, with its gallery and its model. */
const home = new Set(['web', 'terminal']);

/** Knows people by their platform's ids; who operates the installation is its admin. */
export function createPeople(db: Pick<Database, 'users' | 'workspaces' | 'settings'>): People {
  return {
    async identify({ platform, workspace, channel, user, operator }) {
      const { id: workspaceId } = await (home.has(platform)
        ? db.workspaces.identifyWorkspace('home', 'home')
        : db.workspaces.identifyWorkspace(platform, workspace));
      const { personId: userId } = await db.users.identifyUser(platform, user.externalId, user.name);
      const { retrain } = await readSettings(db, workspaceId);
      const mayRetrain = operator || isAmong(user, retrain);
      return { userId, name: user.name, workspaceId, channel, admin: operator, mayRetrain };
    },
  };
}

/** Whether `whom` says everyone, or a group of theirs. */
function isAmong({ groups = [] }: Origin['user'], whom: string): boolean {
  return whom === 'everyone' || groups.includes(whom);
}
