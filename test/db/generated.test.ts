import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

it('the client in src/db/generated is made of prisma/schema.prisma as it is, by the version that runs', async () => {
  const client = await readFile('src/db/generated/internal/class.ts', 'utf8');
  const schema = await readFile('prisma/schema.prisma', 'utf8');
  const [, madeOf] = /"inlineSchema": (".*"),$/m.exec(client) ?? [];
  const [, version] = /"clientVersion": "(.*)"/.exec(client) ?? [];
  const advice = 'run `npx prisma generate`, and commit what it writes';
  // Prisma aligns the columns of what it embeds.
  const words = (text: string) => text.split(/\s+/);
  expect(words(JSON.parse(madeOf ?? '')), advice).toEqual(words(schema));
  expect(version, advice).toBe(manifest.dependencies['@prisma/client']);
  expect(manifest.devDependencies.prisma).toBe(manifest.dependencies['@prisma/client']);
});
