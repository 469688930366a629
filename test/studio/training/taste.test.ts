import { afterAll, beforeAll, expect, test } from 'vitest';
import { english } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import { createMemoryChat } from '#platforms/memory/memory.ts';
import type { Caller, Painting } from '#studio/api.ts';
import { openTestEasel, type TestEasel } from '../../helpers/easel.ts';

let easel: TestEasel;
beforeAll(async () => {
  easel = await openTestEasel();
});
afterAll(() => easel.close());

/** A workspace of its own with an admin and a member. */
function newWorkspace() {
  const { user } = createMemoryChat(easel.chat, createId());
  return { olga: user('olga', { operator: true }), ana: user('ana') };
}

const ask = (caller: Caller, seed: number, taste = true): Promise<Painting> =>
  easel.services.studio.submit({ kind: 'generate', count: 4, spread: 1, seed, taste }, caller).done;

/** What this community goes by: the first number of each picture's code. */
async function firstNumbers({ pictures }: Painting, workspaceId: string): Promise<number[]> {
  const images = await Promise.all(pictures.map(({ id }) => easel.db.images.getImage(id, workspaceId)));
  return images.map(({ code }) => code[0]!);
}

/** Votes for pictures where it is positive, against the others. */
async function voteFor(caller: Caller, grids: number): Promise<void> {
  for (let seed = 0; seed < grids; seed++) {
    const painting = await ask(caller, seed, false);
    const values = await firstNumbers(painting, caller.workspaceId);
    for (const [index, value] of values.entries()) {
      await easel.services.gallery.vote(caller, painting.pictures[index]!.id, value > 0 ? 1 : -1);
    }
  }
}

const picked = "Picked from 16 by this community's taste.";

test('once people have voted, the best of sixteen are shown, and the reply says so', async () => {
  const { ana, olga } = newWorkspace();
  const caller = await easel.services.people.identify(ana.origin);
  expect((await ana.says('/generate')).text).not.toContain('Picked');
  await voteFor(caller, 24);
  expect((await ana.says('/generate')).text).toContain(picked);

  const seeds = Array.from({ length: 8 }, (_, index) => 1000 + index);
  const score = async (taste: boolean) => {
    const values: number[] = [];
    for (const seed of seeds) values.push(...(await firstNumbers(await ask(caller, seed, taste), caller.workspaceId)));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  expect(await score(true)).toBeGreaterThan(await score(false));

  expect((await ana.says('/generate seed:7')).text, 'a seed asks for the same again').not.toContain('Picked');
  await olga.says('/settings taste:off');
  expect((await ana.says('/generate')).text).not.toContain('Picked');
});

test('the same seed and taste pick the same pictures', async () => {
  const { ana } = newWorkspace();
  const caller = await easel.services.people.identify(ana.origin);
  await voteFor(caller, 24);
  const [one, again] = [await ask(caller, 77), await ask(caller, 77)];
  expect(english.of(one.note!)).toBe(picked);
  expect(again.pictures.map(({ png }) => png)).toEqual(one.pictures.map(({ png }) => png));
});

test('what one workspace votes for is not picked in another one that has said nothing', async () => {
  const { ana } = newWorkspace();
  expect((await ana.says('/generate')).text).not.toContain('Picked');
});

test('enlarging and saving a picture are signs that it is liked', async () => {
  const { ana } = newWorkspace();
  const reply = await ana.says('/generate count:1');
  const { workspaceId } = await easel.services.people.identify(ana.origin);
  const kinds = async () =>
    (await easel.db.signs.findSigns({ workspaceId, limit: 9 })).signs.map(({ kind }) => kind).sort();
  await ana.clicks('Enlarge');
  expect(await kinds()).toEqual(['enlarge']);
  const id = reply.images![0]!.id!;
  await ana.says(`/save ${id} happy`);
  expect(await kinds()).toEqual(['enlarge', 'save']);
});
