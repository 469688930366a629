import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockDirectory } from '#lib/lock.ts';

test('a locked folder is refused, by name, until it is released', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'easel-lock-')), 'made', 'on the way');
  const first = lockDirectory(folder);
  expect(() => lockDirectory(folder)).toThrowError(expect.objectContaining({ code: 'locked' }));
  expect(() => lockDirectory(folder)).toThrowError(folder);
  first.release();
  const second = lockDirectory(folder);
  expect(() => lockDirectory(folder)).toThrowError(folder);
  second.release();
});

test('two folders are locked side by side, each on its own', () => {
  const parent = mkdtempSync(join(tmpdir(), 'easel-lock-'));
  const [one, two] = [join(parent, 'one'), join(parent, 'two')];
  const locks = [lockDirectory(one), lockDirectory(two)];
  locks[0]!.release();
  lockDirectory(one).release();
  expect(() => lockDirectory(two)).toThrowError(two);
  locks[1]!.release();
});

test('a lock ends with its process, however that ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'easel-lock-'));
  const program = `
    import { lockDirectory } from '#lib/lock.ts';
    lockDirectory(${JSON.stringify(folder)});
    gc();
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--expose-gc', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  expect(() => lockDirectory(folder)).toThrowError(folder);
  holder.kill('SIGKILL');
  await once(holder, 'close');
  expect(() => lockDirectory(folder).release()).not.toThrow();
});
