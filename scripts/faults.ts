import { parseArgs } from 'node:util';
import { createRandom } from '#lib/random.ts';
import { createFakeClock } from './faults/clock.ts';
import { openDiscord } from './faults/discord.ts';
import { mountSmallDisk } from './faults/disk.ts';
import { disturb } from './faults/kills.ts';
import { createLedger } from './faults/ledger.ts';
import { disturbLine } from './faults/line.ts';
import { gatherCrowd } from './faults/people.ts';
import { openSlack } from './faults/slack.ts';
import { openEmbedded, openShared, type World } from './faults/world.ts';
import { readNumber } from './numbers.ts';

/**
 * People use Easel while something goes wrong again and again: parts of it are killed and paused, its disk fills up, its
 * clock jumps, or most of what it asks of Discord and Slack gets lost. Then what they were told is compared with what
 * there is.
 *
 * npm run dev -- faults [--fault pglite|postgres|disk|clock] [--times 100] [--seed 1] [--people 8] [--json]
 * npm run dev -- faults --fault discord|slack [--times 1000] [--seed 1] [--json]
 */
const { values } = parseArgs({
  options: {
    fault: { type: 'string', default: 'pglite' },
    times: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    people: { type: 'string', default: '8' },
    json: { type: 'boolean', default: false },
  },
});

interface Scenario {
  world: World;
  disturb(): Promise<Record<string, number>>;
  close?(): Promise<void>;
}

const settleMs = 120_000;
const times = readNumber('times', values.times, { least: 1, most: 1e6 });
const seed = readNumber('seed', values.seed, { least: 0, most: 2 ** 32 - 1 });
const people = readNumber('people', values.people, { least: 1, most: 1000 });
const random = createRandom(seed);
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const tell = (text: string) => process.stderr.write(`${String(seconds()).padStart(5)} s  ${text}\n`);

const kills = async (world: World): Promise<Scenario> => {
  return { world, disturb: () => disturb(world.parts, times, random, tell) };
};
const scenarios: Record<string, () => Promise<Scenario>> = {
  pglite: async () => kills(await openEmbedded()),
  postgres: async () => kills(await openShared()),
  disk: async () => {
    const disk = await mountSmallDisk();
    const world = await openEmbedded({ DATA_DIR: disk.folder });
    return { world, disturb: () => disk.disturb(world.parts, times, tell), close: disk.close };
  },
  clock: async () => {
    const clock = await createFakeClock();
    const world = await openEmbedded(clock.settings);
    return { world, disturb: () => clock.disturb(times, tell), close: clock.close };
  },
};

/** Parts fail; returns the figures. */
async function disturbParts(open: () => Promise<Scenario>): Promise<Record<string, number>> {
  const { world, ...scenario } = await open();
  const ledger = createLedger();
  const crowd = await gatherCrowd(world.url, people, random, ledger);
  tell(`${values.people} people are at it`);
  const counts = await scenario.disturb();
  await crowd.settle(settleMs);
  const { lost, twice, ...sums } = await ledger.check(crowd.people, world.read);
  crowd.close();
  await world.close();
  await scenario.close?.();
  for (const line of [...lost, ...twice].slice(0, 20)) tell(line);
  return { ...sums, ...counts, lost: lost.length, twice: twice.length };
}

const options = { times, seed, tell };
const runs: Record<string, () => Promise<Record<string, number>>> = {
  ...Object.fromEntries(Object.entries(scenarios).map(([name, open]) => [name, () => disturbParts(open)])),
  discord: () => disturbLine(openDiscord, options),
  slack: () => disturbLine(openSlack, options),
};
const run = runs[values.fault];
if (!run) throw new Error(`--fault is one of ${Object.keys(runs).join(', ')}`);
const figures: Record<string, number> = { ...(await run()), seconds: seconds() };
for (const [name, value] of Object.entries(figures)) process.stdout.write(`${name.padEnd(16)}${value}\n`);
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
const { lost = 0, twice = 0, waiting = 0, faults = 0 } = figures;
process.exit(lost + twice + waiting + faults > 0 ? 1 : 0);
