import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { usualBodyLimits } from '#platforms/web/serving/bodies.ts';
import { answerTo, enterAs, type TestBrowser } from '../browser.ts';
import { paintFace } from '../fake-chat.ts';
import { startTestWeb, type TestWeb } from '../start-test-web.ts';

const kibibyte = 1024;
const bodies = {
  underWay: { all: 400 * kibibyte, line: 300 * kibibyte, person: 200 * kibibyte },
  stallMs: 1500,
  wholeMs: 4000,
};

let web: TestWeb;
beforeEach(async () => {
  web = await startTestWeb({ bodies });
});
afterEach(() => web.close());

const cookieOf = (browser: TestBrowser) => [...browser.cookies].map((pair) => pair.join('=')).join('; ');

interface Upload {
  send(bytes: number): void;
  /** Of the answer, or 0 where the line was cut. */
  status: Promise<number>;
  request: ClientRequest;
}

/** Begins to send a message, and goes on as it is told. */
function beginUpload(browser: TestBrowser): Upload {
  const headers = {
    cookie: cookieOf(browser),
    origin: web.url,
    'content-type': 'multipart/form-data; boundary=x',
    'transfer-encoding': 'chunked',
  };
  const sending = request(`${web.url}/api/messages`, { method: 'POST', headers, agent: false });
  const status = new Promise<number>((resolve) => {
    sending.on('response', (response) => resolve(response.resume().statusCode ?? 0));
    sending.on('error', () => resolve(0));
  });
  sending.flushHeaders();
  return { send: (bytes) => void sending.write(Buffer.alloc(bytes, 'x')), status, request: sending };
}

describe('messages that are being sent', () => {
  test('one person has no more under way than one message, and others can send meanwhile', async () => {
    const ana = await enterAs(web.url, 'Ana');
    const ben = await enterAs(web.url, 'Ben');
    const uploads = Array.from({ length: 30 }, () => beginUpload(ana));
    for (const upload of uploads) upload.send(20 * kibibyte);
    const refused = uploads.map(async ({ status }) => [429, 0].includes(await status));
    await Promise.all([Promise.race(refused), ben.send('/generate')]);
    expect((await ben.send('/generate')).status).toBe(201);
    const statuses = await Promise.all(uploads.map(({ status }) => status));
    expect(statuses.filter((status) => status === 429 || status === 0).length).toBeGreaterThanOrEqual(20);
    expect((await ana.send('/generate')).status).toBe(201);
  });

  test('what stops on its way is given up, and so is what drips', async () => {
    const ana = await enterAs(web.url, 'Ana');
    const stopped = beginUpload(ana);
    stopped.send(100 * kibibyte);
    const dripping = beginUpload(ana);
    const drip = setInterval(() => dripping.send(1), 200);
    expect([400, 0]).toContain(await stopped.status);
    expect([400, 0]).toContain(await dripping.status);
    clearInterval(drip);
    dripping.request.destroy();
    const face = new File([Buffer.from(await paintFace(1))], 'face.png');
    expect((await ana.send('/mix', crypto.randomUUID(), [face])).status).toBe(201);
  }, 15_000);

  test('what its sender leaves takes no room any more', async () => {
    const ana = await enterAs(web.url, 'Ana');
    for (let time = 0; time < 8; time++) {
      const left = beginUpload(ana);
      left.send(150 * kibibyte);
      await once(left.request, 'socket');
      left.request.destroy();
    }
    await expect.poll(async () => (await ana.send('/generate')).status).toBe(201);
  });

  test('a message with pictures is under way until it is answered', async () => {
    const ana = await enterAs(web.url, 'Ana');
    const face = await paintFace(1);
    const large = () => new File([Buffer.from(face), Buffer.alloc(150 * kibibyte)], 'large.png');
    expect((await ana.send('/slow', 'a-slow-answer', [large()])).status).toBe(201);
    expect((await ana.send('/slow', crypto.randomUUID(), [large()])).status).toBe(429);
    expect((await ana.send('/generate')).status).toBe(201);
    web.chat.release();
    await ana.follow(0, (heard) => answerTo('a-slow-answer', heard)?.state === 'done');
    await expect.poll(async () => (await ana.send('/mix', crypto.randomUUID(), [large()])).status).toBe(201);
  });

  test('nothing is read of whom Easel does not know', async () => {
    const stranger = beginUpload(await enterAs(web.url, 'Ana'));
    stranger.request.destroy();
    const headers = { origin: web.url, 'content-type': 'multipart/form-data; boundary=x' };
    const sending = request(`${web.url}/api/messages`, { method: 'POST', headers, agent: false });
    sending.on('error', () => {});
    sending.write('x');
    const [response] = await once(sending, 'response');
    expect(response.statusCode).toBe(403);
    sending.destroy();
  });

  test('the usual limits let four of the largest pictures through', () => {
    expect(usualBodyLimits.underWay.person).toBeGreaterThanOrEqual(41 * 2 ** 20);
  });
});

describe('live streams', () => {
  test('one browser has a dozen, and gets others for those it closes', async () => {
    const ana = await enterAs(web.url, 'Ana');
    const control = new AbortController();
    const open = (signal = control.signal) => ana.fetch('/events?since=0', { signal });
    const one = new AbortController();
    const streams = [await open(one.signal)];
    for (let tab = 1; tab < 12; tab++) streams.push(await open());
    expect(streams.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect((await open()).status).toBe(429);
    expect((await (await enterAs(web.url, 'Ben')).fetch('/events?since=0', { signal: control.signal })).status).toBe(
      200,
    );
    one.abort();
    await expect.poll(async () => (await open()).status).toBe(200);
    control.abort();
  });
});
