import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/database.ts';
import type { Origin } from '#studio/api.ts';
import { createPeople } from '#studio/people/people.ts';
import { openTestDatabase } from '../../helpers/database.ts';

let db: Database;
let now = Date.parse('2026-11-22T12:00:00Z');
beforeAll(async () => {
  db = await openTestDatabase({ now: () => new Date(now) });
});
afterAll(() => db.close());

const ana: Origin = {
  platform: 'slack',
  workspace: 'studio',
  channel: 'general',
  user: { externalId: 'U1', name: 'Ana' },
  operator: false,
};

test('the same person in the same workspace is recognised, wherever they write', async () => {
  const people = createPeople(db);
  const first = await people.identify(ana);
  const again = await people.identify({ ...ana, channel: 'random' });
  expect(again).toEqual({ ...first, channel: 'random' });
  expect(first).toMatchObject({ name: 'Ana', channel: 'general', admin: false });
});

test('the language that a platform knows of a person comes along', async () => {
  const people = createPeople(db);
  expect(await people.identify({ ...ana, language: 'pt-BR' })).toMatchObject({ language: 'pt-BR' });
});

test('other people, workspaces and platforms are told apart', async () => {
  const people = createPeople(db);
  const first = await people.identify(ana);
  const ben = await people.identify({ ...ana, user: { externalId: 'U2', name: 'Ben' } });
  const elsewhere = await people.identify({ ...ana, workspace: 'context' });
  const onDiscord = await people.identify({ ...ana, platform: 'discord' });
  expect(ben).toMatchObject({ workspaceId: first.workspaceId, name: 'Ben' });
  expect(new Set([first.userId, ben.userId, onDiscord.userId]).size).toBe(3);
  expect(new Set([first.workspaceId, elsewhere.workspaceId, onDiscord.workspaceId]).size).toBe(3);
  expect(elsewhere.userId).toBe(first.userId);
});

test('the web page and the terminal of one machine share a workspace, with people of their own', async () => {
  const people = createPeople(db);
  const web = await people.identify({ ...ana, platform: 'web' });
  const terminal = await people.identify({ ...ana, platform: 'terminal', workspace: 'terminal' });
  expect(terminal.workspaceId).toBe(web.workspaceId);
  expect(terminal.userId).not.toBe(web.userId);
});

test('whoever operates the installation is its admin, as long as the platform says so', async () => {
  const people = createPeople(db);
  expect(await people.identify({ ...ana, operator: true })).toMatchObject({ admin: true });
  expect(await people.identify(ana)).toMatchObject({ admin: false });
});

test('a code links one account, however it is typed, within ten minutes', async () => {
  const people = createPeople(db);
  const other: Origin = { ...ana, platform: 'discord', user: { externalId: '77', name: 'ana' } };
  const { userId } = await people.identify(ana);
  const code = await people.offerLink(ana);
  const typed = `${code.slice(0, 4)}-${code.slice(4)}`.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l');
  expect(await people.link(other, typed)).toEqual(['discord', 'slack']);
  expect((await people.identify(other)).userId).toBe(userId);
  await people.unlink(other);
  expect((await people.identify(other)).userId).not.toBe(userId);
  const late = await people.offerLink(ana);
  now += 10 * 60_000 + 1;
  await expect(people.link(other, late)).rejects.toMatchObject({ code: 'not_found' });
});
