import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flatPng } from '../../helpers/fake/album.ts';
import { TestBrowser } from './browser.ts';
import { startTestWeb, type TestWeb } from './start-test-web.ts';

let web: TestWeb;
const emoji = { published: async (id: string) => (id === '0123456789' ? flatPng('fox', 128) : undefined) };
beforeAll(async () => {
  web = await startTestWeb({ emoji, publicUrl: 'https://easel.example.org' });
});
afterAll(() => web.close());

const zip = Buffer.from('PK\u0003\u0004 a pack');

describe('a pack of emoji on the web', () => {
  it('is a file to download, before and after a restart', async () => {
    const file = { name: 'fox.zip', mime: 'application/zip', bytes: zip, about: 'nine emoji' };
    await web.post('web', 'studio', { text: 'A pack.', files: [file] });
    const ana = new TestBrowser(web.url);
    await ana.enter('ana');
    await web.restart();
    const [message] = await ana.messages();
    expect(message!.files).toMatchObject([{ name: 'fox.zip', about: 'nine emoji' }]);
    const response = await ana.fetch(message!.files[0]!.url);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toBe('attachment');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(zip);
  });

  it('is fetched emoji by emoji by tools that are nobody, and nothing else is', async () => {
    const nobody = new TestBrowser(web.url);
    const response = await nobody.fetch('/emoji/0123456789.png');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    for (const other of ['0123456788.png', '0123456789', '..%2f0123456789.png', '0123456789.png.png']) {
      expect((await nobody.fetch(`/emoji/${other}`)).status, other).toBe(404);
    }
    const statuses = await Promise.all(
      Array.from({ length: 140 }, async () => (await nobody.fetch('/emoji/0123456788.png')).status),
    );
    expect(statuses).toContain(429);
  });

  it('is fetched from no Easel that others do not reach', async () => {
    const alone = await startTestWeb({ emoji });
    expect((await new TestBrowser(alone.url).fetch('/emoji/0123456789.png')).status).toBe(404);
    await alone.close();
  });
});
