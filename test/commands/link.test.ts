import { expect, it } from 'vitest';
import { createTestChat } from '../helpers/chat.ts';

it('/link gives a code, takes one, and takes a link back, in words for that person alone', async () => {
  const ana = (await createTestChat()).user('ana');
  expect((await ana.says('/link')).text).toContain('Type `/link abcd-1234` with your account on the other platform');
  expect(ana.lastReply.ephemeral).toBe(true);
  expect(await ana.says('/link abcd-1234')).toMatchObject({
    ephemeral: true,
    text: "Linked: you are one person on Discord and memory. Your votes, favourites and pictures count as one person's.",
  });
  expect((await ana.says('/link 0000-0000')).error).toBe('not_found');
  expect((await ana.says('/link undo')).text).toBe('This account is not linked to another one.');
});
