import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase, startDatabase } from '#db/database.ts';
import { connectPglite, postgresMajor } from '#db/pglite.ts';
import { openEngine } from '#db/pglite-engine.ts';
import { createLog } from '#lib/log.ts';
import { outageBehind } from '#lib/outages.ts';
import { connectTestMemory, openTestDatabase } from '../helpers/database.ts';
import { modesIn } from '../helpers/modes.ts';

const log = createLog('silent');
const makeFolder = () => mkdtemp(join(tmpdir(), 'easel-data-'));

/** The message of PostgreSQL's protocol by which a client asks. */
function query(sql: string): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(6 + sql.length);
  message.set(Buffer.from(`Q    ${sql}`));
  new DataView(message.buffer).setInt32(1, 5 + sql.length);
  return message;
}

describe('a data folder', () => {
  let dataDir: string;
  const open = () => openDatabase({ dataDir, log });
  beforeAll(async () => {
    dataDir = await makeFolder();
    await (await open()).close();
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  test('every acknowledged vote outlives kill -9', async () => {
    const program = fileURLToPath(new URL('../fixtures/vote-on.ts', import.meta.url));
    const voter = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    const acknowledged: string[] = [];
    for await (const line of createInterface(voter.stdout)) {
      if (acknowledged.push(line) === 60) voter.kill('SIGKILL');
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);
    const db = await open();
    for (const line of acknowledged) {
      const [workspaceId, userId, imageId] = line.split(' ') as [string, string, string];
      expect((await db.marks.findMarks(userId, [imageId])).get(imageId), line).toMatchObject({ vote: 1 });
      expect(await db.images.getImage(imageId, workspaceId)).toMatchObject({ counts: { up: 1, down: 0 } });
    }
    await db.close();
  });

  test("is its owner's alone, whatever files PGlite makes for everybody", async () => {
    await chmod(join(dataDir, 'pglite', 'PG_VERSION'), 0o666);
    await (await open()).close();
    expect(await modesIn(dataDir)).toEqual(new Set(['folder 700', 'file 600']));
  });

  test('is refused, by name, to whoever comes second, until the first has closed it', async () => {
    const db = await open();
    await expect(open()).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining(dataDir) });
    await db.close();
    await (await open()).close();
  });

  test('what is acknowledged was synced to the disk, so that a power cut loses nothing', async () => {
    const engine = await openEngine({ folder: join(dataDir, 'pglite') });
    const fsync = vi.spyOn(fs, 'fsyncSync');
    syncBuiltinESMExports();
    const sql = 'CREATE TABLE "synced" ()';
    const message = query(sql);
    await engine.speak(message);
    expect(fsync).toHaveBeenCalled();
    fsync.mockRestore();
    syncBuiltinESMExports();
    await engine.close();
  });
});

test('a damaged database is named, with the way back', async () => {
  const dataDir = await makeFolder();
  await (await openDatabase({ dataDir, log })).close();
  await writeFile(join(dataDir, 'pglite', 'global', 'pg_control'), Buffer.alloc(8192));
  const damaged = { code: 'bad_config', message: expect.stringMatching(/pglite" cannot be opened.*npm run restore/) };
  await expect(openDatabase({ dataDir, log })).rejects.toMatchObject(damaged);
  await rm(dataDir, { recursive: true });
});

test('a folder that another PostgreSQL made is refused, and released', async () => {
  const dataDir = await makeFolder();
  await mkdir(join(dataDir, 'pglite'));
  await writeFile(join(dataDir, 'pglite', 'PG_VERSION'), '12\n');
  for (const _ of ['first', 'again']) {
    await expect(openDatabase({ dataDir, log })).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringContaining('PostgreSQL 12'),
    });
  }
});

test('a folder that holds something else is refused and left as it is', async () => {
  const dataDir = await makeFolder();
  await mkdir(join(dataDir, 'pglite'));
  await writeFile(join(dataDir, 'pglite', 'diary.txt'), 'dear diary');
  await expect(openDatabase({ dataDir, log })).rejects.toMatchObject({ code: 'bad_config' });
  expect(await fs.promises.readdir(join(dataDir, 'pglite'))).toEqual(['diary.txt']);
});

test('PGlite is the PostgreSQL that the folders are checked for', async () => {
  const connection = await connectTestMemory();
  const [row] = await connection.session((execute) => execute('SHOW server_version'));
  await connection.close();
  expect(String(row!.server_version).split('.')[0]).toBe(postgresMajor);
});

