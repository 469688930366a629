import type { Attachment, GivenIngredient } from '../attachments.ts';
import type { PickedValue } from '../chat.ts';
import type { AnyCommand, Option } from '../command/command.ts';
import { assignAttachments, type RawValues, slotsOf, unknownOption } from './assign.ts';
import { clean } from './clean.ts';
import { splitIngredients } from './ingredients.ts';
import { tokenize } from './tokens.ts';

/**
 * What fields and pickers gave for the options of a command, and attachments for the ingredients that are missing. An
 * empty field is none. Throws `bad_option`.
 */
export function assignPicked(
  command: AnyCommand,
  picked: Readonly<Record<string, PickedValue>>,
  attachments: Attachment[],
): RawValues {
  const slots = slotsOf(command);
  const raw: RawValues = new Map();
  for (const [name, given] of Object.entries(picked)) {
    const option = slots.find((slot) => slot.name === name)?.option;
    if (!option) throw unknownOption(command, slots, name);
    const value = typeof given === 'string' ? clean(given) : given;
    if (value !== '') raw.set(name, option.kind === 'ingredient' ? ingredientsIn(option, String(value)) : value);
  }
  assignAttachments(command, slots, raw, attachments);
  return raw;
}

/** One field is one ingredient, but where it is for all further ones. */
function ingredientsIn({ rest }: Option, text: string): GivenIngredient | GivenIngredient[] {
  if (!rest) return { text };
  const words = tokenize(text).map(({ name, value = '', quoted }) => ({
    value: name ? `${name}:${value}` : value,
    quoted,
  }));
  return splitIngredients(words).map((word) => ({ text: word }));
}
