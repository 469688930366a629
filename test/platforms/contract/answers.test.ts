import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '#chat/reply.ts';
import { flatPng } from '../../helpers/fake/album.ts';
import { type AnswerStage, answerStages } from './answer-stages.ts';

const waiting = (number: number): Reply => ({
  text: `Number ${number} in line`,
  buttons: [[{ id: 'cancel:job', label: 'Cancel', title: 'Cancel this' }]],
});
const bytes = await flatPng('a fox');
const painted: Reply = {
  text: 'A fox',
  images: [
    {
      id: 'pic0000001',
      name: 'pic0000001.png',
      mime: 'image/png',
      bytes,
      width: 8,
      height: 8,
      alt: 'a fox',
    },
  ],
};

describe.each(answerStages)('an answer on $name', ({ open }) => {
  let stage: AnswerStage;
  let go: PromiseWithResolvers<void>;
  /** What the answer says at first, and what once it may go on. */
  let first: Reply[];
  let then: Reply[];
  let runs: number;

  beforeAll(async () => {
    stage = await open(async function* say() {
      runs++;
      yield* first;
      await go.promise;
      yield* then;
    });
  });
  beforeEach(() => {
    go = Promise.withResolvers();
    [first, then, runs] = [[waiting(3)], [painted], 0];
  });
  afterAll(() => stage.close());

  const looks = (expected: object) =>
    vi.waitFor(async () => expect(await stage.answers()).toMatchObject([expected]), { timeout: 5000 });
  const interrupted = {
    text: expect.stringMatching(/interrupted by a restart of Easel\. .*[Rr]un it again/),
    buttons: 0,
    pictures: 0,
  };

  it('is one message from the first word to the pictures', async () => {
    await stage.asks();
    await looks({ text: expect.stringContaining('Number 3'), pictures: 0 });
    go.resolve();
    await looks({ text: expect.stringContaining('A fox'), pictures: 1, buttons: 0 });
  });

  it('passes over states that come too fast, and keeps the last', async () => {
    first = Array.from({ length: 200 }, (_, index) => waiting(200 - index));
    then = [{ text: 'Done' }];
    go.resolve();
    await stage.asks();
    await looks({ text: 'Done' });
    expect(await stage.edits()).toBeLessThan(20);
  });

  it('that a stop cuts off says so in its message, and is not run again', async () => {
    await stage.asks();
    await looks({ text: expect.stringContaining('Number 3') });
    await stage.restart();
    await looks(interrupted);
    expect(runs).toBe(1);
  });

  it('that a crash cuts off is ended by the next start, in its message, and is not run again', async () => {
    await stage.asks();
    await looks({ text: expect.stringContaining('Number 3') });
    await stage.kill();
    await looks(interrupted);
    expect(runs).toBe(1);
  });

  it('that had its pictures when Easel stopped keeps them', async () => {
    first = [painted];
    then = [];
    await stage.asks();
    await looks({ text: expect.stringContaining('A fox'), pictures: 1 });
    await stage.restart();
    await looks({ text: expect.stringContaining('A fox'), pictures: 1 });
  });
});
