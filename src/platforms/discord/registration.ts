import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type REST,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord.js';
import type { Chat } from '#chat/chat.ts';
import type { AnyCommand, Option, Shortcut } from '#chat/command.ts';
import { shortcutLabels, translationsOf } from '#chat/locales.ts';
import { createApi } from './api.ts';
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
/** How many files one command takes at most. */
const mostFiles = 4;

/**
 * What Discord is told of the commands: their options, who sees them, and the entries in the menu of a message. Commands
 * for admins are shown to people with Manage Server until a server's own settings say otherwise.
 */
export function registrationOf({ commands, shortcuts }: Pick<Chat, 'commands' | 'shortcuts'>): Registered[] {
  return [...[...commands.values()].map(slashCommand), ...[...shortcuts].map(messageMenu)];
}

/** Tells Discord of the commands; what it knew before and is not among them is gone. */
export async function registerCommands(api: REST, application: string, commands: Registered[]): Promise<void> {
  await api.put(Routes.applicationCommands(application), { body: commands });
}

/** Registers the commands by themselves, outside of a start, and returns the application's id. Throws `bad_config`. */
export async function registerWithDiscord(options: {
  token: string;
  apiUrl?: string;
  commands: Registered[];
}): Promise<string> {
  const api = createApi(options.token, options.apiUrl);
  try {
    const { id } = (await api.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    await registerCommands(api, id, options.commands);
    return id;
  } catch (error) {
    throw explain(error);
  }
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

function messageMenu([name, { label }]: [string, Shortcut]): Registered {
  const localised = { name_localizations: localise(shortcutLabels(name)) };
  return { type: ApplicationCommandType.Message, name: label, ...localised, ...everywhere };
}

/** A file may stand for any ingredient, so none of these is required: the command itself says what it lacks. */
function slashOption(name: string, option: Option): APIApplicationCommandBasicOption {
  const { kind, summary, required, choices, min, max, suggest } = option;
  const about = { name, description: summary, required: required && kind !== 'ingredient' };
  const bounds = { min_value: min, max_value: max };
  if (kind === 'integer') return { ...about, ...bounds, type: ApplicationCommandOptionType.Integer };
  if (kind === 'number') return { ...about, ...bounds, type: ApplicationCommandOptionType.Number };
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
