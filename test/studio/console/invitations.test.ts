import { expect, test } from 'vitest';
import type { Caller } from '#studio/api.ts';
import { createInvitations } from '#studio/console/invitations.ts';

const olga = { userId: 'olga', name: 'Olga', workspaceId: 'here', channel: 'general', admin: true } as Caller;

function start(publicUrl?: string) {
  const clock = { time: 0, now: () => new Date(clock.time) };
  return { clock, ...createInvitations({ publicUrl, port: 3000 }, clock) };
}
const keyOf = (url: string) => url.split('#key=')[1]!;

test('a key lets its admin in, once', () => {
  const { invite, redeem } = start('https://easel.example.org');
  const { url, local, minutes } = invite(olga);
  expect(url).toMatch(/^https:\/\/easel\.example\.org\/console#key=\w{32}$/);
  expect([local, minutes]).toEqual([false, 10]);
  expect(redeem(keyOf(url))).toEqual({ userId: 'olga', name: 'Olga', workspaceId: 'here' });
  expect(() => redeem(keyOf(url))).toThrow(expect.objectContaining({ code: 'no_permission' }));
});

test('a key is good for ten minutes; one that was never given is good for nothing', () => {
  const { clock, invite, redeem } = start();
  const [early, late] = [invite(olga), invite(olga)];
  expect(early).toMatchObject({ local: true, url: expect.stringContaining('http://localhost:3000/console#') });
  clock.time = 10 * 60_000 - 1;
  redeem(keyOf(early.url));
  clock.time += 1;
  expect(() => redeem(keyOf(late.url))).toThrow('too old');
  expect(() => redeem('')).toThrow(expect.objectContaining({ code: 'no_permission' }));
});

test('nobody but an admin gets one', () => {
  const { invite } = start();
  expect(() => invite({ ...olga, admin: false })).toThrow(expect.objectContaining({ code: 'no_permission' }));
});
