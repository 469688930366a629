import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  DiscordAPIError,
  InteractionContextType,
  PermissionFlagsBits,
  type REST,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord.js';
import type { Chat } from '#chat/chat.ts';
import type { AnyCommand, Option, Shortcut } from '#chat/command/command.ts';
import { shortcutLabels, translationsOf } from '#chat/command/locales.ts';
import { AppError } from '#lib/errors.ts';
import { Api } from './api.ts';
import { localise, localiseText } from './localise.ts';
import { explain } from './problems.ts';

type Registered = Record<string, unknown> & { name: string };

const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};
const serversOnly = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};
/** Where news can be posted. */
const newsChannels: (ChannelType.GuildText | ChannelType.GuildAnnouncement)[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
];
/** How many files one command takes at most. */
const mostFiles = 4;

/**
 * What Discord is told of the commands: their options, who sees them, and the entries in the menus of messages and people. Commands
 * for admins are shown to people with Manage Server until a server's own settings say otherwise.
 */
export function registrationOf({ commands, shortcuts }: Pick<Chat, 'commands' | 'shortcuts'>): Registered[] {
  return [...[...commands.values()].map(slashCommand), ...[...shortcuts].map(menuEntry)];
}

/** Tells Discord of the commands; what it knew before and is not among them is gone. Throws AppErrors. */
export async function registerCommands(api: REST, application: string, commands: Registered[]): Promise<void> {
  await api.put(Routes.applicationCommands(application), { body: commands }).catch((error: unknown) => {
    throw explainRegistration(error, commands);
  });
}

/** Registers the commands by themselves, outside of a start, and returns the application's id. Throws AppErrors. */
export async function registerWithDiscord(options: {
  token: string;
  apiUrl?: string;
  commands: Registered[];
}): Promise<string> {
  const api = new Api(options);
  const application = (await api.get(Routes.currentApplication()).catch((error: unknown) => {
    throw explain(error);
  })) as RESTGetCurrentApplicationResult;
  await registerCommands(api, application.id, options.commands);
  return application.id;
}

interface FormErrors {
  _errors?: { code: string; message: string }[];
  [key: string]: FormErrors | FormErrors['_errors'];
}

/** Which command and which part of it Discord does not take. */
function explainRegistration(error: unknown, commands: Registered[]): AppError {
  if (!(error instanceof DiscordAPIError) || error.status !== 400) return explain(error);
  const { errors, message } = error.rawError as { errors?: FormErrors; message: string };
  const faults = [...faultsIn(errors ?? {})].map(({ path: [index = '', ...field], reason }) => {
    const command = commands[Number(index)];
    const name = command ? `/${command.name}` : index;
    return `${[name, ...named(command, field)].join(', ')}: ${reason}`;
  });
  const list = faults.slice(0, 5).join('; ') || message;
  const advice = 'Correct it in the command’s file and restart Easel, or run `npm run register`.';
  return new AppError('bad_config', `Discord does not take Easel’s commands (${list}). ${advice}`, error);
}

/** Where in the form something is wrong, and what. */
function* faultsIn(errors: FormErrors, path: string[] = []): Generator<{ path: string[]; reason: string }> {
  for (const { message } of errors._errors ?? []) yield { path, reason: message };
  for (const [key, inner] of Object.entries(errors)) {
    if (key !== '_errors' && inner) yield* faultsIn(inner as FormErrors, [...path, key]);
  }
}

/** A path into a command, with options by their names. */
function named(command: Registered | undefined, [key, index, ...rest]: string[]): string[] {
  const option = key === 'options' ? (command?.options as Registered[] | undefined)?.[Number(index)] : undefined;
  if (option) return [`option ${option.name}`, ...named(option, rest)];
  return [key, index, ...rest].filter((part) => part !== undefined);
}

function slashCommand({ name, summary, options, admin }: AnyCommand): Registered {
  const declared = Object.entries<Option>(options);
  const ingredients = declared.filter(([, { kind }]) => kind === 'ingredient');
  const files = ingredients.some(([, { rest }]) => rest) ? mostFiles : ingredients.length;
  const translations = [...translationsOf(name)];
  const translated = (optionName: string) =>
    localiseText(translations.map(([language, { options: texts }]) => [language, texts[optionName]!] as const));
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    description: summary,
    ...localiseText(translations.map(([language, { text }]) => [language, text] as const)),
    options: [
      ...declared.map(([optionName, option]) => ({ ...slashOption(optionName, option), ...translated(optionName) })),
      ...Array.from({ length: files }, (_, index) => fileOption(index)),
    ].sort((one, other) => Number(other.required ?? false) - Number(one.required ?? false)),
    ...(admin ? serversOnly : everywhere),
    ...(admin && { default_member_permissions: Number(PermissionFlagsBits.ManageGuild) }),
  };
}

function menuEntry([name, { label, on }]: [string, Shortcut]): Registered {
  const localised = { name_localizations: localise(shortcutLabels(name)) };
  const type = on === 'person' ? ApplicationCommandType.User : ApplicationCommandType.Message;
  return { type, name: label, ...localised, ...everywhere };
}

/** A file may stand for any ingredient, so none of these is required: the command itself says what it lacks. */
function slashOption(name: string, option: Option): APIApplicationCommandBasicOption {
  const { kind, summary, required, choices, min, max, suggest, pick } = option;
  const about = { name, description: summary, required: required && kind !== 'ingredient' };
  const bounds = { min_value: min, max_value: max };
  if (kind === 'integer') return { ...about, ...bounds, type: ApplicationCommandOptionType.Integer };
  if (kind === 'number') return { ...about, ...bounds, type: ApplicationCommandOptionType.Number };
  if (pick === 'role') return { ...about, type: ApplicationCommandOptionType.Role };
  if (pick === 'channel') return { ...about, type: ApplicationCommandOptionType.Channel, channel_types: newsChannels };
  if (pick === 'person') return { ...about, type: ApplicationCommandOptionType.User };
  if (pick === 'yes or no') return { ...about, type: ApplicationCommandOptionType.Boolean };
  const type = ApplicationCommandOptionType.String;
  if (choices) return { ...about, type, choices: choices.map((choice) => ({ name: choice, value: choice })) };
  return { ...about, type, ...(suggest ? { autocomplete: true } : {}) };
}

function fileOption(index: number): APIApplicationCommandBasicOption {
  return {
    type: ApplicationCommandOptionType.Attachment,
    name: index ? `file${index + 1}` : 'file',
    description: 'A picture instead of words',
    required: false,
  };
}
