import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#db/database.ts';
import { openTestDatabase } from '../../helpers/database.ts';
import { enterAs, type TestBrowser } from './browser.ts';
import { createFakeGallery } from './fake-gallery.ts';
import { startTestWeb, type TestWeb } from './start-test-web.ts';

let db: Database;
let web: TestWeb;
let ana: TestBrowser;
beforeAll(async () => {
  db = await openTestDatabase();
  const { createMessage: create, updateMessage: update, findMessage: find, ...rest } = db.messages;
  const store = { create, update, find, list: rest.listMessages, since: rest.listMessagesSince };
  web = await startTestWeb({ store, gallery: createFakeGallery(3) });
  ana = await enterAs(web.url, 'Ana');
});
afterAll(async () => {
  await web.close();
  await db.close();
});

const get =
  (path: string, headers: Record<string, string> = {}) =>
  () =>
    ana.fetch(path, { headers });
const post = (path: string, body: Record<string, unknown>) => () => ana.post(path, body);
const numbers = [2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53, '1e308', '-1', '1.5', 'NaN', '0x7fffffff', ''];
const texts = ['\0', 'a\0b', '\ud800', '\udfff\ud800', '\u202e', 'x'.repeat(5000), '\'; DROP TABLE "Message"; --'];

const requests: [string, () => Promise<Response>][] = [
  ...numbers.flatMap((number): [string, () => Promise<Response>][] => [
    [`before=${number}`, get(`/api/messages?before=${number}`)],
    [`gallery page=${number}`, get(`/api/gallery?page=${number}`)],
    [`since=${number}`, get(`/events?since=${number}`)],
    [`Last-Event-ID ${number}`, get('/events', { 'last-event-id': String(number) })],
  ]),
  ...texts.flatMap((text): [string, () => Promise<Response>][] => {
    const shown = JSON.stringify(text.slice(0, 20));
    const inPath = encodeURIComponent(text.toWellFormed());
    const filled = { messageId: text, buttonId: text, id: text, values: { [text]: text } };
    return [
      [`gallery ${shown}`, get(`/api/gallery/${inPath}`)],
      [`vote ${shown}`, post(`/api/gallery/${inPath}/vote`, { value: 1 })],
      [`favorite ${shown}`, post(`/api/gallery/${inPath}/favorite`, {})],
      [`press ${shown}`, post('/api/press', filled)],
      [`submit ${shown}`, post('/api/submit', filled)],
      [`again ${shown}`, post(`/api/messages/${inPath}/again`, { clientId: text })],
      [`dismiss ${shown}`, post(`/api/messages/${inPath}/dismiss`, {})],
      [`complete ${shown}`, get(`/api/complete?command=${inPath}&option=${inPath}&text=${inPath}`)],
      [`name ${shown}`, post('/api/session', { name: text.slice(0, 900) })],
      [`message ${shown}`, () => ana.send(text, crypto.randomUUID())],
      [`file ${shown}`, get(`/files/${inPath}`)],
    ];
  }),
];

describe('whatever number or text comes', () => {
  test(`${requests.length} requests are answered or refused, and everybody else is served as before`, async () => {
    for (const [what, ask] of requests) {
      const response = await ask();
      await response.body?.cancel();
      expect(response.status, what).toBeLessThan(500);
    }
    expect((await ana.ask('/generate')).images).toHaveLength(4);
    await db.ping();
  });

  test('what a person writes is kept without what no database keeps', async () => {
    await ana.send('/generate a\0 fox', 'with-a-nul');
    const sent = (await ana.messages()).find(({ clientId }) => clientId === 'with-a-nul');
    expect(sent?.text).toBe('/generate a fox');
  });
});
