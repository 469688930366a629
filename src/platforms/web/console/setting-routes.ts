import { z } from 'zod';
import { isSettingKey, readSetting, settingInWords } from '#chat/answers/settings-form.ts';
import { AppError } from '#lib/errors.ts';
import { english } from '#lib/i18n.ts';
import type { SettingKey, SettingState } from '#studio/api.ts';
import { readJson, written } from '../serving/requests.ts';
import type { Visitor } from './access.ts';
import type { ConsoleParts, Door } from './door.ts';
import type { SettingView } from './views.ts';

const changes = z.object({ changes: z.record(z.string().max(40), written(500)) });

const view = ({ key, value, choices }: SettingState): SettingView => {
  const { title, none, hint } = settingInWords(key, english);
  return { key, title, value, choices, none, hint };
};

/** The routes of settings, which do what `/settings` does, and of backups, which are the operator's. */
export function addSettingRoutes(door: Door, { settings, backups }: ConsoleParts): void {
  door.read('/settings', async ({ caller }) => (await settings.list(caller)).map(view));
  door.write('/settings', async ({ caller }, c) => {
    const typed = Object.entries((await readJson(c, changes)).changes);
    const unknown = typed.find(([key]) => !isSettingKey(key));
    if (unknown) throw new AppError('bad_option', `There is no setting "${unknown[0]}". Reload the page.`);
    const read = typed.map(([key, value]) => [key, readSetting(key as SettingKey, value, english)]);
    return (await settings.change(caller, Object.fromEntries(read))).map(view);
  });

  if (!backups) return;
  door.read('/backups', async (visitor) => {
    requireOperator(visitor);
    return backups.list();
  });
  door.write('/backups', async (visitor) => {
    requireOperator(visitor);
    return { name: await backups.make() };
  });
}

function requireOperator({ operator }: Visitor): void {
  if (operator) return;
  throw new AppError('no_permission', 'Backups hold what belongs to everybody: they are for whoever runs Easel.');
}
