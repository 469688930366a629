import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { TrainingImage } from '#db/training-images.ts';
import { english } from '#lib/i18n.ts';
import type { Caller } from '#studio/api.ts';
import type { OpenCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { createLessons, findLessons } from '#studio/lessons/lessons.ts';
import type { SafetyFilter } from '#studio/lessons/safety.ts';

const now = new Date('2026-06-02T12:00:00Z');
const ana = { workspaceId: 'here', userId: 'ana', admin: false } as Caller;
const olga = { ...ana, userId: 'olga', admin: true } as Caller;
const kept: TrainingImage = {
  id: 'picture-1',
  workspaceId: 'here',
  name: 'a disc',
  hash: 'abc',
  state: 'waiting',
  createdAt: now,
  bytes: new Uint8Array([7]),
};

/** Lessons whose pictures are not kept but told about: each query with what it was asked. */
function start({ mine = 0, all = 0, verdict = 'fit' }: { mine?: number; all?: number; verdict?: Verdict } = {}) {
  const asked: unknown[][] = [];
  const answers =
    (name: string, answer: unknown) =>
    async (...of: unknown[]) => {
      asked.push([name, ...of]);
      return answer;
    };
  const trainingImages = {
    countTrainingImages: async (which: { userId?: string }) => (which.userId === 'ana' ? mine : all),
    forgetOffers: answers('forgetOffers', undefined),
    createTrainingImage: answers('create', kept),
    consent: answers('consent', kept),
    removeTrainingImage: answers('remove', undefined),
    getTrainingImage: answers('get', { ...kept, giver: 'Ana' }),
    listTrainingImages: answers('list', [kept]),
    decide: answers('decide', kept),
  };
  const seen: { length: number; side: number }[] = [];
  const judge: SafetyFilter = async (pixels, side) => {
    seen.push({ length: pixels.length, side });
    return verdict;
  };
  const lessons = createLessons({ trainingImages } as never, { now: () => now }, judge);
  return { lessons, asked, seen, trainingImages };
}
type Verdict = Awaited<ReturnType<SafetyFilter>>;

async function disc() {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="40" fill="#c00"/></svg>';
  return { name: 'disc.png', bytes: await sharp(Buffer.from(svg)).png().toBuffer() };
}

describe('an offer', () => {
  test('is kept as a picture of 128 pixels that the filter has seen whole, after old offers are forgotten', async () => {
    const { lessons, asked, seen } = start({ mine: 99, all: 1999 });
    const told = await lessons.offer(ana, await disc(), 'our mascot');
    expect(told).toEqual({
      ...{ id: 'picture-1', name: 'a disc', state: 'waiting', giver: 'someone', createdAt: now },
      ...{ png: kept.bytes, side: 128 },
    });
    expect(seen).toEqual([{ length: 128 * 128 * 4, side: 128 }]);
    const [forgot, created] = asked as [unknown[], [string, { bytes: Uint8Array; hash: string }]];
    expect(forgot).toEqual(['forgetOffers', new Date('2026-06-01T12:00:00Z')]);
    expect(created).toMatchObject(['create', { workspaceId: 'here', userId: 'ana', name: 'our mascot' }]);
    const { bytes, hash } = created[1];
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 128, height: 128, hasAlpha: true });
  });

  test('is refused where somebody, or everybody here, has given the most; nothing is looked at', async () => {
    const full = { code: 'full' };
    const nothing = { name: 'never read', bytes: new Uint8Array() };
    const person = start({ mine: 100, all: 100 });
    await expect(person.lessons.offer(ana, nothing, 'x')).rejects.toMatchObject({
      ...full,
      message: 'You gave 100 pictures here, which is the most. `/teach mine` takes some back.',
    });
    const workspace = start({ mine: 0, all: 2000 });
    await expect(workspace.lessons.offer(ana, nothing, 'x')).rejects.toMatchObject({
      ...full,
      message:
        'There are 2000 pictures here already, which is the most. Those who gave them take some back with `/teach mine`.',
    });
    expect([person, workspace].flatMap(({ seen }) => seen)).toEqual([]);
    expect(person.asked.map(([name]) => name)).toEqual(['forgetOffers']);
  });

  test.each([
    ['unfit', 'bad_image', 'This picture does not look fit for everyone here. Please send another one.'],
    [
      'unknown',
      'busy',
      'I could not look at this picture just now, so I did not keep it. Please try again in a minute.',
    ],
  ] as const)('that is %s to the filter is not kept', async (verdict, code, message) => {
    const { lessons, asked } = start({ verdict });
    await expect(lessons.offer(ana, await disc(), 'x')).rejects.toMatchObject({ code, message });
    expect(asked.map(([name]) => name)).toEqual(['forgetOffers']);
  });
});

