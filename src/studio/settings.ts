import { z } from 'zod';
import type { Database } from '#db/database.ts';
import { AppError } from '#lib/errors.ts';
import { type MessageId, message } from '#lib/i18n.ts';
import { isZone } from '#lib/zone.ts';
import type { Caller, SettingKey, SettingState, Settings, WorkspaceSettings } from './api.ts';
import { readWordList } from './moderation/word-list.ts';

const identifier = (expected: Expected) => z.string().regex(/^[\w:.-]{1,64}$/, expected);
type Expected = MessageId & `expected.${string}`;
/** What numbers may be. */
const bounds: Partial<Record<SettingKey, { min: number; max: number }>> = {
  daily: { min: 1, max: 10_000 },
  count: { min: 1, max: 9 },
  keep: { min: 1, max: 3650 },
  reports: { min: 1, max: 100 },
  promote: { min: 1, max: 100 },
};
const whole = (key: keyof typeof bounds) => {
  const { min, max } = bounds[key]!;
  const said = 'expected.whole' satisfies Expected;
  return z.coerce.number(said).int(said).min(min, said).max(max, said);
};

/** What each setting may be; the message of an issue is the id of one that completes a sentence beginning with its key. */
const schemas = {
  style: z.string().transform((typed) => typed.toLowerCase()),
  retrain: identifier('expected.admins-or-role').transform((typed) =>
    /^(admins|everyone)$/i.test(typed) ? typed.toLowerCase() : typed,
  ),
  nightly: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected.time' satisfies Expected),
  zone: z.string().refine(isZone, 'expected.zone' satisfies Expected),
  news: identifier('expected.channel'),
  daily: whole('daily'),
  count: whole('count'),
  keep: z
    .string()
    .transform((typed): unknown => typed.replace(/ ?(d|days?)$/i, ''))
    .pipe(whole('keep')),
  promote: whole('promote'),
  reports: whole('reports'),
  words: z
    .string()
    .transform((typed) => readWordList(typed).join(', '))
    .pipe(
      z
        .string()
        .min(1, 'expected.words' satisfies Expected)
        .max(500, 'expected.words-length' satisfies Expected),
    ),
  wordlist: z
    .string()
    .transform((typed) => typed.toLowerCase())
    .pipe(z.enum(['on', 'off'], 'expected.on-or-off' satisfies Expected)),
  taste: z
    .string()
    .transform((typed) => typed.toLowerCase())
    .pipe(z.enum(['on', 'off'], 'expected.on-or-off' satisfies Expected)),
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
  promote: schemas.promote.optional().catch(undefined),
  reports: schemas.reports.default(3).catch(3),
  words: schemas.words.optional().catch(undefined),
  wordlist: schemas.wordlist.default('on').catch('on'),
  taste: schemas.taste.default('on').catch('on'),
});

/** Says what a setting may be. */
function faulty(key: SettingKey, issue: z.core.$ZodIssue | undefined): AppError {
  const { min, max } = bounds[key] ?? {};
  const expected = { id: (issue?.message ?? 'expected.usable') as Expected, values: { min: min ?? 0, max: max ?? 0 } };
  return new AppError('bad_option', message('setting.fault', { key, expected }));
}

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
    if (!parsed.success) throw faulty(key, parsed.error.issues[0]);
    const styles = key === 'style' ? await stylesOf(caller) : [];
    if (key !== 'style' || styles.includes(String(parsed.data))) return parsed.data;
    const expected = message('expected.choice', { choices: styles.join(', ') });
    throw new AppError('bad_option', message('setting.fault', { key, expected }));
  }

  return {
    list,
    async change(caller, changes) {
      if (!caller.admin) throw new AppError('no_permission', message('admins.settings'));
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
