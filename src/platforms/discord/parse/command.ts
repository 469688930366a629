import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  ApplicationCommandOptionType,
} from 'discord.js';
import type { AnyCommand, Option } from '#chat/command/command.ts';

/** A used slash command as it would be typed, and the files that came with it, in the order of its options. */
export function readCommand(
  { data, guild_id: guild }: APIChatInputApplicationCommandInteraction,
  command: AnyCommand | undefined,
): { text: string; attachments: APIAttachment[] } {
  const given = (data.options ?? []) as APIApplicationCommandInteractionDataBasicOption[];
  const words = given.flatMap((option) => {
    if (option.type === ApplicationCommandOptionType.Attachment) return [];
    return typed(option.name, picked(option, guild), command?.options[option.name]);
  });
  const attachments = given.flatMap((option) => {
    if (option.type !== ApplicationCommandOptionType.Attachment) return [];
    return data.resolved?.attachments?.[option.value] ?? [];
  });
  return { text: [`/${data.name}`, ...words].join(' '), attachments };
}

/** The option that is being typed, and what it holds so far. */
export function readFocused({ data }: APIApplicationCommandAutocompleteInteraction): { option: string; text: string } {
  const options = data.options as { name: string; value?: unknown; focused?: boolean }[];
  const { name = '', value = '' } = options.find(({ focused }) => focused) ?? {};
  return { option: name, text: String(value) };
}

/** What was picked, as it would be typed. A server's role for everyone has the id of the server. */
function picked(
  { type, value }: Exclude<APIApplicationCommandInteractionDataBasicOption, { type: 11 }>,
  guild?: string,
) {
  if (type === ApplicationCommandOptionType.Boolean) return value ? 'yes' : 'no';
  return type === ApplicationCommandOptionType.Role && value === guild ? 'everyone' : String(value);
}

/** Further ingredients are words of their own; everything else belongs together. */
function typed(name: string, value: string, option: Option | undefined): string {
  if (option?.rest && option.kind === 'ingredient') return value;
  return `${name}:${quoted(value)}`;
}

/** Chooses marks that the value does not have itself. */
function quoted(value: string): string {
  if (!value.includes('"')) return `"${value}"`;
  if (!/[“”]/.test(value)) return `“${value}”`;
  return `"${value.replaceAll('"', "'")}"`;
}
