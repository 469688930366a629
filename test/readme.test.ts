import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderCommandTable } from '#chat/help.ts';
import { loadCommands } from '#chat/load.ts';

const root = join(import.meta.dirname, '..');

it('the README lists the commands as they are declared (npm run readme writes it)', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  expect(readme).toContain(renderCommandTable(await loadCommands(join(root, 'commands'))));
});

it('the README names only npm scripts that exist', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const named = [...readme.matchAll(/npm run ([a-z]+)/g)].map((match) => match[1]!);
  expect(named.filter((name) => name !== 'calls' && !(name in scripts))).toEqual([]);
});

it('.env.example has every setting', async () => {
  const config = await readFile(join(root, 'src/lib/config.ts'), 'utf8');
  const example = await readFile(join(root, '.env.example'), 'utf8');
  const settings = new Set([...config.matchAll(/value\.([A-Z_]+)/g)].map((match) => match[1]!));
  expect(settings.size).toBeGreaterThan(15);
  expect([...settings].filter((name) => !example.includes(`# ${name}=`))).toEqual([]);
});
