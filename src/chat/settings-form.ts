import { AppError } from '#lib/errors.ts';
import type { SettingKey, SettingState } from '#studio/api.ts';
import { buttonId } from './buttons.ts';
import type { Capabilities } from './host.ts';
import { type PlaceKind, placeMark } from './markup.ts';
import type { Button, Modal, Reply, Select } from './reply.ts';

/** A setting in words. `none` is what it is where nobody has decided. */
interface Label {
  title: string;
  none: string;
  /** What may be written for it. */
  hint: string;
  /** Other words for none. */
  off?: readonly string[];
}

const labels: Record<SettingKey, Label> = {
  style: { title: 'Default style', none: "the model's first", hint: 'a style' },
  retrain: { title: 'Who may retrain', none: 'admins', hint: 'admins, everyone, or a role or group' },
  nightly: { title: 'Nightly training', none: 'off', hint: 'a time such as 03:30, or off', off: ['never', 'no'] },
  zone: { title: 'Time zone', none: 'UTC', hint: 'such as Europe/Berlin' },
  news: { title: 'Channel for news', none: 'none', hint: 'a channel, or none', off: ['off', 'nowhere', 'no'] },
  daily: {
    title: 'Pictures a day and person',
    none: 'no limit',
    hint: 'a number, or no limit',
    off: ['off', 'unlimited', 'no'],
  },
  count: { title: 'Pictures a request', none: '9', hint: '1 to 9' },
  keep: {
    title: 'Days that pictures are kept',
    none: 'for ever',
    hint: 'days; what somebody marked stays four times as long',
    off: ['off', 'always', 'all', 'no'],
  },
  reports: { title: 'Reports that hide a picture', none: '3', hint: 'so many people, 1 to 100' },
  words: {
    title: 'Words that are not painted',
    none: 'none of your own',
    hint: 'words and phrases, separated by commas',
  },
  wordlist: { title: 'Default word list', none: 'on', hint: 'on or off' },
  taste: { title: 'Pick by votes', none: 'on', hint: 'on or off' },
};

/** A setting in words, for a page that shows them all. */
export const settingInWords = (key: SettingKey): Pick<Label, 'title' | 'none' | 'hint'> => labels[key];

/** What is asked in one window. */
const forms = {
  night: { title: 'Night and news', keys: ['nightly', 'zone', 'news'] },
  limits: { title: 'Limits and permission', keys: ['daily', 'count', 'retrain', 'keep'] },
  order: { title: 'Words and reports', keys: ['words', 'wordlist', 'reports'] },
} as const satisfies Record<string, { title: string; keys: readonly SettingKey[] }>;

const longestWords = 500;

export type FormName = keyof typeof forms;

/** How an entry of a menu says that the default holds. */
export const unset = 'none';

/** What people write for a setting that is to be as it was before anybody decided. */
const unsetWords = [unset, 'default', 'reset', '-'];

/** What was written for a setting; undefined where that brings its default back, as `off` does at night. */
export function readSetting(key: SettingKey, typed: string | undefined): string | undefined {
  const written = typed?.trim().toLowerCase() ?? '';
  const words = [...unsetWords, labels[key].none.toLowerCase(), ...(labels[key].off ?? [])];
  return written === '' || words.includes(written) ? undefined : typed;
}

/** Settings that name a place of the platform: its kind, what it is called, and words that name none. */
const places: Partial<Record<SettingKey, { kind: PlaceKind; what: string; words: readonly string[] }>> = {
  retrain: { kind: 'role', what: 'admins, everyone, or a role or user group', words: ['admins', 'everyone'] },
  news: { kind: 'channel', what: 'a channel, or `here`', words: [] },
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
  throw new AppError('bad_option', `\`${key}\` is ${place.what}. Pick it from the list, or mention it.`);
}

/** A value as people see it: what it names, where the platform knows its name. */
function shownValue({ key, value }: SettingState, { places: ids }: Capabilities): string {
  const place = places[key];
  if (value === undefined) return labels[key].none;
  return place && ids?.[place.kind].test(value) ? placeMark(place.kind, value) : value;
}

/** All settings of a workspace, with menus for those that can be listed and a button for each form. */
export function settingsReply(
  states: SettingState[],
  models: { name: string; active: boolean }[],
  capabilities: Capabilities,
): Reply {
  const lines = states.map(
    (state) => `**${labels[state.key].title}** ${shownValue(state, capabilities)} · \`${state.key}\``,
  );
  const active = models.find((model) => model.active)?.name ?? unset;
  return {
    text: [
      '**Settings**',
      ...lines,
      `**Model** ${active} · \`model\``,
      'Or type `/settings style:noto`; `none` brings a default back.',
    ].join('\n'),
    selects: [...states.flatMap(selectOf), modelSelect(models)].filter(({ entries }) => entries.length > 0),
    buttons: [(Object.keys(forms) as FormName[]).map(formButton)],
    ephemeral: true,
  };
}

function selectOf({ key, value, choices }: SettingState): Select[] {
  if (!choices) return [];
  const none = { id: buttonId('set', key, unset), label: `${unset}: ${labels[key].none}`, chosen: value === undefined };
  const entries = choices.slice(0, 24).map((choice) => {
    return { id: buttonId('set', key, choice), label: choice, chosen: choice === value };
  });
  return [{ label: labels[key].title, entries: choices.includes(labels[key].none) ? entries : [none, ...entries] }];
}

function modelSelect(models: { name: string; active: boolean }[]): Select {
  const entries = models.slice(0, 25).map(({ name, active }) => {
    return { id: buttonId('set', 'model', name), label: name, chosen: active };
  });
  return { label: 'Model', entries };
}

function formButton(name: FormName): Button {
  return { id: buttonId('settings', name), label: `${forms[name].title}…`, title: `Change: ${forms[name].title}` };
}

/** The window for the settings of one form, filled with what holds now. */
export function settingsModal(name: FormName, states: SettingState[]): Modal {
  const { title, keys } = forms[name];
  return {
    id: buttonId('settings', name),
    title,
    fields: keys.map((key) => ({
      name: key,
      label: labels[key].title,
      kind: 'text',
      value: states.find((state) => state.key === key)?.value,
      placeholder: labels[key].hint,
      required: false,
      maxLength: key === 'words' ? longestWords : 64,
    })),
    typed: `Type ${keys.map((key) => `\`/settings ${key}:…\` (${labels[key].hint})`).join(', ')}.`,
  };
}

/** Which form a button or a modal names, if any. */
export function readFormName(argument: string | undefined): FormName | undefined {
  return argument !== undefined && Object.hasOwn(forms, argument) ? (argument as FormName) : undefined;
}

/** What was filled into a form: what is empty goes back to its default. */
export function readForm(name: FormName, values: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(forms[name].keys.map((key) => [key, values[key] ?? '']));
}

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(labels, key);
}
