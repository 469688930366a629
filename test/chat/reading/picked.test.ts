import { describe, expect, it } from 'vitest';
import type { Attachment } from '#chat/attachments.ts';
import type { PickedValue } from '#chat/chat.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { readPicked } from '#chat/reading/parse.ts';

const all = command({
  name: 'all',
  summary: 'Takes everything',
  examples: [],
  options: {
    thing: option.ingredient({ summary: 'A thing' }),
    more: option.ingredients({ summary: 'Further things', max: 3 }),
    title: option.text({ summary: 'Words' }),
    count: option.integer({ summary: 'How many', min: 1, max: 9 }),
    strength: option.number({ summary: 'How much', min: 0, max: 1 }),
    style: option.choice(['noto', 'twemoji'], { summary: 'A style' }),
    private: option.private(),
  },
  run: () => ({ text: '' }),
});

const pick = (picked: Record<string, PickedValue>, attachments: Attachment[] = []) =>
  readPicked({ name: 'all', picked, attachments }, new Map([['all', all]])).values;

describe('what fields and pickers give', () => {
  it('are numbers, yes and no, and choices, as they are', () => {
    expect(pick({ count: 4, strength: 0.5, style: 'noto', private: true })).toEqual({
      ...{ count: 4, strength: 0.5, style: 'noto', private: true },
      ...{ more: [], thing: undefined, title: undefined },
    });
    expect(pick({ private: false }).private).toBeUndefined();
  });

  it('are whole texts, with every mark, that name no other option', () => {
    const title = 'a "fox" “here” style:noto --count 3';
    expect(pick({ title })).toMatchObject({ title, style: undefined, count: undefined });
    expect(pick({ title: ' two\nlines\u200b ' }).title).toBe('two lines');
    expect(pick({ title: '  ' }).title).toBeUndefined();
  });

  it('are one ingredient in one field, and several in that for further ones', () => {
    expect(pick({ thing: 'happy cat + dog', more: '🦊🍩 + a:b' })).toMatchObject({
      thing: { text: 'happy cat + dog' },
      more: [{ text: '🦊' }, { text: '🍩' }, { text: 'a:b' }],
    });
  });

  it('are joined by files, which are not read', () => {
    const read = () => Promise.reject(new Error('was read'));
    const [one, two] = [
      { name: '1.png', read },
      { name: '2.png', read },
    ];
    expect(pick({ count: 2 }, [one, two])).toMatchObject({ thing: { upload: one }, more: [{ upload: two }] });
  });

  it.each([
    [{ count: 10 }, 'count', 'whole number from 1 to 9'],
    [{ count: 1.5 }, 'count', 'whole number'],
    [{ strength: 2 }, 'strength', 'from 0 to 1'],
    [{ style: 'crayon' }, 'style', 'noto'],
    [{ private: 'perhaps' }, 'private', 'yes'],
    [{ crayon: 'red' }, 'crayon', 'style'],
    [{ more: '1 + 2 + 3 + 4 + 5' }, '', 'at most 4'],
  ])('refuse %j as words would be', (values, name, words) => {
    expect(() => pick(values as unknown as Record<string, PickedValue>)).toThrow(
      expect.objectContaining({
        code: 'bad_option',
        message: expect.stringMatching(new RegExp(`${name}.*${words}`, 's')),
      }),
    );
  });
});
