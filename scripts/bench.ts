import { parseArgs } from 'node:util';
import { loadConfig } from '#lib/config.ts';
import { benchAdam } from './bench/adam.ts';
import { benchCompositions } from './bench/compositions.ts';
import { benchCompile, benchEngine } from './bench/engine.ts';
import { benchMemory } from './bench/memory.ts';
import { benchPytorch } from './bench/pytorch.ts';
import { benchService } from './bench/service.ts';

const parts = {
  compile: benchCompile,
  pytorch: benchPytorch,
  engine: benchEngine,
  adam: benchAdam,
  memory: (_: number, say: (text: string) => void) => benchMemory(say),
  compositions: (_: number, say: (text: string) => void) => benchCompositions(say),
  service: (_: number, say: (text: string) => void) => benchService(say),
};

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
});
if (values.only !== undefined && !Object.hasOwn(parts, values.only)) {
  process.stderr.write(`--only is one of ${Object.keys(parts).join(', ')}.\n`);
  process.exit(1);
}

const { threads } = loadConfig();
const started = performance.now();
const say = (text: string) => {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
};
const results: Record<string, number> = {};
for (const [name, bench] of Object.entries(parts)) {
  if (values.only === undefined || values.only === name) Object.assign(results, await bench(threads, say));
}
const rounded = Object.fromEntries(
  Object.entries(results).map(([name, value]) => [name, Number(value.toPrecision(4))]),
);
const output = values.json
  ? JSON.stringify(rounded)
  : Object.entries(rounded)
      .map(([name, value]) => `${name.padEnd(28)}${value}`)
      .join('\n');
process.stdout.write(`${output}\n`);
process.exit(0);
