import { describe, expect, test } from 'vitest';
import { createFileFetcher, type FileThere } from '#platforms/shared/fetch-files.ts';
import { createIncoming } from '../../helpers/incoming.ts';

const mebibyte = 2 ** 20;
const most = { all: 10 * mebibyte, line: 6 * mebibyte, person: 4 * mebibyte };
const by = (user: string, workspace = 'here', platform: 'discord' | 'slack' = 'discord') =>
  createIncoming({ user, workspace, platform }).origin;

/** A file that comes once it is let go. */
function file(megabytes: number) {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const there: FileThere = { name: `${megabytes}.png`, size: megabytes * mebibyte, read: () => promise };
  return { there, come: () => resolve(new Uint8Array([megabytes])), fail: reject };
}

/** A file that is there already. */
function present(megabytes: number): FileThere {
  const { there, come } = file(megabytes);
  come();
  return there;
}

const busy = { code: 'busy', message: 'Too many pictures are on their way just now. Please try again in a minute.' };

describe('files that are fetched', () => {
  test('have their names and sizes, and come when they are read', async () => {
    const fetch = createFileFetcher(most);
    const one = file(1);
    const fetched = fetch(by('ana'), one.there);
    expect(fetched).toMatchObject({ name: '1.png', size: mebibyte });
    one.come();
    expect(await fetched.read()).toEqual(new Uint8Array([1]));
  });

  test('are bounded for a person, a workspace and all, until they are there', async () => {
    const fetch = createFileFetcher(most);
    const [first, second, third] = [file(4), file(2), file(4)];
    const reading = [fetch(by('ana'), first.there).read()];
    await expect(fetch(by('ana'), present(1)).read()).rejects.toMatchObject(busy);
    await expect(fetch(by('ana', 'elsewhere'), present(1)).read()).rejects.toMatchObject(busy);
    await expect(fetch(by('ben'), present(3)).read()).rejects.toMatchObject(busy);
    reading.push(fetch(by('ben'), second.there).read());
    reading.push(fetch(by('ana', 'here', 'slack'), third.there).read());
    await expect(fetch(by('eve', 'elsewhere'), present(1)).read()).rejects.toMatchObject(busy);
    for (const { come } of [first, second, third]) come();
    await Promise.all(reading);
    expect(await fetch(by('ana'), present(4)).read()).toHaveLength(1);
  });

  test('that fail leave their room to others', async () => {
    const fetch = createFileFetcher(most);
    const lost = file(4);
    const reading = fetch(by('ana'), lost.there).read();
    await expect(fetch(by('ana'), present(1)).read()).rejects.toMatchObject(busy);
    lost.fail(new Error('lost'));
    await expect(reading).rejects.toThrow('lost');
    expect(await fetch(by('ana'), present(4)).read()).toHaveLength(1);
  });

  test('usually are ten of the largest pictures', async () => {
    const fetch = createFileFetcher();
    const files = Array.from({ length: 10 }, () => file(10));
    const reading = files.map(({ there }) => fetch(by('ana'), there).read());
    await expect(fetch(by('ana'), present(1)).read()).rejects.toMatchObject(busy);
    const others = (['ben', 'eve'] as const).map((name) => ({ name, large: file(100) }));
    reading.push(
      ...others.map(({ name, large }) => fetch(by(name, name === 'eve' ? 'elsewhere' : 'here'), large.there).read()),
    );
    await expect(fetch(by('cara'), present(1)).read()).rejects.toMatchObject(busy);
    await expect(fetch(by('olga', 'elsewhere'), present(1)).read()).rejects.toMatchObject(busy);
    for (const { come } of [...files, ...others.map(({ large }) => large)]) come();
    expect(await Promise.all(reading)).toHaveLength(12);
  });
});
