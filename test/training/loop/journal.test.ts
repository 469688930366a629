import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openJournal } from '#training/loop/journal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-journal-'));
});
afterAll(() => rm(folder, { recursive: true }));

const report = (step: number) => ({
  step,
  images: step * 4,
  seconds: step,
  progress: 0,
  learningRate: 1e-3,
  gradientNorm: 1,
  losses: { loss: step },
  metrics: {},
});

const lines = async () =>
  (await readFile(join(folder, 'metrics.jsonl'), 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { step: number; loss: number });

test('a run that was killed writes the steps after its last save but once, and draws them all', async () => {
  const killed = await openJournal(folder, 0);
  for (let step = 1; step <= 75; step++) await killed.note(report(step));
  await appendFile(join(folder, 'metrics.jsonl'), '{"step":100,"ima');
  const resumed = await openJournal(folder, 50);
  for (let step = 51; step <= 75; step++) await resumed.note(report(step));
  expect(await lines()).toMatchObject([
    { step: 25, loss: 13 },
    { step: 50, loss: 38 },
    { step: 75, loss: 63 },
  ]);
  await resumed.drawChart();
  expect((await stat(join(folder, 'loss.png'))).size).toBeGreaterThan(1000);
});

test('a new run under an old name starts an empty journal', async () => {
  const journal = await openJournal(folder, 0);
  for (let step = 1; step <= 25; step++) await journal.note(report(step));
  expect(await lines()).toMatchObject([{ step: 25 }]);
});