test('an engine keeps nothing of what it has answered', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const engine = await openEngine({});
  const ask = async (times: number) => {
    for (let time = 0; time < times; time++) await engine.speak(query("SELECT repeat('x', 100000)"));
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await ask(10);
  expect((await ask(200)) - before).toBeLessThan(5e6);
  await engine.close();
});

describe('a statement that fails leaves the database as usable as before', () => {
  const failures: [string, (db: Database) => Promise<unknown>][] = [
    ['a number that no column holds', (db) => db.messages.listMessages('studio', { before: 2 ** 31, limit: 1 })],
    ['a text with a NUL', (db) => db.messages.findMessage('a\0b')],
    ['JSON with half a character', (db) => db.messages.createMessage({ ...message, body: { text: '\ud800' } })],
  ];
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());
  const message = { channel: 'studio', author: 'ana', authorName: 'Ana', bot: false, body: { text: 'hello' } };

  test.each(failures)('%s', async (_, fail) => {
    const { id } = await db.messages.createMessage(message);
    for (let time = 0; time < 3; time++) {
      await expect(fail(db)).rejects.toThrow();
      expect(await db.messages.findMessage(id)).toMatchObject({ body: { text: 'hello' } });
      await db.messages.updateMessage(id, message.body);
      await db.ping();
    }
  });

  test('a transaction that its client left open is undone before the next one begins', async () => {
    const connection = await connectTestMemory();
    await connection.session((execute) => execute('CREATE TABLE "kept" (number int)'));
    const broken = 'BEGIN; INSERT INTO "kept" VALUES (1); SELECT 1 / 0';
    await expect(connection.session((execute) => execute(broken))).rejects.toThrow('division by zero');
    await connection.session((execute) => execute('INSERT INTO "kept" VALUES (2)'));
    expect(await connection.session((execute) => execute('SELECT number FROM "kept"'))).toEqual([{ number: 2 }]);
    await connection.close();
  });
});

describe('a PostgreSQL that crashes', () => {
  /** Its stack comes to an end, which PGlite's own guard notices too late. */
  const crash = [
    'CREATE OR REPLACE FUNCTION deeper(i int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN deeper(i + 1) + 1; END $$',
    'SELECT deeper(1)',
  ];

  test('is opened again on the same folder, with all that was acknowledged, as often as it crashes', async () => {
    const dataDir = await makeFolder();
    const told: string[] = [];
    const heard = createLog('info', [], { write: (line) => told.push(JSON.parse(line).msg) });
    const connection = await connectPglite(dataDir, heard);
    const db = await startDatabase(connection, log);
    for (let time = 0; time < 2; time++) {
      const body = { text: `before crash ${time}` };
      const message = { channel: 'studio', author: 'ana', authorName: 'Ana', bot: false, body };
      const { id } = await db.messages.createMessage(message);
      const crashing = connection.session(async (execute) => {
        for (const sql of crash) await execute(sql);
      });
      const meanwhile = db.messages.findMessage(id).catch(outageBehind);
      expect(outageBehind(await crashing.catch((error: unknown) => error))).toBe('database');
      expect([expect.objectContaining({ body }), 'database']).toContainEqual(await meanwhile);
      await db.ping();
      expect(await db.messages.findMessage(id)).toMatchObject({ body });
    }
    expect(told).toEqual(
      Array(2).fill(['the database has crashed and is opened again', 'the database is open again']).flat(),
    );
    await db.close();
    await (await openDatabase({ dataDir, log })).close();
    await rm(dataDir, { recursive: true });
  });

  test('is down, and says what to do, where its files are gone', async () => {
    const dataDir = await makeFolder();
    const told: string[] = [];
    const heard = createLog('info', [], { write: (line) => told.push(JSON.parse(line).msg) });
    const connection = await connectPglite(dataDir, heard);
    const db = await startDatabase(connection, log);
    await writeFile(join(dataDir, 'pglite', 'global', 'pg_control'), Buffer.alloc(8192));
    await connection
      .session(async (execute) => {
        for (const sql of crash) await execute(sql);
      })
      .catch(() => {});
    for (let time = 0; time < 3; time++)
      expect(outageBehind(await db.ping().catch((error: unknown) => error))).toBe('database');
    expect(told).toEqual([
      'the database has crashed and is opened again',
      expect.stringMatching(/cannot be opened again.*start Easel again.*npm run restore/),
    ]);
    await db.close();
    await rm(dataDir, { recursive: true });
  });
});
