import { type APIModalSubmitInteraction, ComponentType } from 'discord.js';
import type { ModalValues } from '#chat/command/command.ts';

/** What was filled into a modal, by field. */
export function readModal({ data }: APIModalSubmitInteraction): ModalValues {
  const fields = data.components.flatMap((row) => {
    if (row.type !== ComponentType.Label) return [];
    const { component } = row;
    if (component.type === ComponentType.TextInput) return [[component.custom_id, component.value]];
    if (component.type === ComponentType.StringSelect) return [[component.custom_id, component.values[0]]];
    return [];
  });
  return Object.fromEntries(fields);
}
