import { describe, expect, test } from 'vitest';
import { enterAs, TestBrowser } from '../browser.ts';
import { startTestWeb } from '../start-test-web.ts';

describe('haste', () => {
  test('one line brings a class of new people, not a crowd', async () => {
    const crowded = await startTestWeb();
    const enter = async () => (await new TestBrowser(crowded.url).post('/api/session')).status;
    const statuses = [];
    for (let person = 0; person < 70; person++) statuses.push(await enter());
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
    await crowded.close();
  });

  test('nobody changes names all day', async () => {
    const web = await startTestWeb();
    const ana = await enterAs(web.url, 'Ana');
    const names = [];
    for (let name = 0; name < 12; name++) names.push((await ana.post('/api/session', { name: `Ana ${name}` })).status);
    expect(names).toEqual([...Array(10).fill(200), 429, 429]);
    expect((await ana.enter()).name).toBe('Ana 9');
    await web.close();
  });

  test('behind a proxy everybody has a line of their own, which only the proxy can tell', async () => {
    const behind = await startTestWeb({ publicUrl: 'https://easel.example.org' });
    const enter = (line: string) =>
      new TestBrowser(behind.url).post(
        '/api/session',
        {},
        { 'x-forwarded-for': line, 'sec-fetch-site': 'same-origin' },
      );
    for (let person = 0; person < 60; person++) await enter(`198.51.100.${person}, 192.0.2.1`);
    expect((await enter('198.51.100.99, 192.0.2.1')).status).toBe(429);
    expect((await enter('192.0.2.2')).status).toBe(200);
    for (let person = 0; person < 60; person++) await enter(`2001:db8::${person}`);
    expect((await enter('2001:db8:0:0:ffff::1')).status).toBe(429);
    expect((await enter('2001:db8:1::1')).status).toBe(200);
    await behind.close();
  });
});
