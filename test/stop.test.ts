import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('fixtures/stop-on-signals.ts', import.meta.url));

async function start(patienceMs: number) {
  const child = spawn(process.execPath, [program, String(patienceMs)], { stdio: ['ignore', 'pipe', 'pipe'] });
  await once(child.stdout, 'data');
  return child;
}

test('a stop that hangs ends when its time is over', async () => {
  const child = await start(20);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([1, null]);
});

test.skipIf(process.platform === 'win32')('npm’s shell that ends takes it along', async () => {
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${program}" 20; true`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await once(shell.stdout, 'data');
  const closed = once(shell.stdout, 'end');
  shell.stdout.resume();
  shell.kill('SIGTERM');
  // The pipe closes when the last process that holds it has ended.
  await closed;
});

test('a second signal ends it at once', async () => {
  const child = await start(3_600_000);
  child.kill('SIGINT');
  await once(child.stderr, 'data');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([1, null]);
});
