import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '#db/connection.ts';
import { applyMigrations } from '#db/migrations.ts';
import { describeDrift } from '#db/schema-drift.ts';
import { connectTestMemory } from '../helpers/database.ts';

let connection: Connection;
beforeAll(async () => {
  connection = await connectTestMemory();
  await applyMigrations(connection);
});
afterAll(() => connection.close());

test('the migrations make what schema.prisma says', async () => {
  expect(await describeDrift(connection.adapter)).toBe('');
});

test('drift is described as the SQL that would end it', async () => {
  await connection.session((execute) => execute('ALTER TABLE "Vote" DROP COLUMN "value"'));
  expect(await describeDrift(connection.adapter)).toMatch(/ALTER TABLE "Vote" ADD COLUMN\s+"value" INTEGER NOT NULL/);
});