describe('what was given', () => {
  const by = (userId: string) => ({ id: 'picture-1', workspaceId: 'here', userId });

  test('is agreed to by its giver, an admin or not, in the words that were shown', async () => {
    const { lessons, asked } = start();
    for (const who of [ana, olga]) await lessons.agree(who, 'picture-1');
    expect(asked).toEqual([
      ['consent', by('ana'), english.of(lessons.terms)],
      ['consent', by('olga'), english.of(lessons.terms)],
    ]);
    for (const said of [
      /I made this picture/,
      /once an admin approves/,
      /take it back at any time with `\/teach mine`/,
    ]) {
      expect(english.of(lessons.terms)).toMatch(said);
    }
    expect(english.of(lessons.terms).split('. ').length).toBeGreaterThan(3);
  });

  test('is taken back by its giver, and by an admin whoever gave it', async () => {
    const { lessons, asked } = start();
    for (const who of [ana, olga]) await lessons.withdraw(who, 'picture-1');
    expect(asked).toEqual([
      ['remove', by('ana'), 'ana'],
      ['remove', by('olga'), undefined],
    ]);
  });

  test('is looked at by its giver, and by an admin while it waits', async () => {
    const { lessons, asked } = start();
    for (const who of [ana, olga]) expect(await lessons.look(who, 'picture-1')).toMatchObject({ giver: 'Ana' });
    expect(asked).toEqual([
      ['get', by('ana'), undefined],
      ['get', by('olga'), 'waiting'],
    ]);
  });

  test('is listed five a page: one’s own, the newest first', async () => {
    const { lessons, asked } = start();
    expect(await lessons.mine(ana, 2)).toMatchObject([{ id: 'picture-1', side: 128 }]);
    expect(asked).toEqual([['list', { workspaceId: 'here', userId: 'ana' }, 'desc', { page: 2, perPage: 5 }]]);
  });

  test('waits for admins, the oldest first, who alone see and decide', async () => {
    const { lessons, asked } = start();
    const refused = {
      code: 'no_permission',
      message: 'Only admins decide what Easel learns from. Please ask one of them.',
    };
    await expect(lessons.queue(ana, 1)).rejects.toMatchObject(refused);
    await expect(lessons.decide(ana, 'picture-1', 'approved')).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
    expect(await lessons.queue(olga, 3)).toMatchObject([{ id: 'picture-1' }]);
    expect(await lessons.decide(olga, 'picture-1', 'declined')).toMatchObject({ id: 'picture-1' });
    expect(asked).toEqual([
      ['list', { workspaceId: 'here', state: 'waiting' }, 'asc', { page: 3, perPage: 5 }],
      ['decide', by('olga'), 'declined'],
    ]);
  });
});

test('a run learns from the 500 pictures that were approved last, in the style of the workspace', async () => {
  const { trainingImages, asked } = start();
  const { bytes } = await disc();
  trainingImages.listTrainingImages = async (...of: unknown[]) => {
    asked.push(['list', ...of]);
    return [{ ...kept, bytes: Uint8Array.from(bytes) }];
  };
  const checkpoint = { size: 64, latent: { styles: ['noto', 'twemoji'] } } as unknown as OpenCheckpoint;
  const find = (style?: string) => {
    const settings = { findSettings: async () => ({ style }) };
    return findLessons({ trainingImages, settings } as never, 'here', checkpoint);
  };
  const [lesson] = await find('twemoji');
  expect(lesson).toMatchObject({ id: 'picture-1', style: 'twemoji' });
  expect(lesson!.pixels).toHaveLength(64 * 64 * 4);
  expect((await find())[0]).toMatchObject({ style: 'noto' });
  const which = [{ workspaceId: 'here', state: 'approved' }, 'desc', { page: 1, perPage: 500 }];
  expect(asked).toEqual([
    ['list', ...which],
    ['list', ...which],
  ]);
});
