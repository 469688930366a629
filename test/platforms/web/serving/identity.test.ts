import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createHaste } from '#platforms/web/serving/haste.ts';
import { createIdentity, type Identity } from '#platforms/web/serving/identity.ts';
import { read } from '../browser.ts';

interface Settings {
  secret?: string;
  token?: string;
  secure?: boolean;
}

/** A server that does what it is asked of `identity`, and a browser that keeps the cookies it is given. */
function start({ secret = 'a secret', token = 'the token', secure = false }: Settings = {}) {
  const clock = { time: 0, now: () => new Date(clock.time) };
  const identity: Identity = createIdentity(secret, token, secure, createHaste(false, clock));
  const app = new Hono();
  app.onError((error, c) => c.json({ refused: (error as { code?: string }).code }));
  app.get('/read', async (c) => c.json((await identity.read(c)) ?? null));
  app.get('/introduce', async (c) => c.json(await identity.introduce(c, c.req.query('name'))));
  app.get('/admit', async (c) => c.json(await identity.admit(c, c.req.query('token') ?? '')));
  app.get('/sign-out', (c) => {
    identity.signOut(c);
    return c.json(null);
  });
  const ask = async (path: string, cookies = new Map<string, string>()) => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } };
    const response = await app.request(path, { headers: { cookie } }, env);
    const set = response.headers.getSetCookie();
    for (const each of set) {
      const [name = '', value = ''] = each.split(';')[0]!.split(/=(.*)/s);
      if (/Max-Age=0/.test(each)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return { ...((await read<object | null>(response)) ?? { nobody: true }), set };
  };
  const admit = async (token: string, cookies?: Map<string, string>) =>
    (await ask(`/admit?token=${token}`, cookies)).set;
  return { ask, admit, clock };
}

test('a new browser is proposed a name and keeps its person; a name of its own replaces it', async () => {
  const { ask } = start();
  const cookies = new Map<string, string>();
  expect(await ask('/read', cookies)).toMatchObject({ nobody: true });
  const first = (await ask('/introduce', cookies)) as unknown as { id: string; name: string };
  expect(first).toMatchObject({
    name: expect.stringMatching(/^[A-Z][a-z]+ [A-Z][a-z]+$/),
    named: false,
    operator: false,
  });
  expect(first.id).toMatch(/^\w{16}$/);
  expect(await ask('/introduce', cookies)).toMatchObject({ id: first.id, name: first.name, named: false });
  expect(await ask('/introduce?name=Ana', cookies)).toMatchObject({ id: first.id, name: 'Ana', named: true });
  expect(await ask('/introduce', cookies)).toMatchObject({ id: first.id, name: 'Ana', named: true });
  expect(await ask('/read', cookies)).toMatchObject({ id: first.id, name: 'Ana', named: true, operator: false });
  const other = (await ask('/introduce')) as unknown as { id: string };
  expect(other.id).not.toBe(first.id);
  const names = new Set<string>();
  for (let person = 0; person < 40; person++)
    names.add(((await ask('/introduce')) as unknown as { name: string }).name);
  expect(names.size).toBeGreaterThan(5);
});

test('a name is printable, on one line and of 32 characters at most', async () => {
  const { ask } = start();
  const nameOf = async (name: string) =>
    (await ask(`/introduce?name=${encodeURIComponent(name)}`)) as unknown as { name: string; named: boolean };
  expect((await nameOf('  Ana\n\t Maria\u200b\u202e ')).name).toBe('Ana Maria');
  expect((await nameOf(`${'x'.repeat(31)} y`)).name).toBe('x'.repeat(31));
  expect((await nameOf('🦊'.repeat(40))).name).toBe('🦊'.repeat(32));
  expect((await nameOf(` ${'x'.repeat(40)}`)).name).toBe('x'.repeat(32));
  expect((await nameOf('a.b=c;d')).name).toBe('a.b=c;d');
  expect(await nameOf('\u200b\n')).toMatchObject({ named: false, name: expect.stringMatching(/^\w+ \w+$/) });
});

