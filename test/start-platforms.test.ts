import { pino } from 'pino';
import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { startPlatforms } from '../src/start-platforms.ts';

const log = createLog('silent');
const platform = { connected: async () => true, close: async () => {} };

test('a platform that cannot start leaves the others alone', async () => {
  const running = await startPlatforms(log, {
    Discord: () => Promise.reject(new AppError('bad_config', 'The token is refused.')),
    Slack: async () => platform,
    Web: undefined,
  });
  expect([...running.keys()]).toEqual(['Slack']);
});

test('a platform that could not be reached is tried again', async () => {
  const { promise: secondTry, resolve } = Promise.withResolvers<void>();
  let tries = 0;
  const start = async () => {
    if (++tries === 1) throw new Error('no network yet');
    resolve();
    return platform;
  };
  const running = await startPlatforms(log, { Discord: start }, 1);
  expect(running.size).toBe(0);
  await secondTry;
  await Promise.resolve();
  expect([...running.keys()]).toEqual(['Discord']);
});

test('a platform that was refused is tried again too, and is not called unreachable', async () => {
  const { promise: secondTry, resolve } = Promise.withResolvers<void>();
  const lines: string[] = [];
  const telling = pino({}, { write: (line) => void lines.push(line) });
  let tries = 0;
  const start = async () => {
    if (++tries === 1) throw new AppError('bad_config', 'Socket Mode is switched off.');
    resolve();
    return platform;
  };
  const running = await startPlatforms(telling, { Slack: start }, 1);
  expect(lines.join()).toContain('Easel is not on Slack: Socket Mode is switched off.');
  expect(lines.join()).not.toContain('cannot be reached');
  await secondTry;
  await Promise.resolve();
  expect([...running.keys()]).toEqual(['Slack']);
});

test('a platform that takes for ever to start keeps nobody waiting, and joins when it is there', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof platform>();
  const running = await startPlatforms(log, { Discord: () => promise, Slack: async () => platform }, 1, 1);
  expect([...running.keys()]).toEqual(['Slack']);
  resolve(platform);
  await promise;
  await Promise.resolve();
  expect([...running.keys()]).toEqual(['Slack', 'Discord']);
});
