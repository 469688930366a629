import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { checkHost, checkSameOrigin, isLoopback, safeHeaders } from '#platforms/web/serving/guards.ts';
import { type Ask, askThrough } from '../request.ts';

test('a loopback address is one of this machine, under any of its names', () => {
  for (const host of ['localhost', 'LOCALHOST', 'a.localhost', '127.0.0.1', '127.255.0.9', '::1', '[::1]']) {
    expect(isLoopback(host), host).toBe(true);
  }
  for (const host of ['', 'localhost.evil.example', 'notlocalhost', '128.0.0.1', '126.9.9.9', '::2', '0.0.0.0']) {
    expect(isLoopback(host), host).toBe(false);
  }
});

describe('the name that a server is asked under', () => {
  const said = async (host: string | undefined, boundTo: string, publicHost?: string, at?: string) => {
    const headers: Record<string, string> = host === undefined ? {} : { host };
    return (await askThrough(checkHost(boundTo, publicHost), { headers, at })).said;
  };

  test('is one of this machine, the proxy’s, or the address itself', async () => {
    expect(await said('localhost:3000', '127.0.0.1')).toBe('ok');
    expect(await said('easel.example.org', '127.0.0.1', 'easel.example.org')).toBe('ok');
    expect(await said('easel.example.org:444', '127.0.0.1', 'easel.example.org:444')).toBe('ok');
    expect(await said('192.0.2.7:3000', '0.0.0.0', undefined, '192.0.2.7')).toBe('ok');
    expect(await said('192.0.2.7', '0.0.0.0', undefined, '::ffff:192.0.2.7')).toBe('ok');
    expect(await said('[2001:db8::7]:3000', '::', undefined, '2001:db8::7')).toBe('ok');
    expect(await said('Paint.Local', 'paint.local')).toBe('ok');
    expect(await said('paint.local', '[Paint.local]')).toBe('ok');
  });

  test('is nobody else’s', async () => {
    expect(await said('evil.example', '0.0.0.0')).toBe('no_permission');
    expect(await said('', '127.0.0.1')).toBe('no_permission');
    expect(await said(undefined, '127.0.0.1')).toBe('no_permission');
    expect(await said('easel.example.org', '127.0.0.1')).toBe('no_permission');
    expect(await said('easel.example.org:444', '127.0.0.1', 'easel.example.org')).toBe('no_permission');
    expect(await said('192.0.2.8', '0.0.0.0', undefined, '192.0.2.7')).toBe('no_permission');
    expect(await said('127.0.0.1:x', '127.0.0.1')).toBe('no_permission');
    expect(await said('127.0.0.1:80:80', '127.0.0.1')).toBe('no_permission');
  });

  test('is said to be wrong, with what to do', async () => {
    const { response } = await askThrough(checkHost('127.0.0.1'), { headers: { host: 'evil.example' } });
    expect(await response.text()).toMatch(
      /^This Easel does not answer under this address\. .*localhost.*PUBLIC_URL\.$/,
    );
  });
});

describe('a request that changes something', () => {
  const said = async (headers: Record<string, string>, method = 'POST') =>
    (await askThrough(checkSameOrigin(), { headers: { host: 'here:3000', ...headers }, method } satisfies Ask)).said;

  test('comes from this site, as the browser says', async () => {
    expect(await said({ 'sec-fetch-site': 'same-origin' })).toBe('ok');
    expect(await said({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' })).toBe('ok');
    expect(await said({ origin: 'http://here:3000' })).toBe('ok');
  });

  test.each<Record<string, string>>([
    {},
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-site', origin: 'http://here:3000' },
    { origin: 'null' },
    { origin: 'http://here' },
    { origin: 'http://here:3000.evil.example' },
    { origin: '' },
  ])('is refused with %o', async (headers) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) expect(await said(headers, method)).toBe('no_permission');
    const { response } = await askThrough(checkSameOrigin(), {
      headers: { host: 'here:3000', ...headers },
      method: 'POST',
    });
    expect(await response.text()).toBe('This request came from another site and was refused.');
  });

  test('but one that only reads may come from anywhere', async () => {
    for (const method of ['GET', 'HEAD']) {
      expect(
        (await askThrough(checkSameOrigin(), { headers: { 'sec-fetch-site': 'cross-site' }, method })).response.status,
      ).toBe(200);
    }
  });
});

test('the page loads nothing but its own files, and no other page holds it', async () => {
  const headersOf = async (secure: boolean) => (await askThrough(safeHeaders(['sha256-abc'], secure))).response.headers;
  const headers = await headersOf(false);
  expect(headers.get('content-security-policy')!.split('; ').toSorted()).toEqual([
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "img-src 'self' blob:",
    "script-src 'self' 'sha256-abc'",
    "style-src 'self'",
  ]);
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('strict-transport-security')).toBeNull();
  expect((await headersOf(true)).get('strict-transport-security')).toBe('max-age=31536000');
});

test('a picture keeps the stricter rules of its own', async () => {
  const app = new Hono();
  app.use(safeHeaders([], false));
  app.get('/picture', (c) => c.text('', 200, { 'content-security-policy': "default-src 'none'; sandbox" }));
  const { headers } = await app.request('/picture');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
});
