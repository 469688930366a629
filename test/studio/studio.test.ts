import { beforeEach, describe, expect, it } from 'vitest';
import { createMetrics } from '#lib/metrics.ts';
import type { Caller, Studio } from '#studio/api.ts';
import type { StudioParts } from '#studio/studio.ts';
import { createStudio } from '#studio/studio.ts';

let cancelled: string[];
let studio: Studio;
beforeEach(() => {
  cancelled = [];
  const job = (id: string, userId: string) => {
    const cancel = () => void cancelled.push(id);
    return { id, kind: 'generate', userId, workspaceId: 'here', progress: () => ({ state: 'done' }) as const, cancel };
  };
  const list = async () => [job('one', 'ana'), job('two', 'ana'), job('three', 'ben')];
  studio = createStudio({ queue: { list }, metrics: createMetrics() } as unknown as StudioParts);
});

const caller = (userId: string, workspaceId: string, admin = false): Caller => ({
  ...{ userId, workspaceId, admin, name: userId, channel: 'general', mayRetrain: admin },
});

describe('a job in the line', () => {
  it.each([
    ['who asked for it', caller('ana', 'here')],
    ['who asked for it, from another workspace', caller('ana', 'elsewhere')],
    ['an admin of its workspace', caller('olga', 'here', true)],
  ])('is cancelled by %s', async (_, who) => {
    expect(await studio.cancel(who, 'two')).toBe(1);
    expect(cancelled).toEqual(['two']);
  });

  it.each([
    ['another person', caller('ben', 'here'), 'no_permission'],
    ['an admin of another workspace', caller('eve', 'elsewhere', true), 'not_found'],
    ['a stranger of another workspace', caller('cy', 'elsewhere'), 'not_found'],
  ])('is not cancelled by %s', async (_, who, code) => {
    await expect(studio.cancel(who, 'two')).rejects.toMatchObject({ code });
    expect(cancelled).toEqual([]);
  });

  it('is cancelled with all of its owner, and nobody else, where none is named', async () => {
    expect(await studio.cancel(caller('olga', 'here', true))).toBe(0);
    expect(await studio.cancel(caller('ana', 'here'))).toBe(2);
    expect(cancelled).toEqual(['one', 'two']);
  });
});
