import { expect, test } from 'vitest';
import { createMemoryMessages } from '../../helpers/memory-messages.ts';
import { TestBrowser } from './browser.ts';
import { startTestWeb } from './start-test-web.ts';

const away = () => Promise.reject(Object.assign(new Error('nobody there'), { code: 'ECONNREFUSED' }));

test('an answer whose database goes away for a moment is kept as soon as it is back', async () => {
  const store = createMemoryMessages();
  let refusals = 2;
  const update: typeof store.update = (...change) => (refusals-- > 0 ? away() : store.update(...change));
  const web = await startTestWeb({ store: { ...store, update } });
  const ana = new TestBrowser(web.url);
  await ana.enter('Ana');
  const answer = await ana.ask('/generate happy fox');
  expect(answer.state).toBe('done');
  expect(answer.images).toHaveLength(4);
  expect(refusals).toBeLessThan(0);
  await web.close();
});

test('a message whose keeping was not confirmed is asked once, sent again', async () => {
  const store = createMemoryMessages();
  let confirmed = false;
  const create: typeof store.create = async (message) => {
    const stored = await store.create(message);
    if (confirmed) return stored;
    confirmed = true;
    return away();
  };
  const web = await startTestWeb({ store: { ...store, create } });
  const ana = new TestBrowser(web.url);
  await ana.enter('Ana');
  expect((await ana.send('/generate', 'client-id-1')).status).toBeGreaterThanOrEqual(500);
  expect((await ana.send('/generate', 'client-id-1')).status).toBe(201);
  await ana.follow(0, (heard) => heard.some(({ bot, state }) => bot && state === 'done'));
  expect((await ana.messages()).map(({ bot }) => bot)).toEqual([false, true]);
  await web.close();
});

test('an answer that cannot be kept for another reason says so, and nobody waits for it', async () => {
  const store = createMemoryMessages();
  let broken = true;
  const update: typeof store.update = (id, body) => {
    if (!broken) return store.update(id, body);
    broken = false;
    return Promise.reject(new Error('of the inside'));
  };
  const web = await startTestWeb({ store: { ...store, update } });
  const ana = new TestBrowser(web.url);
  await ana.enter('Ana');
  expect(await ana.ask('/generate')).toMatchObject({ state: 'done', error: 'internal', images: [] });
  await web.close();
});
