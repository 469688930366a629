import type { z } from 'zod';
import { type Store, toJson } from './store.ts';

export type SettingQueries = ReturnType<typeof settingQueries>;

export function settingQueries({ client }: Store) {
  return {
    /** What a workspace keeps under `key`, checked against `schema`; undefined where nothing (usable) is kept. */
    async findSetting<Value>(workspaceId: string, key: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
      const row = await client.setting.findUnique({ where: { workspaceId_key: { workspaceId, key } } });
      return schema.safeParse(row?.value).data;
    },

    /** Keeps plain JSON under `key`. */
    async setSetting(workspaceId: string, key: string, value: NonNullable<unknown>): Promise<void> {
      await client.setting.upsert({
        where: { workspaceId_key: { workspaceId, key } },
        create: { workspaceId, key, value: toJson(value) },
        update: { value: toJson(value) },
      });
    },
  };
}
