import { getCompletions } from '../api.ts';
import { findEmoji } from '../emoji.ts';
import { say } from '../say.ts';
import type { CommandView, OptionView } from '../views.ts';
import { mostTellingFirst } from './command-order.ts';
import { quoted, type Typing } from './completion.ts';

export interface Suggestion {
  key: string;
  label: string;
  detail: string;
  /** Replaces what is typed from `from` to `to`. */
  insert: string;
  from: number;
  to: number;
}

export interface SuggestionList {
  title: string;
  hint: string;
  items: Suggestion[];
  /** Enter takes the first at once, since what is typed so far is not complete. */
  eager: boolean;
}

const enoughForEmoji = 2;

/** Suggestions for what is being typed, in the order of their likeliness. */
export async function suggestFor(
  typing: Typing,
  commands: readonly CommandView[],
  signal: AbortSignal,
): Promise<SuggestionList> {
  switch (typing.kind) {
    case 'command':
      return suggestCommands(typing, commands);
    case 'emoji':
      return { title: say('emoji'), hint: '', items: await emojiItems(typing, typing.query), eager: true };
    case 'value':
      return suggestValues(typing, signal);
    case 'word':
      return suggestWords(typing, signal);
  }
}

function suggestCommands({ from, to, query }: Typing, commands: readonly CommandView[]): SuggestionList {
  const items = mostTellingFirst(commands)
    .filter(({ name }) => name.startsWith(query))
    .map(({ name, summary }) => ({ key: name, label: `/${name}`, detail: summary, insert: `/${name} `, from, to }));
  return { title: say('commands'), hint: '', items, eager: !commands.some(({ name }) => name === query) };
}

async function suggestValues(typing: Typing & { kind: 'value' }, signal: AbortSignal): Promise<SuggestionList> {
  const { command, option, from, to, query } = typing;
  const values = await valuesFor(command, option, query, signal);
  const items = values.map((value) => {
    return { key: value, label: value, detail: '', insert: `${quoted(value, option, true)} `, from, to };
  });
  if (items.length === 0 && takesPictures(option)) items.push(...(await emojiItems(typing, query)));
  return { title: option.name, hint: describe(option), items, eager: query !== '' && !values.includes(query) };
}

async function suggestWords(typing: Typing & { kind: 'word' }, signal: AbortSignal): Promise<SuggestionList> {
  const { command, option, unused, word, from, to, query } = typing;
  const values = option && query !== '' ? await valuesFor(command, option, query, signal) : [];
  const completed = values.map((value) => {
    return { key: value, label: value, detail: '', insert: `${quoted(value, option!, false)} `, from, to };
  });
  const names = unused
    .filter(({ name }) => name.startsWith(word.query.toLowerCase()))
    .map(({ name, summary }) => {
      return { key: `${name}:`, label: `${name}:`, detail: summary, insert: `${name}:`, from: word.from, to: word.to };
    });
  const emoji = option && values.length === 0 && takesPictures(option) ? await emojiItems(word, word.query) : [];
  const items = [...completed, ...names, ...emoji];
  return { title: option?.name ?? command.name, hint: option ? describe(option) : '', items, eager: false };
}

const takesPictures = (option: OptionView) => option.kind === 'ingredient' || option.name === 'prompt';

/** Values that go on from what is typed; none where the server cannot say. */
async function valuesFor(
  command: CommandView,
  option: OptionView,
  text: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (option.choices) return option.choices.filter((choice) => choice.startsWith(text.toLowerCase()));
  if (!option.completes) return [];
  return getCompletions(command.name, option.name, text, signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return [];
  });
}

async function emojiItems({ from, to }: { from: number; to: number }, query: string): Promise<Suggestion[]> {
  if (query.length < enoughForEmoji) return [];
  return (await findEmoji(query)).map(([character, label]) => {
    return { key: character, label: character, detail: label, insert: `${character} `, from, to };
  });
}

function describe({ summary, min, max }: OptionView): string {
  return min === undefined || max === undefined ? summary : say('range', { summary, min, max });
}
