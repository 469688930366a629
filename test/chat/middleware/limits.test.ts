import { describe, expect, test } from 'vitest';
import { checkAttachments } from '#chat/middleware/check-attachments.ts';
import { identify } from '#chat/middleware/identify.ts';
import { limitRate } from '#chat/middleware/limit-rate.ts';
import { permit } from '#chat/middleware/permit.ts';
import { createTokenBuckets } from '#chat/middleware/token-buckets.ts';
import type { Outcome } from '#chat/reply.ts';
import type { Caller, People } from '#studio/api.ts';
import { createIncoming } from '../../helpers/incoming.ts';

const answered: Outcome = { notice: 'Done.' };
const answer = async () => answered;
/** The code and the words that something was refused with, or nothing where it was let through. */
const refusal = async (act: () => Promise<Outcome>) => {
  try {
    expect(await act()).toBe(answered);
  } catch (error) {
    return error as { code: string; message: string };
  }
};

describe('how often a person may ask', () => {
  const start = (cost: number) => {
    const buckets = createTokenBuckets({ burst: 1, perMinute: 60 }, { now: () => new Date(0) });
    return limitRate(buckets, cost, answer);
  };

  test('is counted for each person of each workspace of each platform, not for each channel', async () => {
    const handle = start(1);
    const ask = (origin: Parameters<typeof createIncoming>[0]) => refusal(async () => handle(createIncoming(origin)));
    expect(await ask({})).toBeUndefined();
    const refused = { code: 'rate_limited', message: 'That was quick. Please wait 1 second and try again.' };
    expect(await ask({})).toMatchObject(refused);
    expect(await ask({ channel: 'elsewhere' })).toMatchObject(refused);
    for (const other of [{ user: 'ben' }, { workspace: 'there' }, { platform: 'web' }]) {
      expect(await ask(other as object)).toBeUndefined();
      expect(await ask(other as object)).toMatchObject(refused);
    }
  });

  test('a button that costs a quarter may be pressed four times', async () => {
    const handle = start(0.25);
    const presses = [];
    for (let time = 0; time < 5; time++) presses.push((await refusal(async () => handle(createIncoming())))?.code);
    expect(presses).toEqual([undefined, undefined, undefined, undefined, 'rate_limited']);
  });
});

describe('attachments', () => {
  const mebibyte = 2 ** 20;
  const handle = checkAttachments({ count: 2, bytes: mebibyte }, answer);
  const sends = (...sizes: number[]) => {
    const attachments = sizes.map((size) => ({ name: 'a.png', bytes: new Uint8Array(size) }));
    return refusal(async () => handle({ ...createIncoming(), attachments }));
  };

  test('may be as many and as large as is said, and not one byte more', async () => {
    expect(await sends()).toBeUndefined();
    expect(await sends(mebibyte, mebibyte)).toBeUndefined();
    expect(await sends(1, 1, 1)).toMatchObject({
      ...{ code: 'too_large', message: 'Please attach at most 2 pictures, not 3.' },
    });
    expect(await sends(1, mebibyte + 1)).toMatchObject({
      ...{ code: 'too_large', message: 'The attached file has 2 MB; please send a picture of at most 1 MB.' },
    });
  });
});

describe('who may use a command', () => {
  const caller = { userId: 'ana', admin: false, mayRetrain: false } as Caller;
  const asks = (command: object, by: Partial<Caller> = {}) =>
    refusal(async () =>
      permit(answer)({ ...createIncoming(), caller: { ...caller, ...by }, command } as unknown as Parameters<
        ReturnType<typeof permit>
      >[0]),
    );

  test('everybody, where it is not for admins; admins, and whom the command lets, where it is', async () => {
    const moderated = { name: 'retrain', admin: true, allows: ({ mayRetrain }: Caller) => mayRetrain };
    const closed = { name: 'settings', admin: true };
    expect(await asks({ name: 'generate' })).toBeUndefined();
    for (const command of [closed, moderated]) {
      expect(await asks(command)).toMatchObject({
        ...{ code: 'no_permission', message: `Only admins may use /${command.name}. Please ask one of them.` },
      });
      expect(await asks(command, { admin: true })).toBeUndefined();
    }
    expect(await asks(moderated, { mayRetrain: true })).toBeUndefined();
    expect(await asks(closed, { mayRetrain: true })).toMatchObject({ code: 'no_permission' });
  });

  test('is asked of who stands behind the account that wrote', async () => {
    const request = createIncoming({ user: 'ben' });
    const people = { identify: async ({ user }) => ({ ...caller, userId: `person ${user.externalId}` }) } as People;
    let heard: Caller | undefined;
    await identify(people, async ({ caller, origin }) => {
      heard = caller;
      expect(origin).toBe(request.origin);
      return answered;
    })(request);
    expect(heard).toMatchObject({ userId: 'person ben' });
  });
});
