import { describe, expect, test } from 'vitest';
import { quoted, whatIsTyped } from '#platforms/web/page/composer/completion.ts';
import { type EmojiRow, rankEmoji } from '#platforms/web/page/emoji.ts';
import { dayOf, splitText } from '#platforms/web/page/format.ts';
import { takeIn, takeInOlder } from '#platforms/web/page/timeline/timeline-state.ts';
import type { CommandView, MessageView, OptionView } from '#platforms/web/page/views.ts';

const option = (name: string, fields: Partial<OptionView> = {}): OptionView => {
  return { name, kind: 'text', summary: '', required: false, completes: true, rest: false, ...fields };
};
const commandOf = (name: string, ...options: OptionView[]): CommandView => {
  return { name, summary: '', examples: [], admin: false, options };
};
const commands = [
  commandOf('generate', option('prompt', { rest: true }), option('style'), option('count', { kind: 'integer' })),
  commandOf('mix', option('a', { kind: 'ingredient' }), option('b', { kind: 'ingredient' }), option('style')),
];

describe('what is being typed', () => {
  const typed = (text: string) => {
    const caret = text.includes('|') ? text.indexOf('|') : text.length;
    const found = whatIsTyped(text.replace('|', ''), caret, commands);
    return found && { ...found, command: undefined, option: 'option' in found ? found.option?.name : undefined };
  };

  test.each([
    ['/', { kind: 'command', query: '' }],
    ['/GEN', { kind: 'command', query: 'gen', from: 0, to: 4 }],
    ['/gen|erate fox', { kind: 'command', query: 'gen', to: 4 }],
    ['/mix :fo', { kind: 'emoji', query: 'fo', from: 5, to: 8 }],
    ['hello :fox', { kind: 'emoji', query: 'fox' }],
    ['/generate style:no', { kind: 'value', option: 'style', query: 'no', from: 16, to: 18 }],
    ['/generate style:', { kind: 'value', option: 'style', query: '' }],
    ['/generate style:"fluent f', { kind: 'value', option: 'style', query: 'fluent f', from: 16 }],
    ['/generate happy fo', { kind: 'word', option: 'prompt', query: 'happy fo', from: 10 }],
    ['/generate style:noto happy fo', { kind: 'word', option: 'prompt', query: 'happy fo', from: 21 }],
    ['/mix fox dou', { kind: 'word', option: 'b', query: 'dou', from: 9 }],
    ['/mix "red fox" dou', { kind: 'word', option: 'b', query: 'dou', from: 15 }],
    ['/mix b:fox dou', { kind: 'word', option: 'a', query: 'dou' }],
  ])('%s', (text, expected) => {
    expect(typed(text)).toMatchObject(expected);
  });

  test.each(['', 'hello', 'hello :f', '/unknown word'])('nothing to suggest for %j', (text) => {
    expect(typed(text)).toBeUndefined();
  });

  test('options that are given are not offered again', () => {
    const found = whatIsTyped('/generate style:noto c', 22, commands);
    expect(found?.kind === 'word' && found.unused.map(({ name }) => name)).toEqual(['prompt', 'count']);
  });

  test('values with spaces are quoted, unless they take all words', () => {
    expect(quoted('fluent flat', option('style'), true)).toBe('"fluent flat"');
    expect(quoted('happy fox', option('prompt', { rest: true }), false)).toBe('happy fox');
    expect(quoted('noto', option('style'), true)).toBe('noto');
    expect(quoted('red fox', option('a', { kind: 'ingredient' }), false)).toBe('"red fox"');
    expect(quoted('red fox 🦊', option('a', { kind: 'ingredient' }), false)).toBe('🦊');
  });
});

describe('emoji', () => {
  const rows: EmojiRow[] = [
    ['🧇', 'foxglove waffle', ''],
    ['🦊', 'fox', 'animal face'],
    ['🐺', 'wolf', 'face foxlike'],
    ['😀', 'grinning face', 'happy smile'],
  ];
  test('the nearest come first', () => {
    expect(rankEmoji(rows, 'fox', 8).map(([character]) => character)).toEqual(['🦊', '🧇', '🐺']);
    expect(rankEmoji(rows, 'Grinning_F', 8).map(([character]) => character)).toEqual(['😀']);
    expect(rankEmoji(rows, 'f', 1)).toHaveLength(1);
  });
});

describe('the messages that the page knows', () => {
  const message = (sequence: number, revision: number, fields: Partial<MessageView> = {}) =>
    ({ id: `m${sequence}`, sequence, revision, dismissed: false, ...fields }) as MessageView;
  const state = { messages: [message(5, 10), message(6, 11)], revision: 11, before: 5 };
  const seen = ({ messages }: typeof state | ReturnType<typeof takeIn>) =>
    messages.map(({ sequence, revision }) => [sequence, revision]);

  test('stay in their order, each once, in its newest state', () => {
    const after = takeIn(state, [message(7, 14), message(5, 13), message(7, 14), message(6, 9)]);
    expect(seen(after)).toEqual([
      [5, 13],
      [6, 11],
      [7, 14],
    ]);
    expect(after.revision).toBe(14);
  });

  test('changes of older ones wait until these are loaded', () => {
    const after = takeIn(state, [message(2, 15)]);
    expect(seen(after)).toEqual(seen(state));
    expect(seen(takeInOlder(after, [message(2, 15), message(3, 4)])).map(([sequence]) => sequence)).toEqual([
      2, 3, 5, 6,
    ]);
  });

  test('what I pressed stays pressed while others change the message', () => {
    const mine = takeIn(state, [message(6, 12, { pressed: ['vote:1'] })]);
    const changed = takeIn(mine, [message(6, 13)]);
    expect(changed.messages.at(-1)).toMatchObject({ revision: 13, pressed: ['vote:1'] });
    expect(takeIn(changed, [message(6, 14, { pressed: [] })]).messages.at(-1)?.pressed).toEqual([]);
  });

  test('what was put away goes', () => {
    expect(seen(takeIn(state, [message(6, 12, { dismissed: true })]))).toEqual([[5, 10]]);
  });
});

describe('words', () => {
  test('text has bold and code, and all else stays as it is', () => {
    expect(splitText('a **b** `c` <i>**`')).toEqual([
      { kind: 'plain', text: 'a ' },
      { kind: 'bold', text: 'b' },
      { kind: 'plain', text: ' ' },
      { kind: 'code', text: 'c' },
      { kind: 'plain', text: ' <i>**`' },
    ]);
  });

  test('days are said as people do', () => {
    const now = new Date(2026, 4, 10, 0, 30);
    expect(dayOf(new Date(2026, 4, 10, 0, 1).toISOString(), 'en', now)).toBe('Today');
    expect(dayOf(new Date(2026, 4, 9, 23, 59).toISOString(), 'en', now)).toBe('Yesterday');
    expect(dayOf(new Date(2025, 4, 9).toISOString(), 'en', now)).toContain('2025');
  });
});
