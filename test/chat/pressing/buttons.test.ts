import fc from 'fast-check';
import { expect, it } from 'vitest';
import { durationInWords, percent } from '#chat/answers/words.ts';
import { buttonId, pictureButtons, readButtonId } from '#chat/pressing/buttons.ts';
import { english } from '#lib/i18n.ts';

it('ids carry their meaning there and back', () => {
  const argument = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  fc.assert(
    fc.property(argument, fc.array(argument, { maxLength: 4 }), (action, args) => {
      expect(readButtonId(buttonId(action, ...args))).toEqual({ action, args });
    }),
  );
});

it('ids that no platform would take are refused', () => {
  expect(() => buttonId('vote', 'x'.repeat(100))).toThrow('more than 100 characters');
});

const counts = { up: 1200, down: 3, favorites: 40 };
const grid = (size: number) =>
  Array.from({ length: size }, (_, index) => ({ id: `${'z'.repeat(10)}${index}`, number: index + 1, counts }));

it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
  'under %i pictures are at most ten buttons, and all of them fit Discord',
  (size) => {
    for (const layout of ['grid', 'one', 'mine'] as const) {
      const { buttons, selects } = pictureButtons(grid(size), layout, english);
      const all = buttons.flat();
      expect(all.length).toBeLessThanOrEqual(10);
      expect(Math.max(...buttons.map((row) => row.length))).toBeLessThanOrEqual(5);
      expect(buttons.length + selects.length).toBeLessThanOrEqual(5);
      for (const { id, label, title } of all) {
        expect(id.length).toBeLessThanOrEqual(100);
        expect(label.length).toBeLessThanOrEqual(80);
        expect(title).not.toBe('');
      }
      const ids = [...all, ...selects.flatMap(({ entries }) => entries)].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  },
);

it.each([2, 3, 4, 5, 6, 7, 8, 9])('each of %i pictures takes a vote by one press, and opens', (size) => {
  const { buttons, selects } = pictureButtons(grid(size), 'grid', english);
  const votes = buttons.flat().map(({ id }) => id);
  const opens = [...votes, ...selects.flatMap(({ entries }) => entries.map(({ id }) => id))];
  for (const { id } of grid(size)) {
    expect(votes).toContain(`vote:${id}:up`);
    expect(opens).toContain(`open:${id}`);
  }
});

it.each([
  [0, 'about 1 second'],
  [4400, 'about 4 seconds'],
  [89_000, 'about 89 seconds'],
  [120_000, 'about 2 minutes'],
  [45 * 60_000, 'about 45 minutes'],
  [8 * 3_600_000, 'about 8 hours'],
])('%i ms are %s', (milliseconds, words) => {
  expect(english.of(durationInWords(milliseconds))).toBe(words);
});

it('counts and shares read well', () => {
  expect([1, 2, 48_000].map((count) => english('training.images', { count }))).toEqual([
    '1 image',
    '2 images',
    '48,000 images',
  ]);
  expect([percent(0.404), percent(2), percent(-1)]).toEqual(['40 %', '100 %', '0 %']);
});
