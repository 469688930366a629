import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buttonId, pictureButtons, readButtonId } from '#chat/buttons.ts';
import { durationInWords, percent, plural } from '#chat/words.ts';

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

it('every button of a full grid fits Discord: labels of at most 80, ids of at most 100 characters', () => {
  const counts = { up: 1200, down: 3, favorites: 40 };
  const pictures = Array.from({ length: 9 }, (_, index) => ({ id: 'z'.repeat(10) + index, number: index + 1, counts }));
  const buttons = pictureButtons(pictures, 'grid').flat();
  expect(buttons).toHaveLength(9 * 5 + 1);
  expect(new Set(buttons.map(({ id }) => id)).size).toBe(buttons.length);
  for (const { id, label, title } of buttons) {
    expect(id.length).toBeLessThanOrEqual(100);
    expect(label.length).toBeLessThanOrEqual(80);
    expect(title).not.toBe('');
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
  expect(durationInWords(milliseconds)).toBe(words);
});

it('counts and shares read well', () => {
  expect([plural(1, 'job'), plural(2, 'job'), plural(48_000, 'image')]).toEqual(['1 job', '2 jobs', '48,000 images']);
  expect([percent(0.404), percent(2), percent(-1)]).toEqual(['40 %', '100 %', '0 %']);
});
