import { expect, test } from 'vitest';
import { checkHealth } from '../src/health.ts';

const never = () => new Promise<never>(() => {});
const well = {
  db: { ping: async () => {} },
  device: async () => 'cpu',
  setUp: [{ name: 'discord', title: 'Discord' }],
  running: () => new Map([['discord', { connected: async () => true }]]),
};

test('all is well where the database and the painter answer', async () => {
  expect(await checkHealth(well)).toMatchObject({
    ...{ ready: true, database: 'ok', painter: 'ok', device: 'cpu' },
    platforms: { Discord: 'ok' },
  });
});

test('a database that fails or hangs, or a painter that is gone, means not ready', async () => {
  const failing = { ping: () => Promise.reject(new Error('gone')) };
  expect(await checkHealth({ ...well, db: failing })).toMatchObject({ ready: false, database: 'down', painter: 'ok' });
  const hanging = { ...well, db: { ping: never }, patienceMs: 5 };
  expect(await checkHealth(hanging)).toMatchObject({ ready: false, database: 'down' });
  const device = () => Promise.reject(new Error('gone'));
  expect(await checkHealth({ ...well, device })).toMatchObject({ ready: false, painter: 'down' });
});

test('a platform that is down is told, and the others go on', async () => {
  const health = await checkHealth({ ...well, running: () => new Map() });
  expect(health).toMatchObject({ ready: true, platforms: { Discord: 'down' } });
});

test('a platform that runs and hears nothing is down, and up again once it hears', async () => {
  let hears = false;
  const running = () => new Map([['discord', { connected: async () => hears }]]);
  expect(await checkHealth({ ...well, running })).toMatchObject({ platforms: { Discord: 'down' } });
  hears = true;
  expect(await checkHealth({ ...well, running })).toMatchObject({ platforms: { Discord: 'ok' } });
  const hanging = () => new Map([['discord', { connected: never }]]);
  expect(await checkHealth({ ...well, running: hanging, patienceMs: 5 })).toMatchObject({
    platforms: { Discord: 'down' },
  });
});
