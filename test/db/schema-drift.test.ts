import { expect, test } from 'vitest';
import { describeDrift } from '#db/schema-drift.ts';

test('the migrations make what schema.prisma says', async () => {
  expect(await describeDrift()).toBe('');
});

test('drift is described as the SQL that would end it', async () => {
  const drift = await describeDrift('ALTER TABLE "Vote" DROP COLUMN "value"');
  expect(drift).toMatch(/ALTER TABLE "Vote" ADD COLUMN\s+"value" INTEGER NOT NULL/);
});
