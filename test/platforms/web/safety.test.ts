import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandView } from '#platforms/web/page/views.ts';
import { answerTo, enterAs, read, TestBrowser } from './browser.ts';
import { paintFace } from './fake-chat.ts';
import { adminToken, startTestWeb, type TestWeb } from './start-test-web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await startTestWeb();
});
afterAll(() => web.close());

const newBrowser = () => enterAs(web.url, 'Ana');

/** A request with a Host header of one's choice, which `fetch` does not allow. */
function statusWithHost(host: string, port = web.port, to = '127.0.0.1'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: to, port, path: '/healthz', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('who I am', () => {
  test('a browser is proposed a name, keeps its person, and can take another name', async () => {
    const browser = new TestBrowser(web.url);
    const first = await browser.enter();
    expect(first.name).toMatch(/^\p{Lu}\p{L}+ \p{Lu}\p{L}+$/u);
    expect(first.named).toBe(false);
    expect(await browser.enter('  Ana \n <b>Maria</b>\u202e ')).toMatchObject({
      id: first.id,
      name: 'Ana <b>Maria</b>',
      named: true,
    });
    expect(await browser.enter()).toMatchObject({ id: first.id, name: 'Ana <b>Maria</b>' });
  });

  test('cookies cannot be read by scripts nor sent by other sites', async () => {
    const response = await new TestBrowser(web.url).post('/api/session');
    expect(response.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Strict/);
  });

  test('a cookie that was tampered with is nobody', async () => {
    const browser = await newBrowser();
    const value = browser.cookies.get('easel_person')!;
    browser.cookies.set('easel_person', `${value.startsWith('x') ? 'y' : 'x'}${value.slice(1)}`);
    expect((await browser.fetch('/api/messages')).status).toBe(403);
  });

  test("a person's cookie does not make an operator", async () => {
    const browser = await newBrowser();
    browser.cookies.set('easel_operator', browser.cookies.get('easel_person')!);
    expect((await browser.enter()).operator).toBe(false);
  });

  test('nobody speaks or listens without a session', async () => {
    const stranger = new TestBrowser(web.url);
    for (const path of ['/events', '/api/messages', '/api/commands']) {
      expect((await stranger.fetch(path)).status, path).toBe(403);
    }
    expect((await stranger.send('/generate')).status).toBe(403);
  });
});

describe('the operator', () => {
  test('opens the link once and stays the operator, with the token out of the address', async () => {
    const browser = await newBrowser();
    const response = await browser.fetch(`/?admin=${adminToken}`);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/');
    expect(await browser.enter()).toMatchObject({ name: 'Ana', operator: true });
    await browser.send('/generate');
    expect(web.chat.said.at(-1)?.operator).toBe(true);
    const commands = await read<CommandView[]>(await browser.fetch('/api/commands'));
    expect(commands.map(({ name }) => name)).toContain('retrain');
  });

  test('a wrong token changes nothing', async () => {
    const browser = await newBrowser();
    expect((await browser.fetch('/?admin=wrong')).status).toBe(403);
    expect((await browser.enter()).operator).toBe(false);
    const commands = await read<CommandView[]>(await browser.fetch('/api/commands'));
    expect(commands.map(({ name }) => name)).toEqual(['generate', 'mix', 'help']);
  });

  test('a new token ends the rights of the old one', async () => {
    const browser = await newBrowser();
    await browser.fetch(`/?admin=${adminToken}`);
    const other = await startTestWeb({ adminToken: 'another-token-entirely' });
    const visitor = new TestBrowser(other.url);
    visitor.cookies = browser.cookies;
    expect(await visitor.enter()).toMatchObject({ name: 'Ana', operator: false });
    await other.close();
  });

  test('signs out, and stays the person', async () => {
    const browser = await newBrowser();
    await browser.fetch(`/?admin=${adminToken}`);
    const { id } = await browser.enter();
    expect((await browser.fetch('/sign-out', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await browser.enter()).operator).toBe(true);
    expect((await browser.fetch('/sign-out')).headers.get('location')).toBe('/');
    expect(await browser.enter()).toMatchObject({ id, name: 'Ana', operator: false });
  });

  test('is not found by guessing: after ten tries even the right token waits', async () => {
    const guessed = await startTestWeb();
    const statuses = [];
    for (let guess = 0; guess < 10; guess++) statuses.push((await fetch(`${guessed.url}/?admin=guess${guess}`)).status);
    expect(new Set(statuses)).toEqual(new Set([403]));
    const right = await fetch(`${guessed.url}/?admin=${adminToken}`, { redirect: 'manual' });
    expect(right.status).toBe(429);
    expect(right.headers.getSetCookie()).toEqual([]);
    await guessed.close();
  });
});

describe('other sites', () => {
  const forged: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ];
  test.each(forged)('cannot post with %o', async (headers) => {
    const browser = await newBrowser();
    expect((await browser.post('/api/session', {}, headers)).status).toBe(403);
  });

  test('cannot post without saying where from', async () => {
    const response = await fetch(`${web.url}/api/session`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(403);
  });

  test('cannot reach this machine under a name of their own', async () => {
    expect(await statusWithHost('evil.example')).toBe(403);
    expect(await statusWithHost(`evil.example:${web.port}`)).toBe(403);
    expect(await statusWithHost('localhost.evil.example')).toBe(403);
    expect(await statusWithHost(`localhost:${web.port}`)).toBe(200);
    expect(await statusWithHost(`[::1]:${web.port}`)).toBe(200);
  });

  test('cannot reach a server that listens everywhere either, which answers under its own addresses', async () => {
    const open = await startTestWeb({ host: '0.0.0.0', publicUrl: 'https://easel.example.org' });
    const status = (host: string, to?: string) => statusWithHost(host, open.port, to);
    expect(await status('evil.example')).toBe(403);
    expect(await status('192.0.2.7:80')).toBe(403);
    expect(await status('easel.example.org')).toBe(200);
    expect(await status(`localhost:${open.port}`)).toBe(200);
    const own = Object.values(networkInterfaces()).flat();
    const outside = own.find((each) => each?.family === 'IPv4' && !each.internal)?.address;
    if (outside) expect(await status(`${outside}:${open.port}`, outside)).toBe(200);
    await open.close();
  });

  test('a proxy in front is known by its address', async () => {
    const behind = await startTestWeb({ publicUrl: 'https://easel.example.org' });
    const status = await new Promise((resolve) => {
      const headers = { host: 'easel.example.org', origin: 'https://easel.example.org' };
      request({ port: behind.port, path: '/api/session', method: 'POST', headers }, (response) => {
        response.resume();
        const { 'set-cookie': cookies, 'strict-transport-security': transport } = response.headers;
        resolve([response.statusCode, cookies?.join(), transport]);
      }).end('{}');
    });
    const cookie = expect.stringMatching(/^__Host-easel_person=.*Path=\/;.*HttpOnly; Secure; SameSite=Strict$/);
    expect(status).toEqual([200, cookie, 'max-age=31536000']);
    await behind.close();
  });
});

describe('headers', () => {
  test('the page runs its own scripts only, in no frame, and tells nobody where one came from', async () => {
    const response = await fetch(`${web.url}/`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    const sources = policy.split('; ').map((directive) => directive.replace(/'sha256-[\w+/=]+'/g, 'a hash'));
    expect(sources.toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' blob:",
      expect.stringMatching(/^script-src 'self'( a hash)+$/),
      "style-src 'self'",
    ]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const html = await response.text();
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(addresses.filter((address) => !address.startsWith('/'))).toEqual([]);
    for (const address of addresses) expect((await fetch(web.url + address)).status, address).toBe(200);
  });

  test('a picture that somebody sent is shown as drawn anew: no code, no place, nothing of its file', async () => {
    const browser = await newBrowser();
    const red =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="red"/></svg>';
    const gps = { IFD0: { Copyright: 'my home' }, IFD3: { GPSLatitude: '52/1 30/1 0/1' } };
    const photo = await sharp(Buffer.from(red)).flatten().jpeg().withExif(gps).toBuffer();
    expect(photo.toString('latin1')).toContain('my home');
    const files = [new File([red], 'drawing.svg'), new File([Buffer.from(photo)], 'photo.jpg')];
    await browser.send('/generate', 'two-pictures', files);
    await browser.follow(0, (heard) => answerTo('two-pictures', heard)?.state === 'done');
    const { images } = (await browser.messages()).find(({ clientId }) => clientId === 'two-pictures')!;
    expect(images).toHaveLength(2);
    for (const { url } of images) {
      const response = await browser.fetch(url);
      expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      const { format, exif, xmp, icc, width } = await sharp(await response.bytes()).metadata();
      expect({ format, exif, xmp, icc }).toEqual({ format: 'webp', exif: undefined, xmp: undefined, icc: undefined });
      expect(width).toBeGreaterThan(0);
    }
  });

  test('a picture is for whoever sees its message', async () => {
    const browser = await newBrowser();
    const face = new File([Buffer.from(await paintFace(1))], 'face.png');
    await browser.send('/generate', 'a-picture-of-mine', [face]);
    await browser.follow(0, (heard) => answerTo('a-picture-of-mine', heard)?.state === 'done');
    const question = (await browser.messages()).find(({ clientId }) => clientId === 'a-picture-of-mine')!;
    const { url } = question.images[0]!;
    expect((await (await newBrowser()).fetch(url)).status).toBe(200);
    expect((await fetch(web.url + url)).status).toBe(403);
    const { body } = (await web.store.find(question.id))!;
    const { file } = (body as { images: { file: string }[] }).images[0]!;
    expect((await browser.fetch(`/files/${file}`)).status).toBe(404);
    expect((await browser.fetch(url.replace(/0$/, '1'))).status).toBe(404);
  });

  test.each(['/files/..%2f..%2fpackage.json', '/files/nothing.png', `/files/${'0'.repeat(64)}.png`])(
    '%s is not there',
    async (path) => {
      expect((await fetch(web.url + path)).status).toBe(404);
    },
  );
});
