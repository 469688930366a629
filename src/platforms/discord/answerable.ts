import {
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type APIUserApplicationCommandInteraction,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord.js';

/** What people are answered: commands, buttons, menus and windows. */
export type Answerable =
  | APIChatInputApplicationCommandInteraction
  | APIMessageApplicationCommandInteraction
  | APIUserApplicationCommandInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction;

export function isComponent(interaction: Answerable): interaction is APIMessageComponentInteraction {
  return interaction.type === InteractionType.MessageComponent;
}

export function isModal(interaction: Answerable): interaction is APIModalSubmitInteraction {
  return interaction.type === InteractionType.ModalSubmit;
}

export function isMessageMenu(interaction: Answerable): interaction is APIMessageApplicationCommandInteraction {
  return typeOfCommand(interaction) === ApplicationCommandType.Message;
}

export function isPersonMenu(interaction: Answerable): interaction is APIUserApplicationCommandInteraction {
  return typeOfCommand(interaction) === ApplicationCommandType.User;
}

function typeOfCommand({ type, data }: Answerable): ApplicationCommandType | undefined {
  return type === InteractionType.ApplicationCommand ? data.type : undefined;
}

export function isAnswerable(interaction: APIInteraction): interaction is Answerable {
  if (interaction.type === InteractionType.ModalSubmit) return true;
  if (interaction.type === InteractionType.MessageComponent) {
    return [ComponentType.Button, ComponentType.StringSelect].includes(interaction.data.component_type);
  }
  if (interaction.type !== InteractionType.ApplicationCommand) return false;
  const { ChatInput, Message, User } = ApplicationCommandType;
  return [ChatInput, Message, User].includes(interaction.data.type);
}
