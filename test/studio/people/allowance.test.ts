import { describe, expect, test } from 'vitest';
import { english } from '#lib/i18n.ts';
import type { Caller } from '#studio/api.ts';
import { createAllowance, withinLimits } from '#studio/people/allowance.ts';
import type { Recipe } from '#studio/planning/recipe.ts';

const caller = { workspaceId: 'here', userId: 'ana' } as Caller;

/** Somebody who has painted so many pictures, in a workspace with these settings. */
function allow(painted: number, settings: Record<string, unknown>) {
  const asked: unknown[] = [];
  const db = {
    settings: { findSettings: async () => settings },
    images: {
      async countImagesSince(...of: unknown[]) {
        asked.push(of);
        return painted;
      },
    },
  };
  const clock = { now: () => new Date('2026-06-02T22:30:00Z') };
  return { allowance: createAllowance(db as never, clock)(caller), asked };
}

describe('how much a person may paint in a day', () => {
  test('is as much as they like where nothing is said, and nobody counts', async () => {
    const { allowance, asked } = allow(5000, {});
    expect(await allowance).toMatchObject({ left: Number.POSITIVE_INFINITY, settings: { zone: 'UTC' } });
    expect(asked).toEqual([]);
  });

  test('is what is left of the workspace’s limit, up to the last picture', async () => {
    expect(await allow(0, { daily: 5 }).allowance).toMatchObject({ left: 5 });
    expect(await allow(4, { daily: 5 }).allowance).toMatchObject({ left: 1, settings: { daily: 5 } });
  });

  test('counts this person’s pictures here since midnight where the workspace is', async () => {
    const { allowance, asked } = allow(2, { daily: 5, zone: 'Europe/Berlin' });
    await allowance;
    expect(asked).toEqual([['here', 'ana', new Date('2026-06-02T22:00:00Z')]]);
  });

  test.each([
    [5, 5, 'You have painted 5 pictures today, as many as anyone may here. Tomorrow (Europe/Berlin) there are more.'],
    [6, 5, 'You have painted 6 pictures today, as many as anyone may here. Tomorrow (Europe/Berlin) there are more.'],
    [1, 1, 'You have painted 1 picture today, as many as anyone may here. Tomorrow (Europe/Berlin) there are more.'],
  ])('%i painted of %i is enough, and says when there are more', async (painted, daily, message) => {
    const { allowance } = allow(painted, { daily, zone: 'Europe/Berlin' });
    await expect(allowance).rejects.toMatchObject({ code: 'rate_limited', message });
  });
});

describe('a request for more pictures than there are', () => {
  const recipe = (count: number, note?: string) =>
    ({ subject: 'fox', note, plans: Array.from({ length: count }, (_, number) => ({ number })) }) as unknown as Recipe;
  const painted = (given: Recipe, perRequest: number, left: number) => {
    const { plans, note, subject } = withinLimits(given, perRequest, left);
    expect(subject).toBe('fox');
    return [(plans as unknown as { number: number }[]).map(({ number }) => number), note && english.of(note)];
  };

  test('is painted whole where it fits exactly', () => {
    const four = recipe(4, 'Two foxes.');
    expect(withinLimits(four, 4, 4)).toBe(four);
    expect(withinLimits(four, 9, Number.POSITIVE_INFINITY)).toBe(four);
  });

  test('is painted from its beginning as far as it goes, and says why no farther', () => {
    expect(painted(recipe(4), 3, 9)).toEqual([[0, 1, 2], 'One request paints at most 3 pictures here.']);
    expect(painted(recipe(4), 1, 9)).toEqual([[0], 'One request paints at most 1 picture here.']);
    expect(painted(recipe(4), 9, 2)).toEqual([[0, 1], 'You have 2 pictures left today.']);
    expect(painted(recipe(4), 9, 1)).toEqual([[0], 'You have 1 picture left today.']);
    expect(painted(recipe(4), 3, 3)).toEqual([[0, 1, 2], 'One request paints at most 3 pictures here.']);
    expect(painted(recipe(4, 'Two foxes.'), 3, 2)).toEqual([[0, 1], 'Two foxes. You have 2 pictures left today.']);
  });
});
