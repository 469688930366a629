import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '#platforms/web/page/views.ts';
import { openTestEasel, type TestEasel } from '../../helpers/easel.ts';
import { answerTo, enterAs, TestBrowser } from './browser.ts';
import { adminToken, startTestWeb, type TestWeb } from './start-test-web.ts';

let easel: TestEasel;
let web: TestWeb;
let ana: TestBrowser;
let ben: TestBrowser;
let olga: TestBrowser;
beforeAll(async () => {
  easel = await openTestEasel();
  web = await startTestWeb({ chat: easel.chat });
  ana = await enterAs(web.url, 'Ana');
  ben = await enterAs(web.url, 'Ben');
  olga = await enterAs(web.url, 'Olga');
  await olga.fetch(`/?admin=${adminToken}`);
});
afterAll(async () => {
  await web.close();
  await easel.close();
});

async function ask(browser: TestBrowser, text: string, files: File[] = []): Promise<MessageView> {
  const clientId = crypto.randomUUID();
  await browser.send(text, clientId, files);
  const heard = await browser.follow(0, (messages) => answerTo(clientId, messages)?.state === 'done');
  return answerTo(clientId, heard)!;
}

async function teach(name: string, fill: string): Promise<MessageView> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="40" fill="${fill}"/></svg>`;
  const png = await sharp(Buffer.from(svg)).png().toBuffer();
  return ask(ana, `/teach ${name}`, [new File([Buffer.from(png)], 'disc.png')]);
}

async function press(browser: TestBrowser, message: MessageView, label: string): Promise<void> {
  const { id: buttonId } = message.buttons.flat().find((button) => button.label === label)!;
  expect((await browser.post('/api/press', { messageId: message.id, buttonId })).status).toBe(200);
}

/** What everybody in turn gets at each address. */
async function statuses(urls: string[]): Promise<number[][]> {
  const browsers = [ana, ben, olga, new TestBrowser(web.url)];
  return Promise.all(urls.map((url) => Promise.all(browsers.map(async (each) => (await each.fetch(url)).status))));
}
const urlsOf = (...messages: MessageView[]) => messages.flatMap(({ images }) => images.map(({ url }) => url));

test("a picture that is given to learn from is its giver's, then an admin's, and gone once it is taken back", async () => {
  const offered = await teach('our mascot', '#c00');
  expect(await statuses(urlsOf(offered))).toEqual([[200, 404, 404, 403]]);
  const shown = await ana.fetch(offered.images[0]!.url);
  expect(shown.headers.get('cache-control')).toBe('private, no-store');
  expect((await sharp(await shown.bytes()).metadata()).width).toBe(128);

  await press(ana, offered, 'I agree');
  const waiting = await ask(olga, '/teach queue');
  const own = await ask(ana, '/teach mine');
  const another = await ask(ana, '/teach mine');
  expect(await statuses(urlsOf(waiting, own))).toEqual([
    [404, 404, 200, 403],
    [200, 404, 404, 403],
  ]);

  await press(ana, own, 'Take back 1');
  expect(await statuses(urlsOf(offered, waiting, own, another))).toEqual(Array(4).fill([404, 404, 404, 403]));
  expect(web.files.usage().bytes).toBe(0);
});

test('what is forgotten at once, or declined, is shown to nobody it is not for', async () => {
  const forgotten = await teach('a plum', '#609');
  await press(ana, forgotten, 'No, forget it');
  expect(await statuses(urlsOf(forgotten))).toEqual([[404, 404, 404, 403]]);

  await press(ana, await teach('a ball', '#0c0'), 'I agree');
  const waiting = await ask(olga, '/teach queue');
  const own = await ask(ana, '/teach mine');
  await press(olga, waiting, 'Decline 1');
  expect(await statuses(urlsOf(waiting, own))).toEqual([
    [404, 404, 404, 403],
    [200, 404, 404, 403],
  ]);
  expect(web.files.usage().bytes).toBe(0);
});
