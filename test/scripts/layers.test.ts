import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { importRules } from '../../scripts/layers/layers.ts';

it('the rules for imports in biome.json are those of the table (npm run dev -- layers writes them)', async () => {
  const { overrides } = JSON.parse(await readFile('biome.json', 'utf8'));
  expect(overrides).toEqual(importRules('.'));
});

it('refuses what the page on architecture refuses, of every folder in its table', async () => {
  const page = await readFile('docs/architecture.md', 'utf8');
  const rules = JSON.stringify(importRules('.').map((rule) => (rule as { includes: string[] }).includes));
  const [table] = /## Who may import whom[\s\S]*?\n\n##/.exec(page)!;
  const folders = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell]) => cell!.match(/`[^`]+`/g) ?? []);
  const unruled = folders
    .map((folder) => folder.slice(1, -1).replace('/NAME', ''))
    .filter((folder) => !/\.ts$|^(scripts|test)$/.test(folder) && !rules.includes(`"${folder}/**"`));
  expect(folders.length).toBeGreaterThan(10);
  expect(unruled).toEqual([]);
});
