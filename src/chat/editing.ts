import type { Job } from '#studio/api.ts';
import { buttonId } from './buttons.ts';
import type { ModalValues } from './command.ts';
import type { Context } from './context.ts';
import type { Modal, ModalField } from './reply.ts';
import type { ChosenMessage } from './shortcuts.ts';
import { askForSource } from './source-field.ts';

/** What a window asks for, in the order of what people change most. */
const parts: TextField[] = [
  { name: 'wearing', label: 'Wearing', placeholder: 'a crown, 🕶️, or none' },
  { name: 'mood', label: 'Mood', placeholder: 'sleepy, 😡, or none' },
  { name: 'holding', label: 'Holding', placeholder: 'a pizza, 🎈, or none' },
  { name: 'colour', label: 'Colour', placeholder: 'purple, gold, rainbow, or none' },
];
/** The same in a window that asks for the picture too: it has room for five fields. */
const fewerParts: TextField[] = [
  ...parts.filter(({ name }) => name === 'wearing' || name === 'holding'),
  { name: 'words', label: 'Mood and colour', placeholder: 'sleepy, purple' },
];

type TextField = Pick<ModalField, 'name' | 'label' | 'placeholder'>;

/** Asks what to change of a picture. */
export async function editModal({ studio, caller }: Context, message: ChosenMessage): Promise<Modal> {
  const { args, fields } = askForSource(message);
  const asked = fields.length ? fewerParts : parts;
  const texts = asked.map((part): ModalField => ({ ...part, kind: 'text', required: false, maxLength: 100 }));
  const choices = await studio.suggest('style', '', caller);
  const style: ModalField = { name: 'style', label: 'In which style', kind: 'choice', choices, required: false };
  return {
    id: buttonId('edit', ...args),
    title: 'Edit…',
    fields: [...fields, ...texts, ...(choices.length > 0 ? [style] : [])],
    typed: `Type \`/edit ${message.sources[0]?.id ?? 'PICTURE'} wearing:👑 mood:sleepy\`, with what you like.`,
  };
}

/** What was filled into such a window. */
export function readChanges({
  wearing,
  mood,
  holding,
  colour,
  words,
  style,
}: ModalValues): Pick<Extract<Job, { kind: 'edit' }>, 'words' | 'changes' | 'style'> {
  return { words, changes: { wearing, mood, holding, colour }, style };
}
