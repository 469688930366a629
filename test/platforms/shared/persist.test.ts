import { describe, expect, it } from 'vitest';
import { isLostOnTheWay, isUnsent, persist } from '#platforms/shared/persist.ts';
import { firstThatWorks } from '#platforms/shared/ways.ts';
import { createHastyTimer } from '../../helpers/timer.ts';

const passing = new Error('passing');
const lasting = new Error('lasting');
const isPassing = (error: unknown) => error === passing;

/** Fails with each of these errors in turn, then works. */
function failing(...errors: Error[]) {
  const left = [...errors];
  return async (tries: number) => {
    const error = left.shift();
    if (error) throw error;
    return tries;
  };
}

describe('persist', () => {
  it('tries again after growing pauses, until it works', async () => {
    const pauses: number[] = [];
    const timer = createHastyTimer((ms) => pauses.push(ms));
    const patience = { patienceMs: 60_000, firstPauseMs: 100, longestPauseMs: 400, isPassing, timer };
    expect(await persist(failing(passing, passing, passing, passing, passing), patience)).toBe(6);
    const upTo = [100, 200, 400, 400, 400];
    expect(pauses.map((pause, index) => pause <= upTo[index]! && pause >= upTo[index]! / 2)).not.toContain(false);
  });

  it('ends with what lasts, at once', async () => {
    const timer = createHastyTimer();
    await expect(persist(failing(lasting), { patienceMs: 60_000, isPassing, timer })).rejects.toBe(lasting);
    expect(timer.passed).toBe(0);
  });

  it('ends when there is no more time, and not a moment later', async () => {
    const timer = createHastyTimer();
    const always = () => Promise.reject(passing);
    await expect(persist(always, { patienceMs: 3000, isPassing, timer })).rejects.toBe(passing);
    expect(timer.passed).toBeGreaterThan(1000);
    expect(timer.passed).toBeLessThanOrEqual(3000);
  });

  it('waits as long as it is asked to', async () => {
    const timer = createHastyTimer();
    await persist(failing(passing), { patienceMs: 60_000, isPassing, askedMs: () => 7000, timer });
    expect(timer.passed).toBe(7000);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const timer = createHastyTimer(() => stop.abort());
    const always = () => Promise.reject(passing);
    await expect(persist(always, { patienceMs: 60_000, isPassing, signal: stop.signal, timer })).rejects.toBe(passing);
  });
});

describe('errors of the line', () => {
  it('are told from errors of the program', async () => {
    const refused = await fetch('http://127.0.0.1:2').catch((error: unknown) => error);
    expect([isLostOnTheWay(refused), isUnsent(refused)]).toEqual([true, true]);
    const reset = Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error(), { code: 'ECONNRESET' }),
    });
    expect([isLostOnTheWay(reset), isUnsent(reset)]).toEqual([true, false]);
    const late = await fetch('http://127.0.0.1:2', { signal: AbortSignal.abort() }).catch((error: unknown) => error);
    expect(isLostOnTheWay(late)).toBe(true);
    expect(isLostOnTheWay(new TypeError('undefined is not a function'))).toBe(false);
  });
});

describe('ways', () => {
  it('are tried until one works', async () => {
    const taken: number[] = [];
    const way = (number: number, works: boolean) => async () => {
      taken.push(number);
      if (!works) throw new Error(`way ${number}`);
    };
    await firstThatWorks([way(1, false), way(2, true), way(3, true)]);
    expect(taken).toEqual([1, 2]);
    await expect(firstThatWorks([way(1, false), way(2, false)])).rejects.toThrow('way 2');
  });
});
