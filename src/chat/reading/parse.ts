import { AppError } from '#lib/errors.ts';
import { english, type Message, message, sentences, type Words } from '#lib/i18n.ts';
import { quoteTyped } from '../answers/words.ts';
import type { Attachment } from '../attachments.ts';
import type { PickedValue } from '../chat.ts';
import type { AnyCommand, Option } from '../command/command.ts';
import { optionSummary } from '../command/locales.ts';
import { expectedOf } from '../command/options.ts';
import { usage } from '../command/usage.ts';
import { assign, type RawValues } from './assign.ts';
import { clean } from './clean.ts';
import { nearest } from './nearest.ts';
import { assignPicked } from './picked.ts';
import { type KnownNames, tokenize } from './tokens.ts';

export interface ParsedMessage {
  command: AnyCommand;
  /** By option name, as the options' schemas made them. */
  values: Record<string, unknown>;
}

const longestMessage = 2000;
const commandName = /^\/([^\s:]+)/u;

/**
 * What a person typed, such as `/mix 🦊 🍩 style:noto`, as a command and its values.
 * Throws `unknown_command` and `bad_option` in words for that person.
 */
export function parseMessage(
  text: string,
  attachments: Attachment[],
  commands: ReadonlyMap<string, AnyCommand>,
  words: Words = english,
): ParsedMessage {
  const typed = clean(text);
  if (typed.length > longestMessage) {
    throw new AppError('bad_option', message('typing.too-long', { count: typed.length, most: longestMessage }));
  }
  const name = commandName.exec(typed)?.[1];
  if (!name) throw new AppError('unknown_command', message('typing.no-command'));
  const command = findCommand(name, commands);
  const raw = assign(command, tokenize(typed.slice(name.length + 1), namesOf(command)), attachments);
  return { command, values: readValues(command, raw, words) };
}

/**
 * What a person picked in the fields that a platform has for a command's options, as the command and its values.
 * Throws `unknown_command` and `bad_option` in words for that person.
 */
export function readPicked(
  { name, picked, attachments }: Picked,
  commands: ReadonlyMap<string, AnyCommand>,
  words: Words = english,
): ParsedMessage {
  const command = findCommand(name, commands);
  return { command, values: readValues(command, assignPicked(command, picked, attachments), words) };
}

export interface Picked {
  /** The command's. */
  name: string;
  /** By option name. */
  picked: Readonly<Record<string, PickedValue>>;
  attachments: Attachment[];
}

function namesOf({ options }: AnyCommand): KnownNames {
  const entries = Object.entries<Option>(options).map(([name, option]) => [name.toLowerCase(), option] as const);
  const numeric = entries.filter(([, { kind }]) => kind === 'integer' || kind === 'number');
  return { all: new Set(entries.map(([name]) => name)), numeric: new Set(numeric.map(([name]) => name)) };
}

/** The command of this name, in any case. Throws `unknown_command` with the nearest one. */
export function findCommand(name: string, commands: ReadonlyMap<string, AnyCommand>): AnyCommand {
  const found = commands.get(name.toLowerCase());
  if (found) return found;
  const near = nearest(name, commands.keys());
  const hint = near ? message('typing.did-you-mean-command', { command: near }) : message('typing.see-help');
  throw new AppError('unknown_command', message('typing.unknown-command', { command: quoteTyped(`/${name}`), hint }));
}

function readValues(command: AnyCommand, raw: RawValues, words: Words): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const faults: Message[] = [];
  for (const [name, option] of Object.entries<Option>(command.options)) {
    const given = raw.get(name);
    if (given === undefined && option.required) throw missing(command, name, option, words);
    const parsed = option.schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else faults.push(fault(name, option, parsed.error.issues[0]?.message, given));
  }
  const [first, ...others] = faults;
  if (first) throw new AppError('bad_option', sentences(first, ...others));
  return values;
}

function fault(name: string, option: Option, issue: string | undefined, given: unknown): Message {
  const parts = { option: name, expected: expectedOf(option, issue) };
  const text = given === undefined || typeof given === 'object' ? undefined : String(given);
  return text !== undefined && text.length <= 40
    ? message('typing.fault-given', { ...parts, given: quoteTyped(text) })
    : message('typing.fault', parts);
}

function missing(command: AnyCommand, name: string, option: Option, words: Words): AppError {
  const summary = optionSummary(command, name, option, words);
  const said = message('typing.missing', { command: command.name, option: name, summary, usage: usage(command) });
  const [example] = command.examples;
  return new AppError('bad_option', example ? message('typing.missing-example', { missing: said, example }) : said);
}
