import { expect, test } from 'vitest';
import { newBody } from '#platforms/web/body.ts';
import { createFeed } from '#platforms/web/feed.ts';
import { createMemoryMessages } from '../../helpers/memory-messages.ts';

const by = { author: 'ana', authorName: 'Ana', bot: false };

test('a change that falls between looking back and listening is heard once', async () => {
  const store = createMemoryMessages();
  const looking = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const feed = createFeed(
    {
      ...store,
      async since(channel, revision) {
        looking.resolve();
        await answer.promise;
        return store.since(channel, revision);
      },
    },
    'studio',
  );
  await feed.create(by, newBody({ text: 'before' }));
  const control = new AbortController();
  const heard: string[] = [];
  const following = (async () => {
    for await (const { body } of feed.follow(0, control.signal)) {
      heard.push(body.text);
      if (body.text === 'last') control.abort();
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
