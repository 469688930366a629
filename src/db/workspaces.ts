import { createId } from '#lib/ids.ts';
import type { Store } from './store.ts';

export interface Workspace {
  id: string;
  platform: string;
  externalId: string;
}

export type WorkspaceQueries = ReturnType<typeof workspaceQueries>;

export function workspaceQueries({ client, clock }: Store) {
  return {
    getWorkspace: (id: string): Promise<Workspace> => client.workspace.findUniqueOrThrow({ where: { id } }),

    /** Finds the workspace or creates it; asking for a new one many times at once creates one. */
    async identifyWorkspace(platform: string, externalId: string): Promise<Workspace> {
      const where = { platform_externalId: { platform, externalId } };
      const known = await client.workspace.findUnique({ where });
      if (known) return known;
      const data = { id: createId(), platform, externalId, createdAt: clock.now() };
      await client.workspace.createMany({ data, skipDuplicates: true });
      return client.workspace.findUniqueOrThrow({ where });
    },
  };
}
