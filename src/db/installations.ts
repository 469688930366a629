import type { Seal } from '#lib/seal.ts';
import type { Store } from './store.ts';

/** Names an installation: the platform, and its id of the server or team. */
export interface InstallationKey {
  platform: string;
  externalId: string;
}

/** The installations of one platform, their texts encrypted on the way in. */
export interface SealedInstallations {
  save(externalId: string, text: string): Promise<void>;
  /** Throws `bad_config` where it was encrypted with another key. */
  find(externalId: string): Promise<string | undefined>;
  /** The platform's ids of the workspaces that have Easel, the first one first. */
  list(): Promise<string[]>;
  remove(externalId: string): Promise<void>;
}

export function sealInstallations(queries: InstallationQueries, seal: Seal, platform: string): SealedInstallations {
  const place = (externalId: string) => `installation:${platform}:${externalId}`;
  return {
    save: (externalId, text) => queries.saveInstallation({ platform, externalId }, seal.seal(text, place(externalId))),
    async find(externalId) {
      const sealed = await queries.findInstallation({ platform, externalId });
      return sealed && seal.open(sealed, place(externalId));
    },
    list: () => queries.listInstallations(platform),
    remove: (externalId) => queries.deleteInstallation({ platform, externalId }),
  };
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
