import { AppError } from '#lib/errors.ts';
import { type MessageId, message } from '#lib/i18n.ts';
import { quoteTyped } from '../answers/words.ts';
import type { Attachment, GivenIngredient } from '../attachments.ts';
import type { PickedValue } from '../chat.ts';
import type { AnyCommand, Option } from '../command/command.ts';
import { usage } from '../command/usage.ts';
import { habits, joinStyles } from './habits.ts';
import { splitIngredients } from './ingredients.ts';
import { nearest } from './nearest.ts';
import type { Token } from './tokens.ts';

/** What was given for each option, before its schema looks at it. */
export type RawValues = Map<string, PickedValue | GivenIngredient | GivenIngredient[]>;

/** The name of its file, too. */
const pictureId = /^[0-9a-hjkmnp-tv-z]{10}(\.png)?$/i;

export interface Slot {
  name: string;
  option: Option;
}

/** The options of a command, in order. */
export function slotsOf({ options }: AnyCommand): Slot[] {
  return Object.entries<Option>(options).map(([name, option]) => ({ name, option }));
}

/**
 * Gives words and attachments to the options of a command: first `name:value`, then bare words in the order in which
 * options are declared, then attachments for the ingredients that are missing. Throws `bad_option`.
 */
export function assign(command: AnyCommand, tokens: Token[], attachments: Attachment[]): RawValues {
  const slots = slotsOf(command);
  const raw: RawValues = new Map();
  const whole = joinStyles(tokens);
  for (const token of whole) if (token.name) assignNamed(command, slots, raw, token);

  const bare = whole.filter((token) => !token.name);
  const takesThings = slots.some(({ option }) => option.kind === 'ingredient' && !option.picturesOnly);
  const open = slots.filter(({ name, option }) => option.rest || !raw.has(name));
  const plain = takesThings ? wordsBeforeThings(open) : bare.length;
  const words = [...bare.slice(0, plain).map((token) => token.value ?? ''), ...splitIngredients(bare.slice(plain))];
  const kept = keptForAttachments(open, words, attachments.length);
  const leftWords = assignWords(
    open.filter((slot) => !kept.has(slot)),
    raw,
    words,
  );
  if (leftWords.length) throw tooManyWords(command, leftWords);
  assignAttachments(command, slots, raw, attachments);
  return raw;
}

/** How many words belong to the options before the first ingredient: `/make bounce happy cat + cake` bounces. */
function wordsBeforeThings(open: readonly Slot[]): number {
  const first = open.findIndex(({ option }) => option.kind === 'ingredient');
  const before = open.slice(0, Math.max(0, first));
  return before.some(({ option }) => option.rest) ? 0 : before.length;
}

function refuseTooMany(command: AnyCommand, slots: Slot[], raw: RawValues): void {
  const takers = slots.filter(({ option }) => option.kind === 'ingredient');
  const most = takers.reduce((sum, { option }) => sum + (option.most ?? 1), 0);
  const given = takers.flatMap(({ name }) => raw.get(name) ?? []).length;
  if (given <= most) return;
  throw new AppError('bad_option', message('typing.too-many-things', { command: command.name, most, count: given }));
}

function assignNamed(command: AnyCommand, slots: Slot[], raw: RawValues, token: Token): void {
  const typed = token.name ?? '';
  const slot = slots.find(({ name }) => name.toLowerCase() === typed.toLowerCase());
  if (!slot) throw unknownOption(command, slots, typed);
  if (raw.has(slot.name)) throw new AppError('bad_option', message('typing.twice', { option: slot.name }));
  if (!token.value) {
    throw new AppError('bad_option', message('typing.no-value', { option: slot.name, usage: usage(command) }));
  }
  const value = slot.option.kind === 'ingredient' ? { text: token.value } : token.value;
  raw.set(slot.name, slot.option.rest && typeof value !== 'string' ? [value] : value);
}

/**
 * What waits for attachments: where words are too few for what is required, the last ingredients (`/restyle noto` + file);
 * and what takes pictures alone, where the word in its place is no picture's id (`/save happy_fox` + file).
 */
function keptForAttachments(open: Slot[], words: readonly string[], attachments: number): Set<Slot> {
  const missing = open.filter(({ option }) => option.required);
  const shortage = Math.max(0, missing.length - words.length);
  const candidates = missing.filter(({ option }) => option.kind === 'ingredient');
  const kept = new Set(candidates.slice(candidates.length - Math.min(shortage, attachments, candidates.length)));
  const [first] = open;
  if (attachments > kept.size && first?.option.picturesOnly && !pictureId.test(words[0] ?? '')) kept.add(first);
  return kept;
}

/** Returns the words for which no option was left. */
function assignWords(open: Slot[], raw: RawValues, words: string[]): string[] {
  const left = [...words];
  for (const { name, option } of open) {
    if (!left.length) break;
    const before = raw.get(name);
    if (option.rest) {
      const taken = left.splice(0);
      if (option.kind !== 'ingredient') raw.set(name, [...(before ? [before] : []), ...taken].join(' '));
      else raw.set(name, [...(Array.isArray(before) ? before : []), ...taken.map((text) => ({ text }))]);
    } else {
      const word = left.shift() ?? '';
      raw.set(name, option.kind === 'ingredient' ? { text: word } : word);
    }
  }
  return left;
}

/**
 * Gives attachments to the ingredients that are missing. Throws `bad_option` where some are left over, or where there are
 * more ingredients than the command takes.
 */
export function assignAttachments(command: AnyCommand, slots: Slot[], raw: RawValues, attachments: Attachment[]): void {
  giveAttachments(command, slots, raw, attachments);
  refuseTooMany(command, slots, raw);
}

function giveAttachments(command: AnyCommand, slots: Slot[], raw: RawValues, attachments: Attachment[]): void {
  const left = attachments.map((upload) => ({ upload }));
  for (const { name, option } of slots) {
    if (!left.length) return;
    if (option.kind !== 'ingredient') continue;
    const before = raw.get(name);
    if (option.rest) raw.set(name, [...(Array.isArray(before) ? before : []), ...left.splice(0)]);
    else if (!before) raw.set(name, left.shift()!);
  }
  if (!left.length) return;
  const takesPictures = slots.some(({ option }) => option.kind === 'ingredient');
  const count = left.length;
  const advice = takesPictures ? message('typing.take-away', { count }) : message('typing.commands-with-pictures');
  throw new AppError('bad_option', message('typing.no-use', { command: command.name, count, advice }));
}

export function unknownOption(command: AnyCommand, slots: Slot[], typed: string): AppError {
  const names = slots.map(({ name }) => name);
  const near = nearest(typed, names);
  const options = names.map((name) => `\`${name}\``).join(', ');
  const known = names.length ? message('typing.has-options', { options }) : message('typing.has-none');
  const hint = near ? message('typing.did-you-mean-option', { option: near }) : message('typing.quotes');
  const asked = { command: command.name, option: typed, known, hint };
  const habit = Object.entries<MessageId>(habits).find(([name]) => name === typed.toLowerCase())?.[1];
  return new AppError(
    'bad_option',
    habit
      ? message('typing.unknown-option-habit', { ...asked, habit: { id: habit } })
      : message('typing.unknown-option', asked),
  );
}

function tooManyWords(command: AnyCommand, words: string[]): AppError {
  const quoted = words.map(quoteTyped).join(' ');
  return new AppError('bad_option', message('typing.too-many-words', { words: quoted, usage: usage(command) }));
}
