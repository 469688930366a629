import { parseArgs } from 'node:util';
import { readNumber } from './numbers.ts';
import { openDiscord } from './soak/discord.ts';
import { printFigures } from './soak/figures.ts';
import { openSlack } from './soak/slack.ts';
import { type SoakOptions, soak } from './soak/soak.ts';

/**
 * Lets emulated people use Easel for a long time, with everything that platforms do to bots: cut connections, events
 * that come twice, restarts and `kill -9`.
 *
 * npm run dev -- soak --platform discord|slack --events 10000 [--minutes 60] [--seed 1] [--people 100] [--json]
 */
const { values } = parseArgs({
  options: {
    platform: { type: 'string', default: 'discord' },
    events: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '600' },
    people: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const options: SoakOptions = {
  events: readNumber('events', values.events, { least: 1, most: 1e7 }),
  minutes: readNumber('minutes', values.minutes, { above: 0, most: 100_000 }),
  people: readNumber('people', values.people, { least: 1, most: 10_000 }),
  seed: readNumber('seed', values.seed, { least: 0, most: 2 ** 32 - 1 }),
  tell: (line) => process.stdout.write(`${line}\n`),
};
const soaks: Record<string, () => ReturnType<typeof soak>> = {
  discord: () => soak(openDiscord, options),
  slack: () => soak(openSlack, options),
};
const run = soaks[values.platform];
if (!run) throw new Error(`--platform is one of ${Object.keys(soaks).join(', ')}`);
const figures = await run();
printFigures(figures, values.json);
process.exit(figures.lost || figures.doubled || figures.faults ? 1 : 0);
