import type { Job } from '#studio/api.ts';
import { buttonId } from './buttons.ts';
import type { ModalValues } from './command.ts';
import type { Context } from './context.ts';
import type { Modal, ModalField } from './reply.ts';
import type { ChosenMessage } from './shortcuts.ts';
import { askForSource } from './source-field.ts';

/** What a window asks for, in the order of what people change most. */
const parts = [
  { name: 'wearing', label: 'Wearing', placeholder: 'a crown, 🕶️, or none' },
  { name: 'mood', label: 'Mood', placeholder: 'sleepy, 😡, or none' },
  { name: 'holding', label: 'Holding', placeholder: 'a pizza, 🎈, or none' },
  { name: 'colour', label: 'Colour', placeholder: 'purple, gold, rainbow, or none' },
] as const;
/** Of all fields of a window. */
const fieldsAtMost = 5;

/** Asks what to change of a picture; of its style too, where there is room for that. */
export async function editModal({ studio, caller }: Context, message: ChosenMessage): Promise<Modal> {
  const { args, fields } = askForSource(message);
  const texts = parts.map((part): ModalField => ({ ...part, kind: 'text', required: false, maxLength: 100 }));
  const choices = await studio.suggest('style', '', caller);
  const style: ModalField = { name: 'style', label: 'In which style', kind: 'choice', choices, required: false };
  return {
    id: buttonId('edit', ...args),
    title: 'Edit…',
    fields: [...fields, ...texts, ...(choices.length > 0 ? [style] : [])].slice(0, fieldsAtMost),
    typed: `Type \`/edit ${message.sources[0]?.id ?? 'PICTURE'} wearing:👑 mood:sleepy\`, with what you like.`,
  };
}

/** What was filled into such a window. */
export function readChanges({
  wearing,
  mood,
  holding,
  colour,
  style,
}: ModalValues): Pick<Extract<Job, { kind: 'edit' }>, 'changes' | 'style'> {
  return { changes: { wearing, mood, holding, colour }, style };
}
