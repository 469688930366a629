import { AppError } from '#lib/errors.ts';
import { english, message, type Words } from '#lib/i18n.ts';
import type { SettingKey, SettingState } from '#studio/api.ts';
import type { Capabilities } from '../host.ts';
import { type PlaceKind, placeMark } from '../markup.ts';
import { buttonId } from '../pressing/buttons.ts';
import type { Button, Modal, Reply, Select } from '../reply.ts';

/** Other words for what a setting is where nobody has decided. */
const off: Record<SettingKey, readonly string[]> = {
  ...{ style: [], retrain: [], zone: [], count: [], reports: [], words: [], wordlist: [], taste: [] },
  nightly: ['never', 'no'],
  news: ['off', 'nowhere', 'no'],
  daily: ['off', 'unlimited', 'no'],
  keep: ['off', 'always', 'all', 'no'],
  promote: ['off', 'never', 'no'],
};

/** A setting in words, for a page that shows them all. */
export function settingInWords(key: SettingKey, words: Words): { title: string; none: string; hint: string } {
  return { title: words(`setting.${key}`), none: words(`setting.${key}.none`), hint: words(`setting.${key}.hint`) };
}

/** What is asked in one window. */
const forms = {
  night: ['nightly', 'zone', 'news'],
  limits: ['daily', 'count', 'retrain', 'keep', 'promote'],
  order: ['words', 'wordlist', 'reports'],
} as const satisfies Record<string, readonly SettingKey[]>;

const longestWords = 500;

export type FormName = keyof typeof forms;

/** How an entry of a menu says that the default holds. */
export const unset = 'none';

/** What people write for a setting that is to be as it was before anybody decided. */
const unsetWords = [unset, 'default', 'reset', '-'];

/** What was written for a setting; undefined where that brings its default back, as `off` does at night. */
export function readSetting(key: SettingKey, typed: string | undefined, words: Words): string | undefined {
  const written = typed?.trim().toLowerCase() ?? '';
  const none = [english, words].map((say) => say(`setting.${key}.none`).toLowerCase());
  return written === '' || [...unsetWords, ...off[key], ...none].includes(written) ? undefined : typed;
}

/** Settings that name a place of the platform: its kind, and words that name none. */
const places: Partial<Record<SettingKey, { kind: PlaceKind; words: readonly string[] }>> = {
  retrain: { kind: 'role', words: ['admins', 'everyone'] },
  news: { kind: 'channel', words: [] },
};

/** `<@&42>` and `<#42>` (Discord), `<!subteam^S42|name>` and `<#C42|name>` (Slack). */
const mention = /^<(@&|#|!subteam\^)([A-Za-z0-9]+)(?:\|[^>]*)?>$/;

/** The id of what was picked, mentioned or named by its id. Throws `bad_option` for what is none on this platform. */
export function readPlace(key: SettingKey, typed: string, { places: ids }: Capabilities): string {
  const place = places[key];
  if (!place) return typed;
  const [, sign, mentioned] = mention.exec(typed.trim()) ?? [];
  const id = mentioned ?? typed.trim().replace(/^@(?=everyone$|admins$)/i, '');
  if (place.words.includes(id.toLowerCase())) return id;
  const isOther = sign !== undefined && (sign === '#') !== (place.kind === 'channel');
  if (!isOther && (ids?.[place.kind].test(id) ?? true)) return id;
  throw new AppError('bad_option', message('settings.place', { key, what: message(`settings.place.${place.kind}`) }));
}

/** A value as people see it: what it names, where the platform knows its name. */
function shownValue({ key, value }: SettingState, { places: ids }: Capabilities, words: Words): string {
  const place = places[key];
  if (value === undefined) return words(`setting.${key}.none`);
  return place && ids?.[place.kind].test(value) ? placeMark(place.kind, value) : value;
}

/** All settings of a workspace, with menus for those that can be listed and a button for each form. */
export function settingsReply(
  states: SettingState[],
  models: { name: string; active: boolean }[],
  capabilities: Capabilities,
  words: Words,
): Reply {
  const lines = states.map(
    (state) => `**${words(`setting.${state.key}`)}** ${shownValue(state, capabilities, words)} · \`${state.key}\``,
  );
  const active = models.find((model) => model.active)?.name ?? unset;
  return {
    text: [
      `**${words('settings.title')}**`,
      ...lines,
      `**${words('settings.model')}** ${active} · \`model\``,
      words('settings.or-type'),
    ].join('\n'),
    selects: [...states.flatMap((state) => selectOf(state, words)), modelSelect(models, words)].filter(
      ({ entries }) => entries.length > 0,
    ),
    buttons: [(Object.keys(forms) as FormName[]).map((name) => formButton(name, words))],
    ephemeral: true,
  };
}

function selectOf({ key, value, choices }: SettingState, words: Words): Select[] {
  if (!choices) return [];
  const label = words('settings.menu-none', { none: unset, what: words(`setting.${key}.none`) });
  const none = { id: buttonId('set', key, unset), label, chosen: value === undefined };
  const entries = choices.slice(0, 24).map((choice) => {
    return { id: buttonId('set', key, choice), label: choice, chosen: choice === value };
  });
  const isListed = choices.includes(english(`setting.${key}.none`));
  return [{ label: words(`setting.${key}`), entries: isListed ? entries : [none, ...entries] }];
}

function modelSelect(models: { name: string; active: boolean }[], words: Words): Select {
  const entries = models.slice(0, 25).map(({ name, active }) => {
    return { id: buttonId('set', 'model', name), label: name, chosen: active };
  });
  return { label: words('settings.model'), entries };
}

function formButton(name: FormName, words: Words): Button {
  const what = words(`form.${name}`);
  return { id: buttonId('settings', name), label: `${what}…`, title: words('settings.change.does', { what }) };
}

/** The window for the settings of one form, filled with what holds now. */
export function settingsModal(name: FormName, states: SettingState[], words: Words): Modal {
  const keys: readonly SettingKey[] = forms[name];
  const hintOf = (key: SettingKey) => words(`setting.${key}.hint`);
  return {
    id: buttonId('settings', name),
    title: words(`form.${name}`),
    fields: keys.map((key) => ({
      name: key,
      label: words(`setting.${key}`),
      kind: 'text',
      value: states.find((state) => state.key === key)?.value,
      placeholder: hintOf(key),
      required: false,
      maxLength: key === 'words' ? longestWords : 64,
    })),
    typed: words('settings.typed', {
      commands: keys.map((key) => words('settings.typed-one', { key, hint: hintOf(key) })).join(', '),
    }),
  };
}

/** Which form a button or a modal names, if any. */
export function readFormName(argument: string | undefined): FormName | undefined {
  return argument !== undefined && Object.hasOwn(forms, argument) ? (argument as FormName) : undefined;
}

/** What was filled into a form: what is empty goes back to its default. */
export function readForm(name: FormName, values: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(forms[name].map((key) => [key, values[key] ?? '']));
}

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(off, key);
}
