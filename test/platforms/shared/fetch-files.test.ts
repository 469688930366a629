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
  test('come together, in their order', async () => {
    const fetcher = createFileFetcher(most);
    const [one, two] = [file(1), file(2)];
    const fetching = fetcher.fetch(by('ana'), [one.there, two.there]);
    two.come();
    one.come();
    expect(await fetching).toEqual([
      { name: '1.png', bytes: new Uint8Array([1]) },
      { name: '2.png', bytes: new Uint8Array([2]) },
    ]);
    expect(await fetcher.fetch(by('ana'), [])).toEqual([]);
  });

  test('are bounded for a person, a workspace and all, until they are there', async () => {
    const fetcher = createFileFetcher(most);
    const [first, second, third] = [file(4), file(2), file(4)];
    const fetching = [fetcher.fetch(by('ana'), [first.there])];
    await expect(fetcher.fetch(by('ana'), [present(1)])).rejects.toMatchObject(busy);
    await expect(fetcher.fetch(by('ana', 'elsewhere'), [present(1)])).rejects.toMatchObject(busy);
    await expect(fetcher.fetch(by('ben'), [present(3)])).rejects.toMatchObject(busy);
    fetching.push(fetcher.fetch(by('ben'), [second.there]));
    fetching.push(fetcher.fetch(by('ana', 'here', 'slack'), [third.there]));
    await expect(fetcher.fetch(by('eve', 'elsewhere'), [present(1)])).rejects.toMatchObject(busy);
    for (const { come } of [first, second, third]) come();
    await Promise.all(fetching);
    expect(await fetcher.fetch(by('ana'), [present(4)])).toHaveLength(1);
  });

  test('that fail leave their room to others, once all of them have ended', async () => {
    const fetcher = createFileFetcher(most);
    const [lost, slow] = [file(2), file(2)];
    const fetching = fetcher.fetch(by('ana'), [lost.there, slow.there]);
    lost.fail(new Error('lost'));
    await Promise.resolve();
    await expect(fetcher.fetch(by('ana'), [present(1)])).rejects.toMatchObject(busy);
    slow.come();
    await expect(fetching).rejects.toThrow('lost');
    expect(await fetcher.fetch(by('ana'), [present(4)])).toHaveLength(1);
  });

  test('of more than one person may send at once are refused as that, with how much may come', async () => {
    const fetcher = createFileFetcher(most);
    const refused = {
      code: 'too_large',
      message: 'The attached files have 5 MB together; please send at most 4 MB at once.',
    };
    await expect(fetcher.fetch(by('ana'), [present(2), present(2.5)])).rejects.toMatchObject(refused);
  });

  test('later are bounded as well', async () => {
    const fetcher = createFileFetcher(most);
    const [now, then] = [file(4), file(1)];
    const later = fetcher.later(by('ana'), then.there);
    expect(later.name).toBe('1.png');
    const fetching = fetcher.fetch(by('ana'), [now.there]);
    await expect(later.read()).rejects.toMatchObject(busy);
    now.come();
    await fetching;
    then.come();
    expect(await later.read()).toEqual(new Uint8Array([1]));
  });

  test('usually are ten of the largest pictures', async () => {
    const fetcher = createFileFetcher();
    const files = Array.from({ length: 10 }, () => present(10));
    expect(await fetcher.fetch(by('ana'), files)).toHaveLength(10);
    const message = 'The attached files have 101 MB together; please send at most 100 MB at once.';
    await expect(fetcher.fetch(by('ana'), [...files, present(1)])).rejects.toMatchObject({ message });
    const waiting = (['ana', 'ben', 'eve'] as const).map((name) => ({ name, large: file(100) }));
    const fetching = waiting.map(({ name, large }) =>
      fetcher.fetch(by(name, name === 'eve' ? 'elsewhere' : 'here'), [large.there]),
    );
    await expect(fetcher.fetch(by('cara'), [present(1)])).rejects.toMatchObject(busy);
    await expect(fetcher.fetch(by('olga', 'elsewhere'), [present(1)])).rejects.toMatchObject(busy);
    for (const { large } of waiting) large.come();
    expect(await Promise.all(fetching)).toHaveLength(3);
  });
});
