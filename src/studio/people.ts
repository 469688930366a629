import type { Database } from '#db/database.ts';
import type { People } from './api.ts';

/** Platforms of the machine that Easel runs on: they share one workspace, with its gallery and its model. */
const home = new Set(['web', 'terminal']);

/** Knows people by their platform's ids; who operates the installation is its admin. */
export function createPeople(db: Pick<Database, 'users' | 'workspaces'>): People {
  return {
    async identify({ platform, workspace, channel, user, operator }) {
      const { id: workspaceId } = await (home.has(platform)
        ? db.workspaces.identifyWorkspace('home', 'home')
        : db.workspaces.identifyWorkspace(platform, workspace));
      const { personId: userId } = await db.users.identifyUser(platform, user.externalId, user.name);
      return { userId, name: user.name, workspaceId, channel, admin: operator, mayRetrain: operator };
    },
  };
}
