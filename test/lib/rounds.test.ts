import { expect, it } from 'vitest';
import { createRounds } from '#lib/rounds.ts';

it('lets what comes from outside in between any two pieces of work', async () => {
  const turn = createRounds();
  const order: string[] = [];
  setImmediate(() => {
    order.push('outside');
    setImmediate(() => order.push('outside again'));
  });
  await Promise.all(['one', 'two'].map((name) => turn().then(() => order.push(name))));
  expect(order).toEqual(['outside', 'one', 'outside again', 'two']);
});
