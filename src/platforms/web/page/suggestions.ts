import type { CommandView, OptionView } from '../views.ts';
import { getCompletions } from './api.ts';
import { quoted, type Typing } from './completion.ts';
import { findEmoji } from './emoji.ts';

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
      return { title: 'Emoji', hint: '', items: await emojiItems(typing, typing.query), eager: true };
    case 'value':
      return suggestValues(typing, signal);
    case 'word':
      return suggestWords(typing, signal);
  }
}

function suggestCommands({ from, to, query }: Typing, commands: readonly CommandView[]): SuggestionList {
  const items = commands
    .filter(({ name }) => name.startsWith(query))
    .map(({ name, summary }) => ({ key: name, label: `/${name}`, detail: summary, insert: `/${name} `, from, to }));
  return { title: 'Commands', hint: '', items, eager: !commands.some(({ name }) => name === query) };
}

async function suggestValues(typing: Typing & { kind: 'value' }, signal: AbortSignal): Promise<SuggestionList> {
  const { command, option, from, to, query } = typing;
  const values = option.choices ?? (await completions(command, option, query, signal));
  const fitting = values.filter((value) => !option.choices || value.startsWith(query.toLowerCase()));
  const items = fitting.map((value) => {
    return { key: value, label: value, detail: '', insert: `${quoted(value, option, true)} `, from, to };
  });
  if (items.length === 0 && takesPictures(option)) items.push(...(await emojiItems(typing, query)));
  return { title: option.name, hint: describe(option), items, eager: query !== '' && !fitting.includes(query) };
}

async function suggestWords(typing: Typing & { kind: 'word' }, signal: AbortSignal): Promise<SuggestionList> {
  const { command, option, unused, word, from, to, query } = typing;
  const items: Suggestion[] = [];
  if (option && query !== '') {
    const values = option.choices?.filter((choice) => choice.startsWith(query.toLowerCase()));
    for (const value of values ?? (await completions(command, option, query, signal))) {
      items.push({ key: value, label: value, detail: '', insert: `${quoted(value, option, false)} `, from, to });
    }
    if (items.length === 0 && takesPictures(option)) items.push(...(await emojiItems(word, word.query)));
  }
  for (const { name, summary } of unused.filter((each) => each.name.startsWith(word.query.toLowerCase()))) {
    const { from: start, to: end } = word;
    items.push({ key: `${name}:`, label: `${name}:`, detail: summary, insert: `${name}:`, from: start, to: end });
  }
  return { title: option?.name ?? command.name, hint: option ? describe(option) : '', items, eager: false };
}

const takesPictures = (option: OptionView) => option.kind === 'ingredient' || option.name === 'prompt';

async function completions(command: CommandView, option: OptionView, text: string, signal: AbortSignal) {
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
  return min === undefined || max === undefined ? summary : `${summary} (${min} to ${max})`;
}
