import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Connection } from '#db/connection.ts';
import { type Database, startDatabase } from '#db/database.ts';
import { applyMigrations } from '#db/migrations.ts';
import { moveDatabase } from '#db/move.ts';
import { createLog } from '#lib/log.ts';
import { connectTestMemory, describePostgres } from '../helpers/database.ts';
import { addCheckpoint, createScene, paint, type Scene } from '../helpers/scene.ts';

const log = createLog('silent');

describePostgres('a move from PGlite', (target) => {
  let source: Connection;
  let before: Database;
  let scene: Scene;
  const execute = (sql: string) => target().session((run) => run(sql));

  beforeEach(async () => {
    await execute('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    source = await connectTestMemory();
    before = await startDatabase(source, log);
    scene = await createScene(before);
  });
  afterEach(() => before.close());

  test('brings over every row, with its bytes, times and odd letters, and numbers go on', async () => {
    await addCheckpoint(before, scene.checkpointId);
    const first = await paint(before, scene, { count: 450, subject: `'; DROP "Image" \\x41 🦊\n$1` });
    const [child] = await paint(before, scene, { count: 1, parents: [first[0]!] });
    await before.marks.toggleVote({ ...scene, imageId: child! }, 1);
    const message = {
      channel: 'general',
      author: 'ana',
      authorName: 'Ana',
      bot: false,
      body: { text: '{"a": 1e300}' },
    };
    const written = await before.messages.createMessage(message);

    const moved = await moveDatabase(source, target());
    expect(moved).toContainEqual({ table: 'Image', rows: 451 });
    const after = await startDatabase(target(), log);
    for (const id of [...first, child!]) {
      expect(await after.images.getImage(id, scene.workspaceId)).toEqual(
        await before.images.getImage(id, scene.workspaceId),
      );
    }
    expect(await after.checkpoints.listCheckpoints()).toEqual(await before.checkpoints.listCheckpoints());
    const next = await after.messages.createMessage(message);
    expect(next.sequence).toBe(written.sequence + 1);
  });

  test('is refused where there is something already', async () => {
    await moveDatabase(source, target());
    await expect(moveDatabase(source, target())).rejects.toMatchObject({ code: 'bad_config' });
  });

  test('that changes a row on its way leaves nothing', async () => {
    await applyMigrations(target());
    await execute(`CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN NEW.name = NEW.name || '?'; RETURN NEW; END $$;
      CREATE TRIGGER spoil BEFORE INSERT ON "User" FOR EACH ROW EXECUTE FUNCTION spoil()`);
    await expect(moveDatabase(source, target())).rejects.toThrow(/User came over with differences/);
    expect(await execute('SELECT 1 FROM "Workspace"')).toEqual([]);
  });

  test('leaves the rules between tables as strict as they were', async () => {
    await moveDatabase(source, target());
    const rules = await execute(`SELECT condeferrable FROM pg_constraint WHERE contype = 'f' GROUP BY 1`);
    expect(rules).toEqual([{ condeferrable: false }]);
  });
});
