import {
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord.js';

/** What people are answered: commands, buttons, menus and windows. */
export type Answerable =
  | APIChatInputApplicationCommandInteraction
  | APIMessageApplicationCommandInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction;

export function isComponent(interaction: Answerable): interaction is APIMessageComponentInteraction {
  return interaction.type === InteractionType.MessageComponent;
}

export function isModal(interaction: Answerable): interaction is APIModalSubmitInteraction {
  return interaction.type === InteractionType.ModalSubmit;
}

export function isMessageMenu(interaction: Answerable): interaction is APIMessageApplicationCommandInteraction {
  return 'target_id' in (interaction.data ?? {});
}

export function isAnswerable(interaction: APIInteraction): interaction is Answerable {
  if (interaction.type === InteractionType.ModalSubmit) return true;
  if (interaction.type === InteractionType.MessageComponent) {
    return [ComponentType.Button, ComponentType.StringSelect].includes(interaction.data.component_type);
  }
  if (interaction.type !== InteractionType.ApplicationCommand) return false;
  return [ApplicationCommandType.ChatInput, ApplicationCommandType.Message].includes(interaction.data.type);
}
