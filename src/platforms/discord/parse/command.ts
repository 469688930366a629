import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  ApplicationCommandOptionType,
} from 'discord.js';
import type { PickedValue } from '#chat/chat.ts';

/** What was filled in for the options of a slash command, and the files that came with it, in the order of its options. */
export function readCommand({ data, guild_id: guild }: APIChatInputApplicationCommandInteraction): {
  values: Record<string, PickedValue>;
  attachments: APIAttachment[];
} {
  const given = (data.options ?? []) as APIApplicationCommandInteractionDataBasicOption[];
  const values: Record<string, PickedValue> = {};
  const attachments: APIAttachment[] = [];
  for (const option of given) {
    const { type, name, value } = option;
    if (type === ApplicationCommandOptionType.Attachment) attachments.push(...fileOf(data, value));
    // A server's role for everyone has the id of the server.
    else values[name] = type === ApplicationCommandOptionType.Role && value === guild ? 'everyone' : value;
  }
  return { values, attachments };
}

const fileOf = ({ resolved }: APIChatInputApplicationCommandInteraction['data'], id: string): APIAttachment[] => {
  const file = resolved?.attachments?.[id];
  return file ? [file] : [];
};

/** The option that is being typed, and what it holds so far. */
export function readFocused({ data }: APIApplicationCommandAutocompleteInteraction): { option: string; text: string } {
  const options = data.options as { name: string; value?: unknown; focused?: boolean }[];
  const { name = '', value = '' } = options.find(({ focused }) => focused) ?? {};
  return { option: name, text: String(value) };
}
