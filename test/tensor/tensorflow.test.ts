import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-tensorflow-'));
});
afterAll(() => rm(folder, { recursive: true }));

const installed = new URL('../fixtures/tensorflow/installed.ts', import.meta.url).href;

/** Runs a program with EASEL_DEVICE=tensorflow where the package is installed; gives its last line, as JSON, and its log. */
async function runWithTensorflow<Answer>(fault: string | undefined, ...program: string[]) {
  const own = await mkdtemp(join(folder, 'run-'));
  const env = { PATH: process.env.PATH, DATA_DIR: own, EASEL_DEVICE: 'tensorflow', LOG_LEVEL: 'warn' };
  return new Promise<{ answer: Answer; log: string }>((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', installed, ...program],
      { env: { ...env, ...(fault && { TENSORFLOW_FAULT: fault }) } },
      (error, stdout, stderr) => {
        const line = stdout.trimEnd().split('\n').at(-1);
        if (line) resolve({ answer: JSON.parse(line), log: stderr });
        else reject(error ?? new Error(stderr));
      },
    );
  });
}

const paint = fileURLToPath(new URL('../fixtures/paint.ts', import.meta.url));
const picture = 64 * 64 * 4;

describe('TensorFlow that was added', () => {
  test('paints', async () => {
    const { answer, log } = await runWithTensorflow(undefined, paint);
    expect(answer).toEqual({ sizes: [picture, picture], device: 'tensorflow (@tensorflow/tfjs-node, eager)' });
    expect(log).toBe('');
  });

  test('that runs out of memory at work costs no picture; the log says so, and what /queue shows', async () => {
    const trialAndFirst = '2';
    const { answer, log } = await runWithTensorflow(trialAndFirst, paint);
    expect(answer).toEqual({
      sizes: [picture, picture],
      device: expect.stringMatching(/^cpu \(\d+ threads?\), since the tensorflow device ran out of memory$/),
    });
    expect(JSON.parse(log)).toMatchObject({
      msg: expect.stringMatching(/^The tensorflow device ran out of memory\. .* Painting goes on on the cpu\.$/),
      cause: expect.stringContaining('Resource exhausted'),
    });
  });

  test('that does not start is explained by the doctor', async () => {
    const { answer } = await runWithTensorflow<{ ok: boolean; findings: { name: string; found: string }[] }>(
      'start',
      'scripts/doctor.ts',
      '--json',
    );
    expect(answer.ok).toBe(false);
    expect(answer.findings.find(({ name }) => name === 'tensorflow')?.found).toBe(
      'the tensorflow device is installed but does not start (The Node.js native addon module (tfjs_binding.node) can not be found.)',
    );
  });
});
