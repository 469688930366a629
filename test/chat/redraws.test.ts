import { expect, it } from 'vitest';
import { createRedraws } from '#chat/redraws.ts';

it('draws the newest state last, and what waits meanwhile at once', async () => {
  const redraw = createRedraws();
  const shown: unknown[] = [];
  const first = Promise.withResolvers<void>();
  const drawn = [
    redraw('message', { text: 'one vote' }, async (edit) => {
      shown.push(edit);
      await first.promise;
    }),
    ...['two votes', 'three votes'].map((text) => redraw('message', { text }, async (edit) => void shown.push(edit))),
    redraw('message', { buttons: [] }, async (edit) => void shown.push(edit)),
    redraw('another', { text: 'elsewhere' }, async (edit) => void shown.push(edit)),
  ];
  first.resolve();
  await Promise.all(drawn);
  expect(shown).toEqual([{ text: 'one vote' }, { text: 'elsewhere' }, { text: 'three votes', buttons: [] }]);
});

it('goes on after a failure, which those who waited are told', async () => {
  const redraw = createRedraws();
  const fails = () => Promise.reject(new Error('gone'));
  await expect(redraw('message', { text: 'one' }, fails)).rejects.toThrow('gone');
  const shown: unknown[] = [];
  await redraw('message', { text: 'two' }, async (edit) => void shown.push(edit));
  expect(shown).toEqual([{ text: 'two' }]);
});
