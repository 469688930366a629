import { beforeEach, expect, test } from 'vitest';
import type { Database } from '#db/database.ts';
import { createLog } from '#lib/log.ts';
import type { TrainingTicket } from '#studio/api.ts';
import { createNights, type NightNews } from '#studio/training/nights.ts';
import type { TrainingRequest } from '#studio/training/parts.ts';
import { openTestDatabase } from '../../helpers/database.ts';
import { addCheckpoint, createScene, paint, type Scene } from '../../helpers/scene.ts';

let now: Date;
let db: Database;
let scene: Scene;
let begun: TrainingRequest[];
let told: { channel: string; news: NightNews }[];
const clock = { now: () => now };
const setTime = (iso: string) => {
  now = new Date(iso);
};

beforeEach(async () => {
  setTime('2026-03-10T12:00:00Z');
  db = await openTestDatabase(clock);
  scene = await createScene(db);
  begun = [];
  told = [];
  return () => db.close();
});

const open = () =>
  createNights({
    db,
    clock,
    log: createLog('silent'),
    nameOf: (id) => id.slice(0, 8),
    trainer: {
      begin: async (request) => {
        const { workspaceId, minutes, due } = request;
        const run = await db.trainingRuns.claimTrainingRun(
          { workspaceId, minutes, parentCheckpointId: scene.checkpointId },
          due,
        );
        if (!run) return undefined;
        begun.push(request);
        await db.trainingRuns.finishTrainingRun(run.id, { state: 'skipped' });
        return { id: run.id, done: new Promise(() => {}) } as TrainingTicket;
      },
    },
    announce: async (_workspaceId, channel, news) => {
      told.push({ channel, news });
    },
  });

const set = (key: string, value: string) => db.settings.changeSetting({ ...scene, key, value });

test('a workspace trains at its hour in its zone, once a night, and not before it was asked to', async () => {
  const nights = open();
  await set('nightly', '03:30');
  await set('zone', 'Asia/Tokyo');
  await nights.tick();
  expect(begun).toEqual([]);
  setTime('2026-03-10T18:29:00Z');
  await nights.tick();
  expect(begun).toEqual([]);
  setTime('2026-03-10T18:30:00Z');
  await nights.tick();
  await nights.tick();
  setTime('2026-03-11T10:00:00Z');
  await nights.tick();
  expect(begun.map(({ due }) => due)).toEqual([new Date('2026-03-10T18:30:00Z')]);
  setTime('2026-03-11T18:31:00Z');
  await nights.tick();
  expect(begun).toHaveLength(2);
});

test('a run that was missed while Easel was off is made up once', async () => {
  await set('nightly', '03:30');
  setTime('2026-03-14T09:00:00Z');
  await open().tick();
  await open().tick();
  expect(begun.map(({ due }) => due)).toEqual([new Date('2026-03-14T03:30:00Z')]);
});

test('without an hour there is no nightly training', async () => {
  await set('zone', 'Asia/Tokyo');
  setTime('2026-03-14T09:00:00Z');
  await open().tick();
  expect(begun).toEqual([]);
});

/** As many people vote for and against pictures of a checkpoint. */
async function poll(checkpointId: string, up: number, down: number): Promise<void> {
  const images = await paint(db, { ...scene, checkpointId }, { count: up + down });
  for (const [index, imageId] of images.entries()) {
    await db.marks.toggleVote({ ...scene, imageId }, index < up ? 1 : -1);
  }
}

async function promote(): Promise<string> {
  const checkpointId = await addCheckpoint(db, scene.checkpointId);
  const { workspaceId } = scene;
  const run = await db.trainingRuns.claimTrainingRun({
    workspaceId,
    minutes: 5,
    parentCheckpointId: scene.checkpointId,
  });
  await db.activeCheckpoints.useCheckpoint({ workspaceId, checkpointId });
  await db.trainingRuns.finishTrainingRun(run!.id, { state: 'done', checkpointId });
  return checkpointId;
}

test.each([
  ['goes back, and says so, where votes fell in its first day', 12, 28, true],
  ['keeps the model where they did not', 27, 13, false],
])('%s', async (_title, up, down, back) => {
  await set('news', 'C42');
  await poll(scene.checkpointId, 30, 10);
  setTime('2026-03-11T03:40:00Z');
  const checkpointId = await promote();
  setTime('2026-03-11T12:00:00Z');
  await poll(checkpointId, up, down);
  await open().tick();
  const active = () => db.activeCheckpoints.findActiveCheckpoint(scene.workspaceId);
  expect(await active()).toBe(checkpointId);
  setTime('2026-03-12T03:41:00Z');
  await open().tick();
  await open().tick();
  expect(await active()).toBe(back ? undefined : checkpointId);
  const news = { kind: 'rolled back', before: 0.75, after: 0.3 };
  expect(told).toMatchObject(back ? [{ channel: 'C42', news }] : []);
});
