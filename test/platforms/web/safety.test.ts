import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandView } from '#platforms/web/views.ts';
import { enterAs, read, TestBrowser } from './browser.ts';
import { adminToken, startTestWeb, type TestWeb } from './start-test-web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await startTestWeb();
});
afterAll(() => web.close());

const newBrowser = () => enterAs(web.url, 'Ana');

/** A request with a Host header of one's choice, which `fetch` does not allow. */
function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: web.port, path: '/healthz', headers: { host } }, (response) => {
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

  test('a proxy in front is known by its address', async () => {
    const behind = await startTestWeb({ publicUrl: 'https://easel.example.org' });
    const status = await new Promise((resolve) => {
      const headers = { host: 'easel.example.org', origin: 'https://easel.example.org' };
      request({ port: behind.port, path: '/api/session', method: 'POST', headers }, (response) => {
        response.resume();
        resolve([response.statusCode, response.headers['set-cookie']?.join().includes('Secure')]);
      }).end('{}');
    });
    expect(status).toEqual([200, true]);
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
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const html = await response.text();
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(addresses.filter((address) => !address.startsWith('/'))).toEqual([]);
    for (const address of addresses) expect((await fetch(web.url + address)).status, address).toBe(200);
  });

  test('a sent drawing that is opened on its own can do nothing', async () => {
    const browser = await newBrowser();
    const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'], 'evil.svg');
    await browser.send('/mix', 'an-svg-with-script', [svg]);
    const sent = (await browser.messages()).find(({ clientId }) => clientId === 'an-svg-with-script');
    const response = await fetch(web.url + sent!.images[0]!.url);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  test.each(['/files/..%2f..%2fpackage.json', '/files/nothing.png', `/files/${'0'.repeat(64)}.png`])(
    '%s is not there',
    async (path) => {
      expect((await fetch(web.url + path)).status).toBe(404);
    },
  );
});
