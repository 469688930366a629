import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Modal } from '#chat/reply.ts';
import type { MessageView } from '#platforms/web/page/views.ts';
import { answerTo, read, readEvents, TestBrowser } from './browser.ts';
import { paintFace } from './fake-chat.ts';
import { startTestWeb, type TestWeb } from './start-test-web.ts';

let web: TestWeb;
let ana: TestBrowser;
let ben: TestBrowser;

beforeEach(async () => {
  web = await startTestWeb();
  ana = new TestBrowser(web.url);
  ben = new TestBrowser(web.url);
  await ana.enter('Ana');
  await ben.enter('Ben');
});
afterEach(() => web.close());

describe('asking', () => {
  test('a command is followed by one answer with its pictures', async () => {
    const answer = await ana.ask('/generate happy fox');
    expect(answer.images.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(answer.progress).toBeUndefined();
    expect((await ana.messages()).map(({ authorName, bot, text }) => [authorName, bot, text.split('\n')[0]])).toEqual([
      ['Ana', false, '/generate happy fox'],
      ['Easel', true, '**fox 🦊**'],
    ]);
    const picture = await ana.fetch(answer.images[0]!.url);
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(new Uint8Array(await paintFace(0)));
  });

  test('others see the question and its answer', async () => {
    await ana.ask('/generate');
    expect(await ben.messages()).toHaveLength(2);
  });

  test('what Easel says of its own accord is seen by everybody, with its pictures, after a restart too', async () => {
    const png = await paintFace(0);
    const image = { name: 'before.png', alt: 'before', bytes: png, mime: 'image/png' as const, width: 64, height: 64 };
    await web.post('web', 'studio', { text: 'I have learnt from 12 votes.', images: [image] });
    await web.restart();
    for (const browser of [ana, ben]) {
      const [news] = await browser.messages();
      expect(news).toMatchObject({ bot: true, state: 'done', text: 'I have learnt from 12 votes.' });
      const picture = await browser.fetch(news!.images[0]!.url);
      expect(new Uint8Array(await picture.arrayBuffer())).toEqual(new Uint8Array(png));
    }
  });

  test('an ephemeral answer and its question stay with the one who asked, in the stream too', async () => {
    expect((await ana.ask('/help')).private).toBe(true);
    await ana.ask('/generate');
    expect(await ana.messages()).toHaveLength(4);
    expect(await ben.messages()).toHaveLength(2);
    const heard = await ben.follow(0, (messages) => messages.some(({ bot, state }) => bot && state === 'done'));
    expect(heard.map(({ text }) => text).join()).not.toContain('help');
  });

  test('a dismissed answer is gone, with its question, for good', async () => {
    const { id } = await ana.ask('/help');
    expect((await ben.post(`/api/messages/${id}/dismiss`)).status).toBe(404);
    await ana.post(`/api/messages/${id}/dismiss`);
    expect(await ana.messages()).toEqual([]);
  });

  test('what everybody sees cannot be dismissed', async () => {
    const { id } = await ana.ask('/generate');
    expect((await ana.post(`/api/messages/${id}/dismiss`)).status).toBe(403);
  });

  test('the same message sent twice, even at once, runs once', async () => {
    const responses = await Promise.all([ana.send('/generate', 'client-id-1'), ana.send('/generate', 'client-id-1')]);
    expect(responses.map(({ status }) => status)).toEqual([201, 201]);
    await ana.send('/generate', 'client-id-1');
    expect(web.chat.said).toHaveLength(1);
    expect((await ana.messages()).filter(({ bot }) => !bot)).toHaveLength(1);
  });

  test('a message repeated after a restart does not run again', async () => {
    await ana.ask('/generate');
    const [{ clientId } = {}] = await ana.messages();
    await web.restart();
    expect((await ana.send('/generate', clientId)).status).toBe(201);
    expect(web.chat.said).toHaveLength(1);
  });

  test('work goes on when its browser leaves', async () => {
    const stream = await ana.listen(0);
    await ana.send('/slow', 'client-id-2');
    while ((await stream.next()).progress === undefined);
    stream.close();
    web.chat.release();
    const heard = await ben.follow(0, (messages) => answerTo('client-id-2', messages)?.state === 'done');
    expect(answerTo('client-id-2', heard)?.images).toHaveLength(1);
  });

  test('pictures sent along reach the command and are shown', async () => {
    const file = new File([Buffer.from(await paintFace(3))], 'mine.png', { type: 'image/png' });
    await ana.send('/mix 🦊', 'client-id-3', [file]);
    expect(web.chat.said).toMatchObject([{ text: '/mix 🦊', files: ['mine.png'] }]);
    await ana.follow(0, (heard) => answerTo('client-id-3', heard)?.state === 'done');
    const [question] = await ben.messages();
    expect(question?.images).toMatchObject([{ name: 'mine.png' }]);
    const shown = await ben.fetch(question!.images[0]!.url);
    expect(shown.headers.get('content-type')).toBe('image/webp');
    expect(shown.headers.get('cache-control')).toBe('private, no-store');
  });

  test('what failed can be run again', async () => {
    const failed = await ana.ask('/crash');
    expect(failed).toMatchObject({ error: 'queue_full', text: 'The line is full. Try again in a minute.' });
    await ana.post(`/api/messages/${failed.id}/again`, { clientId: 'client-id-4' });
    expect(web.chat.said.map(({ text }) => text)).toEqual(['/crash', '/crash']);
  });

  test('what was refused keeps no picture, and can be run again with it all the same, until a restart', async () => {
    await ana.send('/break', 'client-id-8', [new File([Buffer.from(await paintFace(3))], 'mine.png')]);
    const heard = await ana.follow(0, (messages) => answerTo('client-id-8', messages)?.state === 'done');
    const { id } = answerTo('client-id-8', heard)!;
    expect(web.files.usage().bytes).toBe(0);
    await ana.post(`/api/messages/${id}/again`, { clientId: 'client-id-9' });
    expect(web.chat.said.map(({ files }) => files)).toEqual([['mine.png'], ['mine.png']]);
    await web.restart();
    const again = await ana.post(`/api/messages/${id}/again`, { clientId: 'client-id-10' });
    expect(again.status).toBe(404);
    expect(await again.text()).toContain('Send the command again, with its pictures.');
  });
});

describe('pressing buttons', () => {
  test('a vote changes the message for everybody and is marked for the voter alone', async () => {
    const { id, revision } = await ana.ask('/generate');
    const response = await ana.post('/api/press', { messageId: id, buttonId: 'vote:pic2:up:2' });
    const pressed = await read<{ message: MessageView }>(response);
    expect(pressed.message.pressed).toEqual(['vote:pic2:up:2']);
    const [seenByBen] = await ben.follow(revision, (heard) => heard.length === 1);
    expect(seenByBen).toMatchObject({ id, pressed: [] });
    expect(seenByBen?.buttons[1]?.[0]?.label).toBe('👍 1');
    expect((await ana.messages())[1]?.pressed).toEqual(['vote:pic2:up:2']);
  });

  test('a button that asks for more gets an answer of its own, which can be run again', async () => {
    const { id } = await ana.ask('/generate');
    await ben.post('/api/press', { messageId: id, buttonId: 'vary:pic1' });
    const done = (count: number) =>
      ana.follow(
        0,
        (heard) => new Set(heard.flatMap((each) => (each.state === 'done' && each.bot ? each.id : []))).size === count,
      );
    const answer = (await done(2)).at(-1)!;
    expect(answer.cause).toMatchObject({ message: id, name: 'Ben', button: 'vary:pic1' });
    await ben.post(`/api/messages/${answer.id}/again`, { clientId: 'client-id-5' });
    expect((await done(3)).at(-1)?.cause?.button).toBe('vary:pic1');
  });

  test('a button may answer with a short word', async () => {
    const { id } = await ana.ask('/generate');
    const response = await ana.post('/api/press', { messageId: id, buttonId: 'favorite:pic1' });
    expect(await response.json()).toMatchObject({ notice: 'Kept. /favorites shows what you keep.' });
  });

  test('a button may ask, and is answered with what was filled in', async () => {
    const { id, images, revision } = await ana.ask('/secret');
    expect(images).toMatchObject([{ spoiler: true }]);
    const pressed = await ben.post('/api/press', { messageId: id, buttonId: 'save:pic1' });
    const { modal } = await read<{ modal: Modal }>(pressed);
    expect(modal).toMatchObject({ title: 'Save as emoji', fields: [{ name: 'name' }, { name: 'kind' }] });
    const filled = { id: modal.id, values: { name: 'fox', kind: 'emoji' } };
    await ben.post('/api/submit', { messageId: id, buttonId: 'save:pic1', ...filled });
    const heard = await ben.follow(revision, (messages) => messages.some(({ text }) => text.includes('emoji fox now')));
    expect(heard.at(-1)?.cause).toMatchObject({ message: id, name: 'Ben', button: 'save:pic1' });
    const elsewhere = await ben.post('/api/submit', { messageId: id, buttonId: 'save:pic2', ...filled });
    expect(elsewhere.status).toBe(404);
  });

  test('a button that the message does not have is refused', async () => {
    const { id } = await ana.ask('/generate');
    const response = await ana.post('/api/press', { messageId: id, buttonId: 'vote:pic9:up' });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Reload the page');
  });

  test("nobody presses buttons of another one's private message", async () => {
    const { id } = await ana.ask('/help');
    expect((await ben.post('/api/press', { messageId: id, buttonId: 'x' })).status).toBe(404);
  });
});

describe('the live stream', () => {
  test('whoever comes back with a revision hears of everything newer, once', async () => {
    const first = await ana.ask('/generate');
    await ben.ask('/generate');
    await ana.post('/api/press', { messageId: first.id, buttonId: 'vote:pic1:up:1' });
    const current = await ana.messages();
    const heard = await ana.follow(first.revision, (messages) => messages.some(({ id }) => id === first.id));
    const ids = heard.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual([current[1]!.id, current[2]!.id, current[3]!.id].toSorted());
  });

  test('it beats, so that a dead line is noticed', async () => {
    const response = await ana.fetch('/events?since=0');
    const events = readEvents(response);
    const first = [await events.next(), await events.next(), await events.next()];
    expect(first.map(({ value }) => value?.event)).toEqual(['beat', 'beat', 'beat']);
    await events.return(undefined);
  });

  test('it ends when the server closes', async () => {
    const stream = await ana.listen(0);
    const ended = expect(stream.next()).rejects.toThrow();
    await web.restart();
    await ended;
  });
});

describe('after a restart', () => {
  test('an answer that was cut off says so and can be run again', async () => {
    await ana.send('/slow', 'client-id-6');
    const before = await ana.follow(0, (heard) => answerTo('client-id-6', heard)?.progress !== undefined);
    const { id, revision } = answerTo('client-id-6', before)!;
    await web.restart();
    const heard = await ana.follow(revision, (messages) => messages.some(({ state }) => state === 'interrupted'));
    const after = heard.find((message) => message.id === id);
    expect(after?.state).toBe('interrupted');
    expect(after?.text).toContain('interrupted by a restart');
    expect(after?.progress).toBeUndefined();
    await ana.post(`/api/messages/${id}/again`, { clientId: 'client-id-7' });
    expect(web.chat.said.map(({ text }) => text)).toEqual(['/slow', '/slow']);
  });

  test('an answer whose pictures were kept is whole, and keeps its buttons', async () => {
    const { id } = await ana.ask('/generate');
    const { body } = (await web.store.find(id))!;
    await web.store.update(id, { ...(body as object), state: 'running' });
    await web.restart();
    const after = (await ana.messages()).find((message) => message.id === id)!;
    expect(after.state).toBe('done');
    expect(after.images).toHaveLength(4);
    expect(after.buttons).not.toEqual([]);
  });

  test('a question that nobody came to answer is said to be interrupted', async () => {
    const { id } = await ana.enter();
    const body = { text: '/generate', images: [], buttons: [], state: 'done', audience: id };
    await web.store.create({ channel: 'studio', author: id, authorName: 'Ana', bot: false, body });
    await web.restart();
    expect((await ana.messages()).map(({ state }) => state)).toEqual(['done', 'interrupted']);
    expect(await ben.messages()).toEqual([]);
  });
});

test('older messages come page by page', async () => {
  const { id } = await ana.enter();
  for (let number = 1; number <= 60; number++) {
    const body = { text: `message ${number}` };
    await web.store.create({ channel: 'studio', author: id, authorName: 'Ana', bot: false, body });
  }
  const page = async (query: string) =>
    read<{ messages: MessageView[]; before?: number }>(await ana.fetch(`/api/messages${query}`));
  const newest = await page('');
  expect(newest.messages).toHaveLength(50);
  const oldest = await page(`?before=${newest.before}`);
  expect(oldest.messages.map(({ text }) => text).slice(-2)).toEqual(['message 9', 'message 10']);
  expect(oldest.before).toBeUndefined();
});
