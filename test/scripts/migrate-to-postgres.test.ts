import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#db/database.ts';
import { createLog } from '#lib/log.ts';
import { createPostgresDatabase, describeWherePostgresIs } from '../helpers/database.ts';
import { createScene, paint, type Scene } from '../helpers/scene.ts';

const log = createLog('silent');
const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

describeWherePostgresIs('npm run dev -- migrate-to-postgres', () => {
  let folder: string;
  let postgres: Awaited<ReturnType<typeof createPostgresDatabase>>;
  let scene: Scene;
  let imageIds: string[];
  let kept: unknown[];

  const migrate = (dataDir: string) => {
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir, DATABASE_URL: postgres.url };
    return run(process.execPath, ['scripts/migrate-to-postgres.ts'], { cwd: root, env });
  };
  const read = (db: Database) => Promise.all(imageIds.map((id) => db.images.getImage(id, scene.workspaceId)));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-migrate-'));
    postgres = await createPostgresDatabase();
    const before = await openDatabase({ dataDir: folder, log });
    scene = await createScene(before);
    imageIds = await paint(before, scene, { count: 9, subject: "it's \\ 🦊" });
    await before.marks.toggleVote({ ...scene, imageId: imageIds[0]! }, 1);
    kept = await read(before);
    await before.close();
  });
  afterAll(async () => {
    await postgres?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  test('moves an installation over and tells how many rows, and the same pictures are there', async () => {
    const { stdout } = await migrate(folder);
    expect(stdout).toMatch(/^ +9 {2}Image$/m);
    expect(stdout).toMatch(/^ +1 {2}Vote$/m);
    expect(stdout).toContain('All counts and checksums agree.');
    const after = await openDatabase({ databaseUrl: postgres.url, log });
    expect(await read(after)).toEqual(kept);
    await after.close();
    const source = await openDatabase({ dataDir: folder, log });
    expect(await read(source), 'the old database stays as it is').toEqual(kept);
    await source.close();
    await expect(migrate(folder), 'there is something already').rejects.toMatchObject({ code: 1 });
  });

  test('says so where there is nothing to move', async () => {
    const failed = await migrate(join(folder, 'elsewhere')).catch((error: { stderr: string }) => error);
    expect(failed.stderr).toContain('Set DATA_DIR');
  });
});
