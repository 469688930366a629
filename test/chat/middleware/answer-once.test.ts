import { expect, it } from 'vitest';
import { answerOnce } from '#chat/middleware/answer-once.ts';
import type { Outcome, Reply } from '#chat/reply.ts';
import { createIncoming, repliesOf } from '../../helpers/incoming.ts';

const already = { notice: 'I am at that already: its answer comes in a moment.' };

/** Presses that `answer` answers, on a clock that stands still until it is moved. */
function start(answer: () => Promise<Outcome>) {
  const clock = { time: 0, now: () => new Date(clock.time) };
  let asked = 0;
  const handle = answerOnce<ReturnType<typeof createIncoming> & { actionId: string }>(clock, () => {
    asked++;
    return answer();
  });
  const press = (origin: Parameters<typeof createIncoming>[0] = {}, actionId = 'vary:1') =>
    handle({ ...createIncoming(origin), actionId });
  return { clock, press, asked: () => asked };
}

async function* twoReplies(): AsyncGenerator<Reply, void> {
  yield { text: 'Painting' };
  yield { text: 'Painted' };
}

it('the same button, of the same person in the same place, is the same; any other one is not', async () => {
  const { press, asked } = start(async () => ({ reply: twoReplies() }));
  await press();
  expect(await press()).toEqual(already);
  const others = [{ user: 'ben' }, { channel: 'other' }, { workspace: 'there' }, { platform: 'web' as const }];
  for (const other of others) {
    expect(await press(other)).toHaveProperty('reply');
    expect(await press(other)).toEqual(already);
  }
  expect(await press({}, 'vary:2')).toHaveProperty('reply');
  expect(asked()).toBe(6);
});

it('a press is free again a second after its answer was read, however that ended', async () => {
  const { clock, press } = start(async () => ({ reply: twoReplies() }));
  const outcome = await press();
  clock.time = 5000;
  expect(await press()).toEqual(already);
  if ('reply' in outcome) for await (const _ of outcome.reply) break;
  expect(await press()).toHaveProperty('reply');
  const again = await press({ user: 'ben' });
  await repliesOf(again);
  clock.time += 1000;
  expect(await press({ user: 'ben' })).toEqual(already);
  clock.time += 1;
  expect(await press({ user: 'ben' })).toHaveProperty('reply');
});

it('an answer that nobody reads is forgotten after a quarter of an hour', async () => {
  const { clock, press } = start(async () => ({ reply: twoReplies() }));
  await press();
  clock.time = 15 * 60_000;
  expect(await press()).toEqual(already);
  clock.time++;
  expect(await press()).toHaveProperty('reply');
});

it('what was refused, or answered with a word, may be pressed again at once', async () => {
  let refused = true;
  const { press, asked } = start(async () => {
    if (refused) throw new Error('not now');
    return { notice: 'Counted.' };
  });
  await expect(press()).rejects.toThrow('not now');
  await expect(press()).rejects.toThrow('not now');
  refused = false;
  expect(await Promise.all([press(), press(), press()])).toEqual(Array(3).fill({ notice: 'Counted.' }));
  expect(asked()).toBe(5);
});

it('of presses that come while the first is still being looked at, only the first is answered', async () => {
  const begun = Promise.withResolvers<Outcome>();
  const { press, asked } = start(() => begun.promise);
  const presses = Promise.all([press(), press(), press()]);
  begun.resolve({ reply: twoReplies() });
  const outcomes = await presses;
  expect(asked()).toBe(1);
  expect(await repliesOf(outcomes[0]!)).toEqual([{ text: 'Painting' }, { text: 'Painted' }]);
  expect(outcomes.slice(1)).toEqual([already, already]);
});
