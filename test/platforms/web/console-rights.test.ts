import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMemoryChat } from '#platforms/memory/memory.ts';
import type { ConsoleView } from '#platforms/web/console/views.ts';
import { createFakeTrainer } from '../../helpers/fake/training.ts';
import { read, TestBrowser } from './browser.ts';
import { json, startConsole, type TestConsole } from './start-console.ts';
import { adminToken } from './start-test-web.ts';

let it: TestConsole;
let browsers: Record<Who, TestBrowser>;
/** The id of the server that the admin runs, and of a picture of it. */
let guild: string;
let picture: string;

const everyone = ['stranger', 'person', 'admin', 'adminElsewhere', 'operator'] as const;
type Who = (typeof everyone)[number];

beforeAll(async () => {
  it = await startConsole({ trainer: createFakeTrainer() });
  const elsewhere = createMemoryChat(it.easel.chat, 'elsewhere').user('eve', { operator: true });
  browsers = {
    stranger: new TestBrowser(it.web.url),
    person: await it.person(),
    admin: await it.guest(),
    adminElsewhere: await it.guest(elsewhere),
    operator: await it.operator(),
  };
  picture = (await it.ana.says('/generate fox count:1')).images![0]!.id!;
  guild = (await it.easel.services.people.identify(it.olga.origin)).workspaceId;
});
afterAll(() => it.close());

/** What may be asked, with what: all of the console's addresses. */
const reads = [
  '',
  '/people',
  '/taste',
  '/models',
  '/models/easel/picture',
  '/trainings',
  '/reports',
  '/lessons',
  '/audit',
  '/settings',
  '/live',
];
const writes: [path: string, body?: Record<string, unknown>][] = [
  ['/people/nobody/block'],
  ['/models/easel/use'],
  ['/rollback'],
  ['/trainings', { minutes: 1 }],
  ['/trainings/cancel'],
  ['/reports/PICTURE', { decision: 'fine' }],
  ['/lessons/PICTURE', { decision: 'approved' }],
  ['/unblock', { key: 'nobody' }],
  ['/jobs/nothing/cancel'],
  ['/settings', { changes: { daily: '50' } }],
];

/** How a server answers somebody who may: with what was asked, that there is nothing of that name, or that it is under way. */
const allowed = [200, 404, 409];

async function statusOf(who: Who, path: string, body?: Record<string, unknown>): Promise<number> {
  const control = new AbortController();
  const address = `/api/console${path.replace('PICTURE', picture)}?workspace=${guild}`;
  const response = body
    ? await browsers[who].post(address, body, json)
    : await browsers[who].fetch(address, { signal: control.signal });
  if (path === '/live') control.abort();
  else await response.arrayBuffer();
  return response.status;
}

describe('who may use the console of a server', () => {
  const may: Who[] = ['admin', 'operator'];

  test.each(reads)('GET %s', async (path) => {
    for (const who of everyone) {
      const status = await statusOf(who, path);
      if (may.includes(who)) expect(status, who).toBe(200);
      else expect(status, who).toBe(403);
    }
  });

  test.each(writes)('POST %s', async (path, body = {}) => {
    for (const who of everyone) {
      const status = await statusOf(who, path, body);
      if (may.includes(who)) expect(allowed, `${who}: ${status}`).toContain(status);
      else expect(status, who).toBe(403);
    }
  });

  test('GET and POST /backups are the operator’s alone', async () => {
    for (const who of everyone) {
      expect(await statusOf(who, '/backups'), who).toBe(who === 'operator' ? 200 : 403);
      expect(await statusOf(who, '/backups', {}), who).toBe(who === 'operator' ? 200 : 403);
    }
  });

  test('what was refused has changed nothing', async () => {
    for (const who of ['stranger', 'person', 'adminElsewhere'] as const) {
      await statusOf(who, '/settings', { changes: { count: '1' } });
      expect(await settingOf('count'), who).toBe('9');
    }
    await statusOf('admin', '/settings', { changes: { count: '2' } });
    expect(await settingOf('count')).toBe('2');
  });

  test('another site’s page cannot make a browser of the operator decide anything', async () => {
    const headers = { ...json, origin: 'https://elsewhere.example' };
    const response = await browsers.operator.post(`/api/console/rollback?workspace=${guild}`, {}, headers);
    expect(response.status).toBe(403);
  });
});

async function settingOf(key: string): Promise<string | undefined> {
  const caller = await it.easel.services.people.identify(it.olga.origin);
  return (await it.easel.services.settings.list(caller)).find((state) => state.key === key)?.value;
}

const overview = async (browser: TestBrowser) => read<ConsoleView>(await browser.fetch('/api/console'));

test('an admin sees their own server alone, the operator every workspace', async () => {
  const admin = await overview(browsers.admin);
  expect(admin).toMatchObject({ workspace: guild, operator: false });
  expect(admin.workspaces).toEqual([expect.objectContaining({ id: guild })]);
  const operator = await overview(browsers.operator);
  expect(operator).toMatchObject({ workspace: it.home.workspaceId, operator: true });
  expect(operator.workspaces.map(({ externalId }) => externalId)).toEqual(expect.arrayContaining(['guild', 'home']));
});

test('a link from chat opens once, for an admin alone, and ends with the operator’s token', async () => {
  expect((await it.ana.says('/console')).error).toBe('no_permission');
  const key = await it.keyFor(it.olga);
  const [first, second] = [await it.person(), await it.person()];
  expect((await first.post('/api/console/enter', { key }, json)).status).toBe(200);
  expect((await first.fetch('/api/console')).status).toBe(200);
  expect((await second.post('/api/console/enter', { key }, json)).status).toBe(403);
  expect((await second.fetch('/api/console')).status).toBe(403);
  const [name, value] = [...first.cookies].find(([cookie]) => cookie === 'easel_console')!;
  for (const forged of [`${value}x`, value.replace(/^./, 'X'), 'e30.abc']) {
    second.cookies.set(name, forged);
    expect((await second.fetch('/api/console')).status, forged).toBe(403);
  }
});

test('who knows of the console sees that it is there; the operator signs out of it', async () => {
  const sessionOf = async (browser: TestBrowser) =>
    read<{ console: boolean }>(await browser.post('/api/session', {}, json));
  expect((await sessionOf(browsers.person)).console).toBe(false);
  expect((await sessionOf(browsers.admin)).console).toBe(true);
  const operator = await it.operator();
  expect((await sessionOf(operator)).console).toBe(true);
  await operator.fetch('/sign-out');
  expect((await operator.fetch('/api/console')).status).toBe(403);
  expect((await operator.fetch(`/?admin=${adminToken}x`)).status).toBe(403);
});
