import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '#lib/log.ts';
import { newBody } from '#platforms/web/channel/body.ts';
import { createFileStore } from '#platforms/web/pictures/files.ts';
import { tidyFiles } from '#platforms/web/pictures/tidy.ts';
import { createMemoryMessages } from '../../../helpers/memory-messages.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const age = (name: string, minutes = 120) => {
  const then = new Date(Date.now() - minutes * 60_000);
  return utimes(join(folder, name), then, then);
};

describe('keeping files', () => {
  test('the same content is one file, and other content another', async () => {
    const files = await createFileStore(folder);
    const names = await Promise.all(['a', 'a', 'b'].map((text) => files.save(bytes(text), 'image/png')));
    expect(names[0]).toBe(names[1]);
    expect(names[0]).toMatch(/^[0-9a-f]{64}\.png$/);
    expect(await readdir(folder)).toHaveLength(2);
    expect(await files.read(names[2]!)).toEqual(Buffer.from('b'));
  });

  const room = { all: 100, sent: 40, perPerson: 20 };

  test('a full store forgets its oldest pictures for a new one, and an opened one knows what it holds', async () => {
    const first = await createFileStore(folder, room);
    const names: string[] = [];
    for (const letter of 'abcdefghij') names.push(await first.save(bytes(letter.repeat(10)), 'image/png'));
    for (const [index, name] of names.entries()) await age(name, 60 - index);
    await first.save(bytes('a'.repeat(10)), 'image/png');
    const files = await createFileStore(folder, room);
    expect(files.usage()).toEqual({ bytes: 100, maxBytes: 100 });
    const last = await files.save(bytes('k'.repeat(10)), 'image/png');
    expect(files.usage().bytes).toBeLessThanOrEqual(100);
    expect((await readdir(folder)).toSorted()).toEqual([names[0]!, ...names.slice(3), last].toSorted());
    await expect(files.save(bytes('x'.repeat(101)), 'image/png')).rejects.toMatchObject({ code: 'too_large' });
  });

  test('what one person sends takes room of theirs alone, and what all send leaves room for paintings', async () => {
    const files = await createFileStore(folder, room);
    const painted = await files.save(bytes('p'.repeat(60)), 'image/png');
    const ben = await files.saveFor('ben', bytes('b'), 'image/png');
    const ana = [];
    for (let time = 0; time < 9; time++) ana.push(await files.saveFor('ana', bytes('a'.repeat(10)), 'image/png'));
    expect((await readdir(folder)).toSorted()).toEqual([painted, ben, ana.at(-1)!].toSorted());
    for (let person = 0; person < 20; person++) await files.saveFor(`p${person}`, bytes('b'.repeat(10)), 'image/png');
    expect(await files.read(painted)).toBeDefined();
    expect(files.usage().bytes).toBeLessThanOrEqual(100);
  });

  test('what was cut off in the middle is gone with the next start', async () => {
    await writeFile(join(folder, '.unfinished'), 'half');
    await createFileStore(folder);
    expect(await readdir(folder)).toEqual([]);
  });

  test('only pictures are kept, and only their own names are read', async () => {
    const files = await createFileStore(folder);
    await expect(files.save(bytes('<p>'), 'text/html')).rejects.toMatchObject({ code: 'bad_image' });
    await writeFile(join(folder, 'secret.png'), 'a secret');
    await writeFile(join(folder, `${'A'.repeat(64)}.png`), 'a secret');
    for (const name of [
      '../secret.png',
      'secret.png',
      './secret.png',
      `${'A'.repeat(64)}.png`,
      `x/${'a'.repeat(64)}.png`,
    ]) {
      expect(await files.open(name), name).toBeUndefined();
      expect(await files.read(name), name).toBeUndefined();
    }
    expect(await files.read(`${'a'.repeat(64)}.html`)).toBeUndefined();
  });
});

describe('making room', () => {
  const log = createLog('silent');

  test('takes what no message shows and is old', async () => {
    const files = await createFileStore(folder);
    const store = createMemoryMessages();
    const [shown, old, fresh] = await Promise.all(
      ['aa', 'bb', 'cc'].map((text) => files.save(bytes(text), 'image/png')),
    );
    const body = newBody({ images: [{ file: shown!, name: 'a.png', alt: '' }] });
    await store.create({ channel: 'studio', author: 'easel', authorName: 'Easel', bot: true, body });
    await Promise.all([age(shown!), age(old!)]);
    const opened = await createFileStore(folder);
    await tidyFiles(opened, store, 'studio', log);
    expect((await readdir(folder)).toSorted()).toEqual([shown, fresh].toSorted());
    expect(opened.usage().bytes).toBe(4);
  });

  test('a picture that is kept again counts as new', async () => {
    const name = await (await createFileStore(folder)).save(bytes('sixsix'), 'image/png');
    await age(name);
    const files = await createFileStore(folder);
    await files.save(bytes('sixsix'), 'image/png');
    await tidyFiles(files, createMemoryMessages(), 'studio', log);
    expect(await readdir(folder)).toEqual([name]);
  });
});
