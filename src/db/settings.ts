import { createAuditEvent } from './audit.ts';
import { type JsonObject, type Store, toJson } from './store.ts';

export interface SettingChange {
  workspaceId: string;
  /** Who changes it. */
  userId: string;
  key: string;
  /** Nothing takes the setting away. */
  value?: string | number;
}

const changeAction = 'setting.change';

export type SettingQueries = ReturnType<typeof settingQueries>;

export function settingQueries({ client, clock }: Store) {
  return {
    /** All settings of a workspace, by key. */
    async findSettings(workspaceId: string): Promise<JsonObject> {
      const rows = await client.setting.findMany({ where: { workspaceId } });
      return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
    },

    /** The workspaces that have set this. */
    async findWorkspacesWith(key: string): Promise<string[]> {
      const rows = await client.setting.findMany({ where: { key }, select: { workspaceId: true } });
      return rows.map(({ workspaceId }) => workspaceId);
    },

    /** When one of these settings was last changed. */
    async lastChangeOf(workspaceId: string, keys: readonly string[]): Promise<Date | undefined> {
      const where = { workspaceId, action: changeAction, subject: { in: [...keys] } };
      return (await client.auditEvent.findFirst({ where, orderBy: { at: 'desc' } }))?.at;
    },

    /** Changes a setting, and notes who did. */
    async changeSetting({ workspaceId, userId, key, value }: SettingChange): Promise<void> {
      const where = { workspaceId_key: { workspaceId, key } };
      await client.$transaction(async (transaction) => {
        const before = await transaction.setting.findUnique({ where });
        if (value === undefined) await transaction.setting.deleteMany({ where: { workspaceId, key } });
        else {
          const json = toJson(value);
          await transaction.setting.upsert({
            where,
            create: { workspaceId, key, value: json },
            update: { value: json },
          });
        }
        const detail = { from: before?.value, to: value };
        await createAuditEvent(
          transaction,
          { workspaceId, userId, action: changeAction, subject: key, detail },
          clock.now(),
        );
      });
    },
  };
}
