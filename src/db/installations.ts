import type { Store } from './store.ts';

/** Names an installation: the platform, and its id of the server or team. */
export interface InstallationKey {
  platform: string;
  externalId: string;
}

export type InstallationQueries = ReturnType<typeof installationQueries>;

export function installationQueries({ client, clock }: Store) {
  return {
    /** Keeps what a platform gave, encrypted by the caller, in place of what it gave before. */
    async saveInstallation({ platform, externalId }: InstallationKey, sealed: Uint8Array): Promise<void> {
      const now = clock.now();
      const bytes = new Uint8Array(sealed);
      await client.installation.upsert({
        where: { platform_externalId: { platform, externalId } },
        create: { platform, externalId, sealed: bytes, installedAt: now, updatedAt: now },
        update: { sealed: bytes, updatedAt: now },
      });
    },

    async findInstallation({ platform, externalId }: InstallationKey): Promise<Uint8Array | undefined> {
      const row = await client.installation.findUnique({ where: { platform_externalId: { platform, externalId } } });
      return row?.sealed;
    },

    /** The platform's ids of the workspaces that have Easel, the first one first. */
    async listInstallations(platform: string): Promise<string[]> {
      const rows = await client.installation.findMany({ where: { platform }, orderBy: { installedAt: 'asc' } });
      return rows.map(({ externalId }) => externalId);
    },

    /** Forgets it, where it is known. */
    async deleteInstallation({ platform, externalId }: InstallationKey): Promise<void> {
      await client.installation.deleteMany({ where: { platform, externalId } });
    },
  };
}