test('a cookie is the one that this server made, for this very browser, and lasts', async () => {
  const { ask } = start();
  const cookies = new Map<string, string>();
  const { set } = await ask('/introduce?name=Ana', cookies);
  expect(set).toEqual([
    expect.stringMatching(/^easel_person=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);
  const [[name, value] = ['', '']] = cookies;
  for (const forged of [value.replace(/^./, 'X'), value.slice(0, -3), 'ana.1.QW5h', '', '.', `${value}x`]) {
    expect(await ask('/read', new Map([[name, forged]])), forged).toMatchObject({ nobody: true });
  }
  expect(await start({ secret: 'another secret' }).ask('/read', cookies)).toMatchObject({ nobody: true });
});

test('behind HTTPS cookies are bound to it and to the host; those from before are still known', async () => {
  const old = new Map<string, string>();
  await start().ask('/introduce?name=Ana', old);
  const { ask, admit } = start({ secure: true });
  expect(await ask('/read', old)).toMatchObject({ name: 'Ana' });
  const cookies = new Map<string, string>();
  expect((await ask('/introduce?name=Ben', cookies)).set).toEqual([
    expect.stringMatching(/^__Host-easel_person=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
  ]);
  expect(await admit('the%20token', cookies)).toEqual([expect.stringMatching(/^__Host-easel_operator=.*; Secure/)]);
  expect(await ask('/read', cookies)).toMatchObject({ name: 'Ben', operator: true });
  await ask('/sign-out', cookies);
  expect(await ask('/read', cookies)).toMatchObject({ name: 'Ben', operator: false });
  await admit('the%20token', old);
  const unbound = new Map([...old].map(([name, value]) => [name.replace('__Host-', ''), value]));
  expect(await ask('/read', unbound)).toMatchObject({ name: 'Ana', operator: false });
});

test('the right token makes the operator, until it changes or the browser signs out', async () => {
  const { ask, admit } = start();
  const cookies = new Map<string, string>();
  await ask('/introduce?name=Ana', cookies);
  for (const wrong of ['', 'the', 'the%20token%20', 'The%20token']) expect(await admit(wrong, cookies)).toEqual([]);
  expect(await ask('/read', cookies)).toMatchObject({ operator: false });
  expect(await admit('the%20token', cookies)).toHaveLength(1);
  expect(await ask('/introduce', cookies)).toMatchObject({ name: 'Ana', operator: true });
  expect(await start({ token: 'a new one' }).ask('/read', cookies)).toMatchObject({ name: 'Ana', operator: false });
  expect(await start({ secret: 'a new one' }).ask('/read', cookies)).toMatchObject({ nobody: true });
  await ask('/sign-out', cookies);
  expect(await ask('/read', cookies)).toMatchObject({ name: 'Ana', operator: false });
});

test('a person’s cookie in the operator’s place makes nobody the operator', async () => {
  const { ask } = start();
  const cookies = new Map<string, string>();
  await ask('/introduce?name=operator', cookies);
  cookies.set('easel_operator', cookies.get('easel_person')!);
  expect(await ask('/read', cookies)).toMatchObject({ operator: false });
});

test('sixty new people, ten new names and ten guesses at once, and more with time', async () => {
  const { ask, clock } = start();
  const cookies = new Map<string, string>();
  const refused = { refused: 'rate_limited' };
  for (let person = 0; person < 59; person++) expect(await ask('/introduce')).not.toMatchObject(refused);
  expect(await ask('/introduce?name=Ana', cookies)).not.toMatchObject(refused);
  expect(await ask('/introduce')).toMatchObject({ ...refused, set: [] });
  clock.time += 3000;
  expect(await ask('/introduce')).not.toMatchObject(refused);
  expect(await ask('/introduce')).toMatchObject(refused);

  for (let time = 0; time < 20; time++) expect(await ask('/introduce?name=Ana', cookies)).not.toMatchObject(refused);
  for (let time = 0; time < 10; time++)
    expect(await ask(`/introduce?name=A${time}`, cookies)).not.toMatchObject(refused);
  expect(await ask('/introduce?name=Eve', cookies)).toMatchObject(refused);
  expect(await ask('/introduce', cookies)).toMatchObject({ name: 'A9' });
  clock.time += 6000;
  expect(await ask('/introduce?name=Eve', cookies)).toMatchObject({ name: 'Eve' });
  expect(await ask('/introduce?name=Ada', cookies)).toMatchObject(refused);

  for (let guess = 0; guess < 10; guess++) expect(await ask(`/admit?token=${guess}`)).not.toMatchObject(refused);
  expect(await ask('/admit?token=the%20token')).toMatchObject({ ...refused, set: [] });
  clock.time += 12_000;
  expect((await ask('/admit?token=the%20token')).set).toHaveLength(1);
  expect(await ask('/admit?token=the%20token')).toMatchObject(refused);
});

test('one person gives sixty marks at once, and another one a second', () => {
  const clock = { time: 0, now: () => new Date(clock.time) };
  const { mark } = createHaste(false, clock);
  const refused = expect.objectContaining({ code: 'rate_limited' });
  for (let time = 0; time < 60; time++) mark('ana');
  expect(() => mark('ana')).toThrow(refused);
  mark('ben');
  clock.time += 999;
  expect(() => mark('ana')).toThrow(refused);
  clock.time += 1;
  mark('ana');
  expect(() => mark('ana')).toThrow(refused);
});
