import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unpackDataFolder } from '#db/archive.ts';
import { makeBackup } from '#db/backups.ts';
import { type Database, openDatabase } from '#db/database.ts';
import { createId } from '#lib/ids.ts';
import { createLog } from '#lib/log.ts';
import { describeQueries } from '../helpers/database.ts';
import { createScene, paint, type Scene } from '../helpers/scene.ts';

const log = createLog('silent');

interface Someone {
  userId: string;
  externalId: string;
  name: string;
}

async function meet(db: Database, platform = 'memory'): Promise<Someone> {
  const [externalId, name] = [`account-${createId()}`, `Zelda ${createId()}`];
  return { userId: (await db.users.identifyUser(platform, externalId, name)).id, externalId, name };
}

/** Does everything that leaves a trace, and returns words that must not be found afterwards. */
async function leaveTraces(db: Database, scene: Scene, { userId, externalId, name }: Someone): Promise<string[]> {
  const { workspaceId, checkpointId } = scene;
  const words = `a wombat ${createId()}`;
  const options = { kind: 'generate', prompt: words, count: 4, spread: 1 };
  const own = await paint(db, scene, { userId, prompt: words, note: `I do not know ${words}`, options });
  const upload = `file ${createId()}.png`;
  const [restyled] = await paint(db, scene, { userId, count: 1, subject: upload, options: {} });
  const source = own[1]!;
  const [again] = await paint(db, scene, { count: 1, prompt: words, note: words, options: { ...options, source } });
  await paint(db, scene, { count: 1, prompt: words, options: { ...options, source: again } });
  await paint(db, scene, {
    count: 1,
    subject: upload,
    parents: [restyled!],
    options: { kind: 'vary', picture: restyled },
  });
  const [theirs] = await paint(db, scene, { count: 1 });
  await db.marks.toggleVote({ userId, workspaceId, imageId: theirs! }, 1);
  await db.marks.toggleVote({ ...scene, imageId: theirs! }, 1);
  await db.marks.toggleFavorite({ userId, workspaceId, imageId: theirs! });
  await db.signs.noteInterest({ userId, workspaceId, imageId: theirs! }, 'save');
  const lesson = `mascot ${createId()}`;
  const bytes = Uint8Array.of(1, 2, 3);
  const { id } = await db.trainingImages.createTrainingImage({
    workspaceId,
    userId,
    name: lesson,
    hash: lesson,
    bytes,
  });
  await db.trainingImages.consent({ id, workspaceId, userId }, 'I agree');
  await db.trainingImages.decide({ id, workspaceId, userId: scene.userId }, 'approved');
  await db.settings.changeSetting({ workspaceId, userId, key: 'style', value: 'noto' });
  await db.links.offerLink({ userId, hash: createId(), lifetimeMs: 60_000 });
  await db.postings.of('web').note({ workspace: 'web', channel: 'studio', message: 'shows' }, own);
  const run = await db.trainingRuns.claimTrainingRun({
    workspaceId,
    userId,
    minutes: 1,
    parentCheckpointId: checkpointId,
  });
  const trained = createId(16);
  const facts = { family: 'vae', step: 1, config: {}, datasetHash: '', metrics: {}, note: `learnt, for ${name}` };
  await db.checkpoints.createCheckpoint({ ...facts, id: trained, name: trained });
  await db.trainingRuns.finishTrainingRun(run!.id, { state: 'done', checkpointId: trained });
  const say = (body: object, author = 'easel', authorName = 'Easel') =>
    db.messages.createMessage({ channel: 'studio', author, authorName, bot: author === 'easel', body });
  await say({ text: words }, externalId, name);
  await say({ text: words, cause: { person: externalId, name, message: 'x' } });
  await say({ text: `1. fox · by ${name}` });
  return [userId, externalId, name, words, upload, lesson, ...own, restyled!];
}

describeQueries('a person who is forgotten', (db) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await createScene(db());
  });

  test('no longer counts, and what others made and said stays', async () => {
    const someone = await meet(db(), 'web');
    const [theirs] = await paint(db(), scene, { count: 1 });
    await db().marks.toggleVote({ ...scene, ...someone, imageId: theirs! }, 1);
    await db().marks.toggleVote({ ...scene, imageId: theirs! }, 1);
    const own = await paint(db(), scene, { userId: someone.userId, options: { kind: 'generate' } });
    const [child] = await paint(db(), scene, { count: 1, parents: [own[0]!] });
    const kept = await db().people.countKept(someone.userId);
    expect(kept).toMatchObject({ platforms: ['web'], pictures: 4, votes: 1 });
    const { imageIds, accounts } = await db().people.forgetPerson(someone.userId);
    expect(imageIds.sort()).toEqual(own.sort());
    expect(accounts).toEqual([{ platform: 'web', externalId: someone.externalId }]);
    expect((await db().images.getImage(theirs!, scene.workspaceId)).counts).toMatchObject({ up: 1 });
    expect((await db().images.getImage(child!, scene.workspaceId)).generation.subject).toBe('fox 🦊');
    await expect(db().images.getImage(own[0]!, scene.workspaceId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await db().people.findPerson('web', someone.externalId)).toBeUndefined();
  });

  test('is forgotten with all linked accounts', async () => {
    const [one, other] = [await meet(db(), 'discord'), await meet(db(), 'slack')];
    const hash = createId();
    await db().links.offerLink({ userId: one.userId, hash, lifetimeMs: 60_000 });
    await db().links.link(other.userId, hash);
    await paint(db(), scene, { userId: other.userId });
    const { imageIds } = await db().people.forgetPerson(one.userId);
    expect(imageIds).toHaveLength(4);
    expect(await db().people.findPerson('slack', other.externalId)).toBeUndefined();
  });
});

describe('the files of a data folder', () => {
  let folder: string;
  let db: Database;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-forget-'));
    db = await openDatabase({ dataDir: folder, log });
  });
  afterAll(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });

  test('hold nothing of who was forgotten, nor does a backup made after it', async () => {
    const scene = await createScene(db);
    const someone = await meet(db, 'web');
    const words = await leaveTraces(db, scene, someone);
    expect(await filesWith(folder, words)).not.toEqual([]);
    await db.people.forgetPerson(someone.userId);
    const web = db.postings.of('web');
    for (const removal of await web.listRemovals()) await web.settle(removal);
    await db.scrub!();
    expect(await filesWith(folder, words)).toEqual([]);

    const archive = await makeBackup({ db, dataDir: folder, keep: 1, log });
    const restored = await mkdtemp(join(tmpdir(), 'easel-restored-'));
    await unpackDataFolder(archive, restored);
    expect(await filesWith(restored, [scene.userId])).not.toEqual([]);
    expect(await filesWith(restored, words)).toEqual([]);
    await rm(restored, { recursive: true });
  });
});

/** Which of these words are in which files of a folder, as `path: word`. */
async function filesWith(folder: string, words: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const bytes = await readFile(path);
      return words.filter((word) => bytes.includes(word)).map((word) => `${path.slice(folder.length)}: ${word}`);
    });
  return (await Promise.all(found)).flat();
}
