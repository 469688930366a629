import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '#lib/log.ts';
import { newBody } from '#platforms/web/body.ts';
import { createFileStore } from '#platforms/web/files.ts';
import { tidyFiles } from '#platforms/web/tidy.ts';
import { createMemoryMessages } from '../../helpers/memory-messages.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const longAgo = new Date(Date.now() - 2 * 3_600_000);
const age = (name: string) => utimes(join(folder, name), longAgo, longAgo);

describe('keeping files', () => {
  test('the same content is one file, and other content another', async () => {
    const files = await createFileStore(folder);
    const names = await Promise.all(['a', 'a', 'b'].map((text) => files.save(bytes(text), 'image/png')));
    expect(names[0]).toBe(names[1]);
    expect(names[0]).toMatch(/^[0-9a-f]{64}\.png$/);
    expect(await readdir(folder)).toHaveLength(2);
    expect(await files.read(names[2]!)).toEqual(Buffer.from('b'));
  });

  test('a full store refuses more, and an opened one knows what it holds', async () => {
    await (await createFileStore(folder, 10)).save(bytes('sixsix'), 'image/png');
    const files = await createFileStore(folder, 10);
    expect(files.usage()).toEqual({ bytes: 6, maxBytes: 10 });
    await expect(files.save(bytes('five5'), 'image/png')).rejects.toMatchObject({ code: 'too_large' });
    expect(await readdir(folder)).toHaveLength(1);
  });

  test('only pictures are kept, and only their own names are read', async () => {
    const files = await createFileStore(folder);
    await expect(files.save(bytes('<p>'), 'text/html')).rejects.toMatchObject({ code: 'bad_image' });
    expect(await files.open('../secret.png')).toBeUndefined();
    expect(await files.read(`${'a'.repeat(64)}.html`)).toBeUndefined();
  });
});

describe('making room', () => {
  const log = createLog('silent');

  test('takes what no message shows and is old, when the store is half full', async () => {
    const files = await createFileStore(folder, 10);
    const store = createMemoryMessages();
    const [shown, old, fresh] = await Promise.all(
      ['aa', 'bb', 'cc'].map((text) => files.save(bytes(text), 'image/png')),
    );
    const body = newBody({ images: [{ file: shown!, name: 'a.png', alt: '' }] });
    await store.create({ channel: 'studio', author: 'easel', authorName: 'Easel', bot: true, body });
    await Promise.all([shown!, old!].map(age));
    await tidyFiles(files, store, 'studio', log);
    expect((await readdir(folder)).toSorted()).toEqual([shown, fresh].toSorted());
    expect(files.usage().bytes).toBe(4);
  });

  test('a picture that is kept again counts as new', async () => {
    const files = await createFileStore(folder, 10);
    const name = await files.save(bytes('sixsix'), 'image/png');
    await age(name);
    await files.save(bytes('sixsix'), 'image/png');
    await tidyFiles(files, createMemoryMessages(), 'studio', log);
    expect(await readdir(folder)).toEqual([name]);
  });

  test('takes nothing while there is room', async () => {
    const files = await createFileStore(folder, 100);
    await age(await files.save(bytes('aa'), 'image/png'));
    await tidyFiles(files, createMemoryMessages(), 'studio', log);
    expect(await readdir(folder)).toHaveLength(1);
  });
});
