import { parseArgs } from 'node:util';
import { loadConnected } from './load/connected.ts';
import { loadCrowd } from './load/crowd.ts';
import { loadFlood } from './load/flood.ts';
import { loadLong } from './load/long.ts';
import { loadNight } from './load/night.ts';
import type { Figures, Say } from './load/scene.ts';
import { loadWorkers } from './load/workers.ts';

/**
 * People use an Easel of their own through its playground, as their browsers would: how it holds out.
 *
 * npm run dev -- load [--only PART] [--json]
 */
const parts: Record<string, (say: Say) => Promise<Figures>> = {
  crowd: loadCrowd,
  flood: loadFlood,
  connected: loadConnected,
  night: loadNight,
  workers: loadWorkers,
  long: loadLong,
};

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
});
if (values.only !== undefined && !Object.hasOwn(parts, values.only)) {
  process.stderr.write(`--only is one of ${Object.keys(parts).join(', ')}.\n`);
  process.exit(1);
}

const started = performance.now();
const say: Say = (text) => {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
};
const figures: Figures = {};
for (const [name, part] of Object.entries(parts)) {
  if (values.only === undefined || values.only === name) Object.assign(figures, await part(say));
}
const rounded = Object.fromEntries(
  Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(4))]),
);
for (const [name, value] of Object.entries(rounded)) process.stdout.write(`${name.padEnd(28)}${value}\n`);
if (values.json) process.stdout.write(`${JSON.stringify(rounded)}\n`);
process.exit(0);
