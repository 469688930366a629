import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderCommandTable } from '#chat/command/help.ts';
import { loadCommands } from '#chat/command/load.ts';
import manifest from '../package.json' with { type: 'json' };
import { tools } from '../scripts/dev/tools.ts';
import { pages, readPage } from './helpers/pages.ts';

const root = join(import.meta.dirname, '..');

it('docs/commands.md lists the commands as they are declared (npm run dev -- readme writes it)', async () => {
  expect(await readPage('docs/commands.md')).toContain(renderCommandTable(await loadCommands(join(root, 'commands'))));
});

it('the README fits on a screen and a half, and has the command that runs the tests', async () => {
  const readme = await readPage('README.md');
  expect(readme.split('\n').length).toBeLessThan(80);
  expect(readme).toContain('npm install && npm start');
  expect(readme).toContain('npm install && npm test');
});

it('no page names an npm script that does not exist', async () => {
  const known = new Set([...Object.keys(manifest.scripts), ...tools.map(({ name }) => `dev -- ${name}`)]);
  const wrong: string[] = [];
  for (const page of await pages()) {
    const text = (await readPage(page)).replaceAll(/\s+/g, ' ');
    for (const [, name] of text.matchAll(/npm run (?:-s )?(dev -- [a-z][a-z-]*|[a-z][a-z-]*)/g)) {
      if (!known.has(name!)) wrong.push(`${page}: npm run ${name}`);
    }
  }
  expect(wrong).toEqual([]);
});

it('.env.example has every setting', async () => {
  const platforms = ['discord', 'slack'].map((name) => `src/platforms/${name}/settings.ts`);
  const files = ['src/lib/config.ts', ...platforms].map((file) => readFile(join(root, file), 'utf8'));
  const example = await readFile(join(root, '.env.example'), 'utf8');
  const declared = (await Promise.all(files)).join('').matchAll(/^ +([A-Z]+(?:_[A-Z]+)*): (?:z\.|address)/gm);
  const settings = new Set([...declared].map((match) => match[1]!));
  expect(settings.size).toBeGreaterThan(20);
  expect([...settings].filter((name) => !example.includes(`# ${name}=`))).toEqual([]);
});
