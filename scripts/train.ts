import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFamily } from '#models/families.ts';
import { loadConfig } from '#lib/config.ts';
import { openDevice } from '#tensor/device.ts';
import { loadDataset } from '#training/data/dataset.ts';
import { createRun, train } from '#training/loop.ts';
import { readSettings, restoreRun, saveState } from '#training/state.ts';

const { values } = parseArgs({
  options: {
    family: { type: 'string', default: 'vae' },
    data: { type: 'string', default: 'emoji' },
    minutes: { type: 'string', default: '30' },
    out: { type: 'string', default: 'vae' },
    resume: { type: 'string' },
    batch: { type: 'string', default: '16' },
    rate: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const env = loadConfig();
const directory = join(env.dataDir, 'runs', values.resume ?? values.out);
mkdirSync(directory, { recursive: true });
const resumed = values.resume ? await readSettings(directory) : undefined;
const data = resumed?.settings.data ?? values.data;
const dataset = await loadDataset(data, { cacheDir: join(env.dataDir, 'cache') });
const family = findFamily(resumed?.settings.family ?? values.family);
const config = family.config.parse(resumed?.settings.config ?? family.configFor(dataset));
const settings = resumed?.settings ?? {
  family: family.name, config, data, datasetHash: dataset.hash, seed: Number(values.seed),
  batchSize: Number(values.batch), learningRate: 5e-4,
};
if (values.rate) settings.learningRate = Number(values.rate);
const run = resumed ? restoreRun(family, config, resumed.bytes) : createRun({ family, config, seed: settings.seed });
const device = await openDevice(env.device, env.threads);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
let saved = Date.now();
const sums: Record<string, number> = {};
let counted = 0;
await train({
  ...settings, family, config, dataset, device, until: { minutes: Number(values.minutes) }, signal: stop.signal,
  onStep: async (report) => {
    for (const [name, value] of Object.entries(report.losses)) sums[name] = (sums[name] ?? 0) + value;
    counted++;
    if (report.step % 25 === 0) {
      const losses = Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, value / counted]));
      const line = { step: report.step, images: report.images, seconds: report.seconds, rate: report.learningRate, norm: report.gradientNorm, ...losses };
      appendFileSync(join(directory, 'metrics.jsonl'), `${JSON.stringify(line)}\n`);
      for (const name of Object.keys(sums)) sums[name] = 0;
      counted = 0;
    }
    if (Date.now() - saved > 120_000) {
      await saveState(directory, run, settings);
      saved = Date.now();
    }
  },
}, run);
await saveState(directory, run, settings);
