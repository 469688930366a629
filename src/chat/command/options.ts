import { z } from 'zod';
import { type Message, type MessageId, message } from '#lib/i18n.ts';
import type { Ingredient, SuggestionKind } from '#studio/api.ts';
import type { Attachment } from '../attachments.ts';
import type { Option } from './command.ts';

/** Whether an option must be given, and what it is when it is not. */
type Presence<Value> = { required?: boolean; default?: Value };

/** An option's value in `run`: undefined is possible only where it is neither required nor has a default. */
type Given<Value, Declared> = Declared extends { required: true } | { default: Value } ? Value : Value | undefined;

interface About {
  summary: string;
  suggest?: SuggestionKind;
}

interface Bounds {
  min: number;
  max: number;
}

const longestText = 500;
const ingredientSchema = z.union(
  [
    z.object({ text: z.string().trim().min(1).max(longestText) }),
    z.object({ upload: z.custom<Attachment>((given) => typeof given === 'object') }),
  ],
  'expected.ingredient',
);

function text<const Declared extends About & Presence<string> & Pick<Option, 'rest' | 'pick'>>(
  declared: Declared,
): Option<Given<string, Declared>> {
  const schema = z.string().trim().min(1, 'expected.something').max(longestText, 'expected.short');
  return build('text', declared, schema);
}

function integer<const Declared extends About & Presence<number> & Bounds>(
  declared: Declared,
): Option<Given<number, Declared>> {
  return build('integer', declared, numberSchema(/^[+-]?\d+$/, declared, 'expected.whole'));
}

function number<const Declared extends About & Presence<number> & Bounds>(
  declared: Declared,
): Option<Given<number, Declared>> {
  return build('number', declared, numberSchema(/^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/, declared, 'expected.number'));
}

function choice<
  const Choices extends readonly [string, ...string[]],
  const Declared extends About & Presence<Choices[number]> = About,
>(choices: Choices, declared: Declared): Option<Given<Choices[number], Declared>> {
  return build('choice', declared, z.string().toLowerCase().pipe(z.enum(choices, 'expected.choice')), { choices });
}

function ingredient<
  const Declared extends About & { required?: boolean; picturesOnly?: boolean; attachedOnly?: boolean },
>(declared: Declared): Option<Given<Ingredient, Declared>> {
  return build('ingredient', { suggest: 'prompt', ...declared }, ingredientSchema);
}

function ingredients(declared: About & { max: number }): Option<Ingredient[]> {
  const schema = z.array(ingredientSchema).default([]);
  const about = { suggest: 'prompt', summary: declared.summary, rest: true } as const;
  return build('ingredient', about, schema, { most: declared.max });
}

/** The id of one of Easel's pictures. */
const pictureId = () =>
  text({ summary: "The picture's id, which is also the name of its file", required: true, suggest: 'picture' });

/** Whether the pictures are hidden until someone asks to see them; nothing where they are not. */
const spoiler = () => yesOrNo('Hide the pictures until someone asks to see them');

/** Whether the pictures are for who asks alone, until they share them; nothing where they are not. */
const own = () => yesOrNo('Paint for you alone, until you share it');

function yesOrNo(summary: string): Option<true | undefined> {
  const choices = ['yes', 'no'] as const;
  const typed = z
    .string()
    .toLowerCase()
    .pipe(z.enum(choices))
    .transform((word) => word === 'yes');
  const schema = z.union([z.boolean(), typed], 'expected.yes-or-no').transform((yes) => yes || undefined);
  return build('choice', { summary }, schema, { choices, pick: 'yes or no' });
}

/**
 * Builders of a command's options. Their schemas take what was typed (text, or ingredients) or picked (numbers, yes and
 * no, too); the message of an issue is that of `expectedOf`.
 */
export const option = {
  /** Words. With `rest`, all the words that no other option took. */
  text,
  integer,
  /** A number with a decimal point or comma. */
  number,
  choice,
  /** Something to paint from: words, emoji, a picture's id, or an attached picture. */
  ingredient,
  /** All further ingredients, at most `max`. */
  ingredients,
  pictureId,
  spoiler,
  private: own,
};

/** What an option takes, to be read after its name: `is a whole number from 1 to 9`; `issue` is that of its schema. */
export function expectedOf({ min = 0, max = 0, choices = [] }: Option, issue: string | undefined): Message {
  switch (issue) {
    case 'expected.short':
    case 'expected.ingredient':
      return message(issue, { most: longestText });
    case 'expected.whole':
    case 'expected.number':
      return message(issue, { min, max });
    case 'expected.choice':
      return message(issue, { choices: choices.join(', ') });
    case 'expected.something':
    case 'expected.yes-or-no':
      return message(issue);
    default:
      return message('expected.usable');
  }
}

const numbersInWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** `４２` as `42`, and `four` as `4`. */
function inDigits(typed: string): string {
  const plain = typed.normalize('NFKC');
  const number = numbersInWords.indexOf(plain.toLowerCase());
  return number < 0 ? plain : String(number);
}

function numberSchema(pattern: RegExp, { min, max }: Bounds, message: MessageId) {
  const typed = z
    .string()
    .trim()
    .transform(inDigits)
    .pipe(z.string().regex(pattern, message))
    .transform((digits) => Number(digits.replace(',', '.')));
  const picked = z.number().refine((given) => pattern.test(String(given)), message);
  return z.union([typed, picked], message).pipe(z.number(message).min(min, message).max(max, message));
}

/** The one place where the schema is made to fit its declaration; the builders' signatures state the outcome. */
function build<Value>(
  kind: Option['kind'],
  declared: About &
    Presence<unknown> &
    Partial<Bounds> &
    Pick<Option, 'rest' | 'pick' | 'picturesOnly' | 'attachedOnly'>,
  schema: z.ZodType,
  extra: Partial<Option> = {},
): Option<Value> {
  const { default: fallback, required = false, ...about } = declared;
  const fitted = required ? schema : fallback === undefined ? schema.optional() : schema.optional().default(fallback);
  return { kind, required, ...about, ...extra, schema: fitted as z.ZodType<Value> };
}
