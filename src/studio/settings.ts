import { z } from 'zod';
import type { Database } from '#db/database.ts';
import { AppError } from '#lib/errors.ts';
import { isZone } from '#lib/zone.ts';
import type { Caller, SettingKey, SettingState, Settings, WorkspaceSettings } from './api.ts';
import { readWordList } from './moderation/word-list.ts';

const identifier = (what: string) => z.string().regex(/^[\w:.-]{1,64}$/, `is ${what} by its mention or id`);
const whole = (min: number, max: number) => {
  const message = `is a whole number from ${min} to ${max}`;
  return z.coerce.number(message).int(message).min(min, message).max(max, message);
};

/** What each setting may be; the message completes a sentence that begins with its key. */
const schemas = {
  style: z.string().transform((typed) => typed.toLowerCase()),
  retrain: identifier('admins, everyone, or a role or user group').transform((typed) =>
    /^(admins|everyone)$/i.test(typed) ? typed.toLowerCase() : typed,
  ),
  nightly: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time such as 03:30, or off'),
  zone: z.string().refine(isZone, 'is a time zone such as Europe/Berlin'),
  news: identifier('a channel'),
  daily: whole(1, 10_000),
  count: whole(1, 9),
  keep: z
    .string()
    .transform((typed): unknown => typed.replace(/ ?(d|days?)$/i, ''))
    .pipe(whole(1, 3650)),
  reports: whole(1, 100),
  words: z
    .string()
    .transform((typed) => readWordList(typed).join(', '))
    .pipe(
      z.string().min(1, 'is words and phrases, separated by commas, or none').max(500, 'has 500 characters at most'),
    ),
  wordlist: z
    .string()
    .transform((typed) => typed.toLowerCase())
    .pipe(z.enum(['on', 'off'], 'is on or off')),
  taste: z
    .string()
    .transform((typed) => typed.toLowerCase())
    .pipe(z.enum(['on', 'off'], 'is on or off')),
} satisfies Record<SettingKey, z.ZodType<string | number>>;

const settingsSchema = z.object({
  style: schemas.style.optional().catch(undefined),
  retrain: schemas.retrain.default('admins').catch('admins'),
  nightly: schemas.nightly.optional().catch(undefined),
  zone: schemas.zone.default('UTC').catch('UTC'),
  news: schemas.news.optional().catch(undefined),
  daily: schemas.daily.optional().catch(undefined),
  count: schemas.count.default(9).catch(9),
  keep: z.number().int().positive().optional().catch(undefined),
  reports: schemas.reports.default(3).catch(3),
  words: schemas.words.optional().catch(undefined),
  wordlist: schemas.wordlist.default('on').catch('on'),
  taste: schemas.taste.default('on').catch('on'),
});

/** Where settings are kept. */
export interface SettingStore {
  settings: Pick<Database['settings'], 'findSettings' | 'changeSetting'>;
}

/** What a workspace has decided; where it has not, what holds for all. */
export async function readSettings(db: SettingStore, workspaceId: string): Promise<WorkspaceSettings> {
  return settingsSchema.parse(await db.settings.findSettings(workspaceId));
}

/** The settings of workspaces, for their admins to change; `stylesOf` names the styles that a workspace can paint in. */
export function createSettings(db: SettingStore, stylesOf: (caller: Caller) => Promise<readonly string[]>): Settings {
  async function list(caller: Caller): Promise<SettingState[]> {
    const settings = await readSettings(db, caller.workspaceId);
    const choices: Partial<Record<SettingKey, readonly string[]>> = {
      style: await stylesOf(caller),
      retrain: ['admins', 'everyone'],
      taste: ['on', 'off'],
    };
    return (Object.keys(schemas) as SettingKey[]).map((key) => ({
      key,
      value: settings[key]?.toString(),
      choices: choices[key],
    }));
  }

  /** The value as it is kept. Throws `bad_option`. */
  async function read(caller: Caller, key: SettingKey, typed: string): Promise<string | number> {
    const parsed = schemas[key].safeParse(typed.trim());
    if (!parsed.success) throw new AppError('bad_option', `\`${key}\` ${parsed.error.issues[0]?.message}.`);
    const styles = key === 'style' ? await stylesOf(caller) : [];
    if (key !== 'style' || styles.includes(String(parsed.data))) return parsed.data;
    throw new AppError('bad_option', `\`style\` is one of ${styles.join(', ')}.`);
  }

  return {
    list,
    async change(caller, changes) {
      if (!caller.admin) throw new AppError('no_permission', 'Only admins may change this. Please ask one of them.');
      const entries = Object.entries(changes) as [SettingKey, string | undefined][];
      const values = await Promise.all(
        entries.map(async ([key, typed]) => ({ key, value: typed && (await read(caller, key, typed)) })),
      );
      const { workspaceId, userId } = caller;
      for (const { key, value } of values)
        await db.settings.changeSetting({ workspaceId, userId, key, value: value || undefined });
      return list(caller);
    },
  };
}
