import type { Words } from '#lib/i18n.ts';
import type { Job } from '#studio/api.ts';
import type { ModalValues } from '../command/command.ts';
import type { Context } from '../context.ts';
import { buttonId } from '../pressing/buttons.ts';
import type { ChosenMessage } from '../pressing/shortcuts.ts';
import { askForSource } from '../pressing/source-field.ts';
import type { Modal, ModalField } from '../reply.ts';

/** What a window asks for, in the order of what people change most. */
const parts = ['wearing', 'mood', 'holding', 'colour'] as const;
/** The same in a window that asks for the picture too: it has room for five fields. */
const fewerParts = ['wearing', 'holding', 'mood-and-colour'] as const;

function textField(part: (typeof parts | typeof fewerParts)[number], words: Words): ModalField {
  const name = part === 'mood-and-colour' ? 'words' : part;
  const [label, placeholder] = [words(`field.${part}`), words(`hint.${part}`)];
  return { name, label, placeholder, kind: 'text', required: false, maxLength: 100 };
}

/** Asks what to change of a picture. */
export async function editModal({ studio, caller, words }: Context, message: ChosenMessage): Promise<Modal> {
  const { args, fields } = askForSource(message, words);
  const asked = fields.length ? fewerParts : parts;
  const texts = asked.map((part) => textField(part, words));
  const choices = await studio.suggest('style', '', caller);
  const style: ModalField = {
    name: 'style',
    label: words('field.in-which-style'),
    kind: 'choice',
    choices,
    required: false,
  };
  return {
    id: buttonId('edit', ...args),
    title: words('window.edit'),
    fields: [...fields, ...texts, ...(choices.length > 0 ? [style] : [])],
    typed: words('typed.edit', { picture: message.sources[0]?.id ?? words('typed.picture') }),
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
