import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StartedEasel, startEasel } from '../../helpers/start-easel.ts';
import { enter, type LinesPerson } from './person.ts';

const token = 'a-token-of-the-lines';
let folder: string;
let easel: StartedEasel;
let ana: LinesPerson;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-lines-'));
  easel = startEasel(folder, { LINES_PORT: '0', LINES_TOKEN: token }, 'test/platforms/lines/main.ts');
  await easel.says('?admin=');
  ana = await enter(Number(/"heard":(\d+)/.exec(easel.output())![1]), token, 'ana');
});
afterAll(async () => {
  ana?.leave();
  easel.process.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

it('a platform of one folder is started with its settings, and answers', async () => {
  expect(await ana.asks('/help')).toContain('/generate');
});

it('/healthz knows whether it is connected', async () => {
  const [, url] = /Easel paints at (http:\S+)/.exec(easel.output())!;
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ ready: true, platforms: { Lines: 'ok' } });
});

it('people read its title', async () => {
  expect(await ana.asks('/privacy')).toContain('Your account on Lines');
});

it('its secret is not in the log', () => {
  expect(easel.output()).toContain('lines are heard');
  expect(easel.output()).not.toContain(token);
});
