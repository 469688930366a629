import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modesIn } from './helpers/modes.ts';
import { type StartedEasel, startEasel } from './helpers/start-easel.ts';

describe('npm start', () => {
  let folder: string;
  let easel: StartedEasel;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-main-'));
    easel = startEasel(folder);
    await easel.says('?admin=');
  });
  afterAll(async () => {
    easel.process.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it("prints the playground's address and the admin's own link, and answers", async () => {
    const url = /Easel paints at (http:\S+)/.exec(easel.output())![1]!;
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ ready: true, database: 'ok', painter: 'ok' });
    expect(await (await fetch(url)).text()).toContain('<title>Easel');
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('easel_queue_length 0');
  });

  it('keeps the token out of its log', () => {
    const token = /\?admin=(\S+)/.exec(easel.output())![1]!;
    const lines = easel
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain(token);
  });

  it("keeps all of its data folder its owner's alone", async () => {
    expect(await modesIn(folder)).toEqual(new Set(['folder 700', 'file 600']));
  });

  it('refuses a second start on the same data, and says what to do', async () => {
    const second = startEasel(folder);
    const [code] = await once(second.process, 'exit');
    expect(code).toBe(1);
    expect(second.output()).toContain('Another Easel is using the folder');
    expect(second.output()).toContain('DATA_DIR');
  });

  it('names a setting that is wrong', async () => {
    const wrong = startEasel(folder, { PORT: 'eighty' });
    const [code] = await once(wrong.process, 'exit');
    expect(code).toBe(1);
    expect(wrong.output()).toContain('PORT');
  });

  it('starts again after kill -9, and stops cleanly on SIGTERM', async () => {
    easel.process.kill('SIGKILL');
    await once(easel.process, 'exit');
    const token = /\?admin=(\S+)/.exec(easel.output())![1]!;
    easel = startEasel(folder);
    await easel.says('?admin=');
    expect(easel.output(), 'a token that is known is not printed into a log').not.toContain(token);
    expect(easel.output()).toContain('secrets.json');
    easel.process.kill('SIGTERM');
    const [code] = await once(easel.process, 'exit');
    expect(code).toBe(0);
  });
});
