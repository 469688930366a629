import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { scopes } from '#platforms/slack/manifest.ts';
import { pages, readPage } from './helpers/pages.ts';

const root = join(import.meta.dirname, '..');

/** Without blocks of code, and without code within lines. */
const prose = (page: string): string => page.replace(/^ *```[\s\S]*?^ *```/gm, '').replace(/`[^`\n]*`/g, 'code');

/** The anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (page: string): string[] =>
  [...page.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** What is wrong with a link of a page, in words. */
async function faultOf(page: string, link: string): Promise<string[]> {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(root, target))) return [`${page}: ${link} does not exist`];
  if (!anchor || !target.endsWith('.md') || anchorsOf(await readPage(target)).includes(anchor)) return [];
  return [`${page}: ${target} has no heading ${anchor}`];
}

it('every relative link of every page leads to a file, and to a heading of it where it names one', async () => {
  const faults: string[] = [];
  let links = 0;
  for (const page of await pages()) {
    for (const [, link] of prose(await readPage(page)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link!)) continue;
      links++;
      faults.push(...(await faultOf(page, link!)));
    }
  }
  expect(links).toBeGreaterThan(80);
  expect(faults).toEqual([]);
});

it('the map of the documentation leads to every page of it', async () => {
  const map = await readPage('docs/README.md');
  const missing = (await pages()).filter((page) => {
    const [, name] = /^docs\/(.+)$/.exec(page) ?? [];
    return name !== undefined && name !== 'README.md' && !map.includes(`](${name})`);
  });
  expect(missing).toEqual([]);
});

it.each(['docs/architecture.md', 'CONTRIBUTING.md'])('%s names only files that exist', async (page) => {
  const named = (await readPage(page)).match(/\b(?:src|commands|models|scripts|test)\/[a-z0-9./-]+\.ts\b/g) ?? [];
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

it('docs/slack.md gives a reason for every permission, and for no other', async () => {
  const table = /\| Scope \|[\s\S]*?\n\n/.exec(await readPage('docs/slack.md'))![0];
  const rows = table.split('\n').slice(2);
  const named = rows.flatMap((row) => row.split('|')[1]?.match(/[a-z_:]+(?=`)/g) ?? []);
  expect(named.toSorted()).toEqual(Object.keys(scopes).toSorted());
});

it('docs/discord.md names every permission that the link asks for', async () => {
  const check = await readFile(join(root, 'src/platforms/discord/check.ts'), 'utf8');
  const permissions = [...check.matchAll(/'([A-Z][A-Za-z ]+)': PermissionFlagsBits/g)].map(([, name]) => name!);
  const page = await readPage('docs/discord.md');
  expect(permissions.length).toBeGreaterThan(4);
  expect(permissions.filter((name) => !page.includes(name))).toEqual([]);
});
