import { describe, expect, test } from 'vitest';
import type { Caller, Job } from '#studio/api.ts';
import { refuseOverflow } from '#studio/queue/capacity.ts';
import { requestOf } from '#studio/queue/request.ts';

const mebibyte = 2 ** 20;
const capacity = { all: 5, perWorkspace: 4, perUser: 3, bytes: { all: 10 * mebibyte, perUser: 4 * mebibyte } };
const of = (userId: string, workspaceId = 'here', bytes?: number) => ({ userId, workspaceId, cost: 1, bytes });
const many = (count: number, ...whose: Parameters<typeof of>) => Array.from({ length: count }, () => of(...whose));
const refusal = (...[request, unfinished, work = 2500]: [ReturnType<typeof of>, ReturnType<typeof of>[], number?]) => {
  try {
    refuseOverflow(capacity, request, unfinished, work);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    expect(code).toBe('queue_full');
    return message;
  }
};

describe('jobs', () => {
  test('of one person are bounded, and they are told how long to wait', () => {
    expect(refusal(of('ana'), many(2, 'ana'))).toBeUndefined();
    expect(refusal(of('ben'), many(3, 'ana'))).toBeUndefined();
    const wait = 'Wait for one to finish (about 3 s in all), or /cancel one.';
    expect(refusal(of('ana'), many(3, 'ana'))).toBe(`You have 3 jobs waiting already. ${wait}`);
    expect(refusal(of('ana'), many(3, 'ana', 'elsewhere'))).toBe(`You have 3 jobs waiting already. ${wait}`);
  });

  test('of a workspace and of all are bounded', () => {
    const full = 'The queue is full. Please come back in about 3 s.';
    const two = [...many(2, 'ana'), ...many(2, 'ben')];
    expect(refusal(of('eve'), two.slice(1))).toBeUndefined();
    expect(refusal(of('eve'), two)).toBe(full);
    expect(refusal(of('eve', 'elsewhere'), two)).toBeUndefined();
    expect(refusal(of('eve', 'elsewhere'), [...two, of('olga', 'elsewhere')])).toBe(full);
    expect(refusal(of('eve'), two, 0)).toBe('The queue is full. Please come back in about 1 s.');
  });
});

describe('pictures that wait with them', () => {
  test('are bounded for a person; who sends none is not refused for them', () => {
    const waiting = many(2, 'ana', 'here', 1.5 * mebibyte);
    expect(refusal(of('ana', 'here', mebibyte), waiting)).toBeUndefined();
    expect(refusal(of('ana', 'here', mebibyte + 1), waiting)).toBe(
      '3 MB of your pictures are waiting already. Wait for one to finish (about 3 s in all), or /cancel one.',
    );
    expect(refusal(of('ana', 'here'), many(2, 'ana', 'here', 2 * mebibyte))).toBeUndefined();
    expect(refusal(of('ben', 'here', 4 * mebibyte), waiting)).toBeUndefined();
  });

  test('are bounded for all', () => {
    const waiting = ['ana', 'ben', 'eve'].map((name) => of(name, name, 3 * mebibyte));
    expect(refusal(of('olga', 'here', mebibyte), waiting)).toBeUndefined();
    expect(refusal(of('olga', 'here', mebibyte + 1), waiting)).toBe(
      'Too many attached pictures are waiting. Please come back in about 3 s.',
    );
    expect(refusal(of('olga', 'here'), [...waiting, of('x', 'x', mebibyte)])).toBeUndefined();
  });

  test('are not counted where no limit is said', () => {
    const waiting = many(2, 'ana', 'here', 50 * mebibyte);
    const ask = () => refuseOverflow({ ...capacity, bytes: undefined }, of('ana', 'here', 50 * mebibyte), waiting, 0);
    expect(ask).not.toThrow();
  });

  test('are all that was uploaded for a job', () => {
    const caller = { userId: 'ana', workspaceId: 'here', channel: 'studio' } as Caller;
    const upload = (size: number) => ({ upload: { name: 'a.png', bytes: new Uint8Array(size) } });
    const mix = { kind: 'mix', ingredients: [upload(5), { text: 'fox' }, upload(7)] } as unknown as Job;
    expect(requestOf(mix, caller).bytes).toBe(12);
    expect(requestOf({ kind: 'generate', prompt: 'fox', count: 4 } as Job, caller).bytes).toBe(0);
  });
});
