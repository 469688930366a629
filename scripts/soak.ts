import { parseArgs } from 'node:util';
import { soakDiscord } from './soak/discord.ts';
import { printFigures } from './soak/figures.ts';
import { soakSlack } from './soak/slack.ts';

/**
 * Lets emulated people use Easel for a long time, with everything that platforms do to bots: cut connections, events
 * that come twice, restarts and `kill -9`.
 *
 * npm run soak -- --platform discord|slack --events 10000 [--minutes 60] [--seed 1] [--people 100] [--json]
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

const soaks = { discord: soakDiscord, slack: soakSlack };
const soak = soaks[values.platform as keyof typeof soaks];
if (!soak) throw new Error(`--platform is one of ${Object.keys(soaks).join(', ')}`);
const figures = await soak({
  events: Number(values.events),
  minutes: Number(values.minutes),
  people: Number(values.people),
  seed: Number(values.seed),
  tell: (line) => process.stdout.write(`${line}\n`),
});
printFigures(figures, values.json);
process.exit(figures.lost || figures.doubled || figures.faults ? 1 : 0);
