import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockDirectory } from '#lib/lock.ts';
import { hasGpu } from '#tensor/hardware.ts';
import { softwareAdapter } from '../helpers/webgpu.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-doctor-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Report {
  ok: boolean;
  findings: { name: string; state: string; found: string; advice?: string }[];
}

/** Runs the doctor as a user does, and reads the last line. */
function runDoctor(env: Record<string, string>): Promise<{ code: number; text: string; report: Report }> {
  return new Promise((resolve) => {
    const settings = { PATH: process.env.PATH, DATA_DIR: folder, EASEL_DEVICE: 'cpu', ...env };
    execFile(process.execPath, ['scripts/doctor.ts', '--json'], { env: settings }, (error, stdout) => {
      const report = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Report;
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout, report });
    });
  });
}

const state = (report: Report, name: string) => report.findings.find((finding) => finding.name === name);

test('a machine that is fine gets a line for each thing, and 0', async () => {
  const { code, text, report } = await runDoctor({});
  expect(code).toBe(0);
  expect(report.ok).toBe(true);
  expect(report.findings.map(({ name }) => name)).toEqual([
    ...['node', 'packages', 'settings', 'cores', 'memory', 'device', 'cpu', 'webgpu', 'cuda', 'tensorflow'],
    ...['data', 'database', 'emoji', 'model easel', 'model gan', 'discord', 'slack'],
  ]);
  expect(state(report, 'device')?.found).toMatch(/^cpu \(\d+ threads?\), chosen by EASEL_DEVICE=cpu$/);
  expect(state(report, 'cpu')?.found).toMatch(/: \d+ pictures\/s /);
  expect(text).toContain('Easel can start.');
});

test.skipIf(hasGpu())('the choice of the device is explained, and how to take another', async () => {
  const { report } = await runDoctor({ EASEL_DEVICE: 'auto' });
  expect(state(report, 'device')?.found).toMatch(/chosen by EASEL_DEVICE=auto: there is no graphics card$/);
  expect(state(report, 'webgpu')).toMatchObject({ found: expect.stringContaining('/dev/dri/renderD128') });
  expect(state(report, 'tensorflow')).toMatchObject({ advice: expect.stringContaining('EASEL_DEVICE=tensorflow') });
});

test.skipIf(!softwareAdapter)("a graphics card is timed beside the CPU (needs chromium's SwiftShader)", async () => {
  const { report } = await runDoctor({ EASEL_DEVICE: 'webgpu', VK_ICD_FILENAMES: process.env.VK_ICD_FILENAMES! });
  expect(state(report, 'device')?.found).toBe('webgpu (GPU), chosen by EASEL_DEVICE=webgpu');
  expect(state(report, 'webgpu')?.found).toMatch(/computes correctly: [\d.]+ pictures\/s .* times the CPU's speed$/);
});

test('whatever is wrong is named with what to do, and gives 1', async () => {
  const broken = join(folder, 'broken');
  await mkdir(join(broken, 'pglite'), { recursive: true });
  await writeFile(join(broken, 'pglite', 'PG_VERSION'), '9\n');
  const { code, report } = await runDoctor({ DATA_DIR: broken, EASEL_DEVICE: 'tensorflow', EASEL_THREADS: '250' });
  expect(code).toBe(1);
  expect(state(report, 'device')).toMatchObject({ state: 'fail', advice: expect.stringContaining('npm install') });
  expect(state(report, 'database')).toMatchObject({ state: 'fail', advice: expect.stringContaining('DATA_DIR') });
  expect(state(report, 'cores')).toMatchObject({ state: 'warn', advice: expect.stringContaining('EASEL_THREADS') });
});

test('settings that cannot be read are named, and the rest is still looked at', async () => {
  const { code, report } = await runDoctor({ PORT: 'eighty' });
  expect(code).toBe(1);
  expect(state(report, 'settings')).toMatchObject({ state: 'fail', advice: expect.stringContaining('PORT') });
  expect(state(report, 'model easel')?.state).toBe('ok');
});

test('a running Easel is said to use the folder; that is no fault', async () => {
  const lock = lockDirectory(folder);
  const { report } = await runDoctor({});
  lock.release();
  expect(state(report, 'data')).toMatchObject({ state: 'ok', found: expect.stringContaining('in use') });
});

test('a database that does not answer is a fault, and its address stays secret', async () => {
  const { code, text, report } = await runDoctor({ DATABASE_URL: 'postgresql://ana:hunter2@127.0.0.1:1/easel' });
  expect(code).toBe(1);
  expect(state(report, 'database')).toMatchObject({ state: 'fail', advice: expect.stringContaining('DATABASE_URL') });
  expect(text).not.toContain('hunter2');
});
