import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { tools } from '../../scripts/dev/tools.ts';

const run = promisify(execFile);
const dev = (...args: string[]) => run(process.execPath, ['scripts/dev.ts', ...args]);

it('lists every tool with a line', async () => {
  const { stdout } = await dev();
  const listed = stdout.split('\n').filter((line) => line.startsWith('  '));
  expect(listed.map((line) => line.trim().split(/ {2,}/).length)).toEqual(tools.map(() => 2));
  expect(tools.filter((tool) => !existsSync(tool.run[0]!))).toEqual([]);
});

it('hands arguments over, and ends as the tool does', async () => {
  await expect(dev('migration', 'No-Such-Name')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Name the migration'),
  });
});

it('names the tools where there is none of that name', async () => {
  await expect(dev('fly')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('export, card, data') });
});
