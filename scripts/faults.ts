import { parseArgs } from 'node:util';
import { createRandom } from '#lib/random.ts';
import { disturb } from './faults/kills.ts';
import { createLedger } from './faults/ledger.ts';
import { gatherCrowd } from './faults/people.ts';
import { openEmbedded, openShared } from './faults/world.ts';

/**
 * People use Easel while parts of it are killed and paused; then what they were told is compared with what there is.
 *
 * npm run faults -- [--database pglite|postgres] [--kills 100] [--seed 1] [--people 8] [--json]
 */
const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'pglite' },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    people: { type: 'string', default: '8' },
    json: { type: 'boolean', default: false },
  },
});
const worlds = { pglite: openEmbedded, postgres: openShared };
const open = worlds[values.database as keyof typeof worlds];
if (!open) throw new Error(`--database is one of ${Object.keys(worlds).join(', ')}`);

const settleMs = 120_000;
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const tell = (text: string) => process.stderr.write(`${String(seconds()).padStart(5)} s  ${text}\n`);

const random = createRandom(Number(values.seed));
const world = await open();
const ledger = createLedger();
const crowd = await gatherCrowd(world.url, Number(values.people), random, ledger);
tell(`${values.people} people are at it on ${values.database}`);
const counts = await disturb(world.parts, Number(values.kills), random, tell);
await crowd.settle(settleMs);
const { lost, twice, ...sums } = await ledger.check(crowd.people, world.read);
crowd.close();
await world.close();

for (const line of [...lost, ...twice].slice(0, 20)) tell(line);
const figures = { ...sums, ...counts, lost: lost.length, twice: twice.length, seconds: seconds() };
for (const [name, value] of Object.entries(figures)) process.stdout.write(`${name.padEnd(12)}${value}\n`);
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit(lost.length + twice.length > 0 ? 1 : 0);
