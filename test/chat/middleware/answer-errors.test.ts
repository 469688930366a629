import { describe, expect, test } from 'vitest';
import { answerErrors } from '#chat/middleware/answer-errors.ts';
import type { Reply } from '#chat/reply.ts';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import { createIncoming, repliesOf } from '../../helpers/incoming.ts';

const ours: ErrorCode[] = ['internal', 'device', 'bad_checkpoint', 'bad_config', 'locked'];
const theirs: ErrorCode[] = ['bad_option', 'not_found', 'no_permission', 'rate_limited', 'busy', 'full', 'cancelled'];
const [info, error] = [30, 50];

async function* streamOf(reply: Reply): AsyncGenerator<Reply, void> {
  yield reply;
}

/** What a person reads, and what the log says, of something thrown at once. */
async function thrown(what: unknown) {
  const request = createIncoming();
  const handle = answerErrors<typeof request>(
    (reply) => ({ reply: streamOf(reply) }),
    () => Promise.reject(what),
  );
  return { replies: await repliesOf(await handle(request)), logged: request.logged };
}

describe('an error', () => {
  test.each([...ours, ...theirs])('%s is answered in its own words, to one person, and logged once', async (code) => {
    const cause = new Error('a disk is on fire');
    const { replies, logged } = await thrown(new AppError(code, 'Words.', cause));
    const text = code === 'internal' ? 'Words. (request `request-1`)' : 'Words.';
    expect(replies).toEqual([{ text, images: [], buttons: [], ephemeral: true, error: code }]);
    expect(logged).toMatchObject([{ level: ours.includes(code) ? error : info, code, msg: 'Words.' }]);
    if (ours.includes(code)) expect(logged[0]!.err?.message).toBe('a disk is on fire');
    else expect(logged[0]!.err).toBeUndefined();
  });

  test('of ours without a cause is logged as itself', async () => {
    const { logged } = await thrown(new AppError('device', 'The device is gone.'));
    expect(logged[0]!.err?.message).toBe('The device is gone.');
  });

  test('in the middle of an answer stands at its end, whatever was shown before', async () => {
    async function* replies(): AsyncGenerator<Reply, void> {
      yield { text: 'So far so good' };
      throw new AppError('busy', 'Please try again.');
    }
    const request = createIncoming();
    const handle = answerErrors<typeof request>(
      () => expect.unreachable(),
      async () => ({ reply: replies() }),
    );
    expect(await repliesOf(await handle(request))).toMatchObject([
      { text: 'So far so good' },
      { text: 'Please try again.', error: 'busy', ephemeral: true },
    ]);
    expect(request.logged).toHaveLength(1);
  });

  test('that does not come changes nothing', async () => {
    const outcome = { notice: 'Done.' };
    const request = createIncoming();
    const handle = answerErrors<typeof request>(
      () => expect.unreachable(),
      async () => outcome,
    );
    expect(await handle(request)).toBe(outcome);
    expect(request.logged).toEqual([]);
  });
});
