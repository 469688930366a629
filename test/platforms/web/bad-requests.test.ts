import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '#lib/log.ts';
import type { ErrorView } from '#platforms/web/page/views.ts';
import { enterAs, read, TestBrowser } from './browser.ts';
import { createFakeChat, paintFace } from './fake-chat.ts';
import { startTestWeb, type TestWeb } from './start-test-web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await startTestWeb();
});
afterAll(() => web.close());

const newBrowser = () => enterAs(web.url, 'Ana');

async function errorOf(response: Response): Promise<{ status: number; code: string; message: string }> {
  const { error } = await read<ErrorView>(response);
  return { status: response.status, ...error };
}

describe('bad requests', () => {
  test('are refused in words', async () => {
    const browser = await newBrowser();
    const refused = async (path: string, body: Record<string, unknown> | string) =>
      errorOf(await browser.post(path, body));
    expect(await refused('/api/press', '{"messageId":')).toMatchObject({
      status: 400,
      message: 'The request could not be read. Reload the page and try again.',
    });
    expect(await refused('/api/press', { messageId: 7 })).toMatchObject({ status: 400, code: 'bad_option' });
    expect(await refused('/api/messages', 'no form')).toMatchObject({ status: 400, code: 'bad_option' });
    expect(await refused('/api/nothing', {})).toMatchObject({ status: 404, code: 'not_found' });
    expect(await refused('/api/session', { name: 'x'.repeat(70_000) })).toMatchObject({ status: 413 });
  });

  test('an empty, an endless and a nameless message are refused', async () => {
    const browser = await newBrowser();
    expect(await errorOf(await browser.send('  '))).toMatchObject({ status: 400 });
    expect(await errorOf(await browser.send('x'.repeat(2001)))).toMatchObject({ status: 413 });
    expect(await errorOf(await browser.send('/help', 'no'))).toMatchObject({ status: 400 });
  });

  test('what is not a picture, too large or too many is refused, by name where that helps', async () => {
    const browser = await newBrowser();
    const said = web.chat.said.length;
    const zip = new File(['PK\x03\x04 and so on'], 'holiday.png');
    const large = new File([Buffer.alloc(10 * 2 ** 20 + 1)], 'large.png');
    const face = () => new File([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')], 'face.png');
    const send = async (...files: File[]) => errorOf(await browser.send('/mix', crypto.randomUUID(), files));
    expect(await send(zip)).toMatchObject({
      status: 415,
      message: expect.stringContaining('holiday.png is not a picture'),
    });
    expect(await send(large)).toMatchObject({ status: 413, message: expect.stringContaining('large.png is larger') });
    expect(await send(face(), face(), face(), face(), face())).toMatchObject({ status: 413 });
    expect(web.chat.said).toHaveLength(said);
  });

  test('a body of 100 MB is refused by what it says of itself', async () => {
    const browser = await newBrowser();
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
    const headers = {
      cookie,
      origin: web.url,
      'content-length': 100 * 2 ** 20,
      'content-type': 'multipart/form-data; boundary=x',
    };
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${web.url}/api/messages`, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.on('error', reject);
      sent.write('--x\r\n');
    });
    expect(status).toBe(413);
  });

  test('an error of ours says nothing of the inside and is logged once', async () => {
    const chat = createFakeChat(paintFace);
    chat.complete = () => Promise.reject(new Error('the password is 1234'));
    const log = createLog('silent');
    const errors: unknown[] = [];
    log.error = (entry: unknown) => {
      errors.push(entry);
    };
    const broken = await startTestWeb({ chat, log });
    const browser = new TestBrowser(broken.url);
    await browser.enter();
    const error = await errorOf(await browser.fetch('/api/complete?command=a&option=b&text=c'));
    expect(error).toMatchObject({ status: 500, code: 'internal' });
    expect(error.message).not.toContain('password');
    expect(errors).toHaveLength(1);
    await broken.close();
  });
});

describe('the server', () => {
  test('tells its health and its metrics', async () => {
    expect(await (await fetch(`${web.url}/healthz`)).json()).toEqual({ ready: true });
    expect(await (await fetch(`${web.url}/healthz/live`)).json()).toEqual({ live: true });
    expect(await (await fetch(`${web.url}/metrics`)).text()).toBe('easel_up 1\n');
  });

  test('says which setting to change when its port is taken', async () => {
    await expect(startTestWeb({ port: web.port })).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringContaining(`Port ${web.port} is already in use. Set PORT`),
    });
  });
});
