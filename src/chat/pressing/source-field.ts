import { AppError } from '#lib/errors.ts';
import { message, type Words } from '#lib/i18n.ts';
import type { ModalValues } from '../command/command.ts';
import type { ModalField } from '../reply.ts';
import type { ChosenMessage } from './shortcuts.ts';

const name = 'source';

/** How a modal asks which picture of a message is meant: not at all where there is one, whose id its own id then holds. */
export function askForSource({ sources }: ChosenMessage, words: Words): { args: string[]; fields: ModalField[] } {
  const [first, ...others] = sources;
  if (!others.length) return { args: [first!.id], fields: [] };
  const choices = sources.map(({ id, label }) => ({ value: id, label }));
  return {
    args: [],
    fields: [{ name, label: words('field.which-picture'), kind: 'choice', choices, value: first!.id, required: true }],
  };
}

/** The source that a filled-in modal names. Throws `bad_option` where it names none. */
export function readSource([fromId]: string[], values: ModalValues): string {
  const id = fromId ?? values[name];
  if (id) return id;
  throw new AppError('bad_option', message('typed.which'));
}
