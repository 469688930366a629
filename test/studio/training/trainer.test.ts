import { expect, test } from 'vitest';
import { createLog } from '#lib/log.ts';
import type { Caller } from '#studio/api.ts';
import type { TrainerParts } from '#studio/training/parts.ts';
import { createTrainer } from '#studio/training/trainer.ts';

/** A trainer that never comes further than asking the database for its turn, which `refuse` denies it. */
function open() {
  const turn = Promise.withResolvers<never>();
  const parts = {
    db: { trainingRuns: { claimTrainingRun: () => turn.promise } },
    checkpoints: { active: async () => ({ id: 'f00' }) },
    log: createLog('silent'),
  };
  return { trainer: createTrainer(parts as unknown as TrainerParts), refuse: turn.reject };
}

const caller = (workspaceId: string, mayRetrain = true): Caller =>
  ({ workspaceId, userId: 'u', name: 'ana', mayRetrain, admin: mayRetrain }) as Caller;
const [here, there] = [caller('here'), caller('there')];

test('a training is shown from its first moment, and who is in the way is told what to do', async () => {
  const { trainer, refuse } = open();
  expect(trainer.current(here)).toBeUndefined();
  const started = trainer.start(here, 5);
  expect(trainer.current(here)).toMatchObject({ phase: 'preparing', mine: true });
  expect(trainer.current(there)).toMatchObject({ phase: 'preparing', mine: false });
  await expect(trainer.start(here, 5)).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringMatching(/`\/queue`.*`\/cancel training`/),
  });
  const elsewhere = await trainer.start(there, 5).catch(({ message }) => message);
  expect(elsewhere).toContain('somebody else');
  expect(elsewhere).not.toContain('/cancel');
  refuse(new Error('the database is gone'));
  await expect(started).rejects.toThrow('the database is gone');
  expect(trainer.current(here)).toBeUndefined();
});

test('only those of its workspace who may retrain stop it, while it is prepared as well', async () => {
  const { trainer, refuse } = open();
  expect(trainer.cancel(here)).toBe(false);
  const started = trainer.start(here, 5);
  expect(trainer.cancel(there)).toBe(false);
  expect(() => trainer.cancel(caller('here', false))).toThrowError(expect.objectContaining({ code: 'no_permission' }));
  expect(trainer.cancel(here)).toBe(true);
  refuse(new Error('stopped'));
  await expect(started).rejects.toThrow('stopped');
});
