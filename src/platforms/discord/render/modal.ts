import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Modal, ModalField } from '#chat/reply.ts';

const longestPlaceholder = 100;

/** A question as Discord's window. */
export function renderModal({ id, title, fields }: Modal): APIModalInteractionResponseCallbackData {
  return { custom_id: id, title, components: fields.map(label) };
}

function label(field: ModalField): APILabelComponent {
  return { type: ComponentType.Label, label: field.label, component: input(field) };
}

function input({
  name,
  kind,
  choices,
  value,
  placeholder,
  required,
  maxLength,
}: ModalField): APILabelComponent['component'] {
  const about = {
    custom_id: name,
    required,
    ...(placeholder && { placeholder: placeholder.slice(0, longestPlaceholder) }),
  };
  if (kind === 'text') {
    return {
      type: ComponentType.TextInput,
      style: TextInputStyle.Short,
      ...about,
      ...(value && { value }),
      ...(maxLength && { max_length: maxLength }),
    };
  }
  const options = choices?.map((choice) => ({ ...choice, ...(choice.value === value && { default: true }) })) ?? [];
  return { type: ComponentType.StringSelect, options, ...about };
}
