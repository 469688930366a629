import { pino } from 'pino';
import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { type Startable, startPlatforms } from '../src/start-platforms.ts';

const log = createLog('silent');
const platform = { connected: async () => true, close: async () => {} };
const discord = (open: Startable['open']): Startable => ({ name: 'discord', title: 'Discord', open });
const slack = (open: Startable['open']): Startable => ({ name: 'slack', title: 'Slack', open });

test('a platform that cannot start leaves the others alone', async () => {
  const refused = () => Promise.reject(new AppError('bad_config', 'The token is refused.'));
  const running = await startPlatforms(log, [discord(refused), slack(async () => platform)]);
  expect([...running.keys()]).toEqual(['slack']);
});

test('a platform that could not be reached is tried again', async () => {
  const { promise: secondTry, resolve } = Promise.withResolvers<void>();
  let tries = 0;
  const start = async () => {
    if (++tries === 1) throw new Error('no network yet');
    resolve();
    return platform;
  };
  const running = await startPlatforms(log, [discord(start)], 1);
  expect(running.size).toBe(0);
  await secondTry;
  await Promise.resolve();
  expect([...running.keys()]).toEqual(['discord']);
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
  const running = await startPlatforms(telling, [slack(start)], 1);
  expect(lines.join()).toContain('Easel is not on Slack: Socket Mode is switched off.');
  expect(lines.join()).not.toContain('cannot be reached');
  await secondTry;
  await Promise.resolve();
  expect([...running.keys()]).toEqual(['slack']);
});

test('a platform that takes for ever to start keeps nobody waiting, and joins when it is there', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof platform>();
  const running = await startPlatforms(log, [discord(() => promise), slack(async () => platform)], 1, 1);
  expect([...running.keys()]).toEqual(['slack']);
  resolve(platform);
  await promise;
  await Promise.resolve();
  expect([...running.keys()]).toEqual(['slack', 'discord']);
});
