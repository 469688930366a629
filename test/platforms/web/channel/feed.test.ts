import { expect, test } from 'vitest';
import { newBody } from '#platforms/web/channel/body.ts';
import { type Change, createFeed } from '#platforms/web/channel/feed.ts';
import { createMemoryMessages } from '../../../helpers/memory-messages.ts';

const by = { author: 'ana', authorName: 'Ana', bot: false };

test('a change that falls between looking back and listening is heard once', async () => {
  const store = createMemoryMessages();
  const looking = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const feed = createFeed(
    {
      ...store,
      async since(...asked) {
        looking.resolve();
        await answer.promise;
        return store.since(...asked);
      },
    },
    'studio',
  );
  await feed.create(by, newBody({ text: 'before' }));
  const control = new AbortController();
  const heard: string[] = [];
  const following = (async () => {
    for await (const changes of feed.follow(0, control.signal, () => true)) {
      heard.push(...changes.map(({ message }) => message.body.text));
      if (heard.includes('last')) control.abort();
    }
  })();
  await looking.promise;
  await feed.create(by, newBody({ text: 'between' }));
  answer.resolve();
  await feed.create(by, newBody({ text: 'last' }));
  await following;
  expect(heard).toEqual(['before', 'between', 'last']);
});

test('edits at once all count', async () => {
  const feed = createFeed(createMemoryMessages(), 'studio');
  const { id } = await feed.create(by, newBody({ text: '' }));
  await Promise.all(['a', 'b', 'c'].map((letter) => feed.edit(id, (body) => ({ ...body, text: body.text + letter }))));
  expect((await feed.find(id))?.body.text).toBe('abc');
});

test('a message of another channel is not found', async () => {
  const store = createMemoryMessages();
  const { id } = await createFeed(store, 'studio').create(by, newBody({ text: 'here' }));
  const elsewhere = createFeed(store, 'elsewhere');
  expect(await elsewhere.find(id)).toBeUndefined();
  await expect(elsewhere.edit(id, (body) => body)).rejects.toMatchObject({ code: 'not_found' });
});

test('what is shown without being kept is seen by all who look, until it is kept or forgotten', async () => {
  const store = createMemoryMessages();
  const feed = createFeed(store, 'studio');
  const { id, revision } = await feed.create(by, newBody({ text: 'a' }));
  expect(await feed.show(id, (body) => ({ ...body, text: `${body.text}b` }))).toMatchObject({ revision });
  expect((await feed.list({ limit: 1 }))[0]?.body.text).toBe('ab');
  expect((await createFeed(store, 'studio').find(id))?.body.text).toBe('a');
  await feed.edit(id, (body) => ({ ...body, text: `${body.text}c` }));
  expect((await createFeed(store, 'studio').find(id))?.body.text).toBe('abc');
});

test('who listens hears at once of what concerns them, with all that was gathered, of each message the latest', async () => {
  const feed = createFeed(createMemoryMessages(), 'studio');
  const control = new AbortController();
  const isMine = ({ message }: Change) => message.body.text === 'mine';
  const following = feed.follow(0, control.signal, isMine)[Symbol.asyncIterator]();
  const heard = following.next();
  const { id } = await feed.create(by, newBody({ text: 'one' }));
  for (const text of ['two', 'three', 'mine']) await feed.edit(id, (body) => ({ ...body, text }));
  const texts = ((await heard).value as Change[]).map(({ message }) => message.body.text);
  expect(texts.at(-1)).toBe('mine');
  expect(texts.length).toBeLessThan(3);
  control.abort();
  expect((await following.next()).done).toBe(true);
});

test('somebody who was away for long gets everything, page by page', async () => {
  const feed = createFeed(createMemoryMessages(), 'studio');
  for (let number = 0; number < 450; number++) await feed.create(by, newBody({ text: `${number}` }));
  const control = new AbortController();
  const heard: string[] = [];
  for await (const changes of feed.follow(0, control.signal, () => true)) {
    expect(changes.length).toBeLessThanOrEqual(200);
    heard.push(...changes.map(({ message }) => message.body.text));
    if (heard.length === 450) control.abort();
  }
  expect(heard.at(-1)).toBe('449');
});
