import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '#lib/random.ts';
import { readView } from '#platforms/slack/blocks.ts';
import { type SlackEmulator, startSlackEmulator } from '../../test/helpers/slack-emulator/emulator.ts';
import type { SlackMessage } from '../../test/helpers/slack-emulator/state.ts';
import { startEasel } from './easel-process.ts';
import {
  type Acknowledged,
  acknowledgedIn,
  acknowledgedInWords,
  noFigures,
  type SoakFigures,
  type SoakOptions,
} from './figures.ts';

const boards = 10;
const picturesPerBoard = 4;
const atOnce = 200;
/** The longest time from people's acting to the next disturbance. */
const calmMs = 2000;
/** How long after the crowd has asked for pictures as many press. */
const untilPressedMs = 500;
const answerMs = 300_000;
const mostTries = 20;

/** One picture's 👍: how many there must be in the end. */
interface Tally {
  board: SlackMessage;
  /** From 1. */
  number: number;
  expected: number;
}

/**
 * People on an emulated Slack press, react and paint; Easel runs as in life, with its own database and model, and its
 * sockets are cut, its events doubled and itself restarted and killed meanwhile. Everybody does one thing once, so that counts tell
 * what was lost or doubled.
 */
export async function soakSlack({ events, minutes, people, seed, tell }: SoakOptions): Promise<SoakFigures> {
  const began = performance.now();
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'easel-soak-'));
  const slack = await startSlackEmulator();
  const settings = {
    DATA_DIR: folder,
    SLACK_BOT_TOKEN: slack.team.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  };
  let easel = await startEasel(settings);
  const figures = noFigures();
  let count = 0;
  const newcomer = () => slack.person(`person ${++count}`);

  const within = (check: () => boolean): Promise<boolean> =>
    Promise.race([slack.until(check).then(() => true), sleep(answerMs, false, { ref: false })]);

  /** Asks for pictures until they come; being told of a restart is a reason to ask again. */
  const paint = async (pictures: number): Promise<SlackMessage | undefined> => {
    for (let tries = 0; tries < mostTries; tries++) {
      const root = newcomer().posts('what shall we paint?');
      await newcomer().mentions(`generate fox count:${pictures}`, { thread: root.ts });
      const answers = () =>
        slack.messages.filter(({ thread, user }) => thread === root.ts && user === slack.team.botUser);
      if (!(await within(() => answers().some((answer) => hasPictures(answer) || isInterrupted(answer))))) {
        tell(`no pictures, but ${JSON.stringify(answers().map(({ text }) => text))}`);
        return undefined;
      }
      const [painted, ...more] = answers().filter(hasPictures);
      figures.doubled += more.length;
      figures.stale += answers().filter((answer) => !hasPictures(answer) && !isInterrupted(answer)).length;
      if (painted) return painted;
      figures.retried++;
    }
    return undefined;
  };

  await slack.until(() => slack.socket.connected > 0);
  tell(`Easel is on the emulated Slack; ${boards} boards are painted`);
  const painted = await Promise.all(Array.from({ length: boards }, () => paint(picturesPerBoard)));
  const tallies = painted.flatMap((board): Tally[] =>
    board ? Array.from({ length: picturesPerBoard }, (_, index) => ({ board, number: index + 1, expected: 0 })) : [],
  );
  figures.acknowledged = await measureCrowd(slack, people, tallies[0]!);
  tell(`Acknowledged with ${people} people at once: ${acknowledgedInWords(figures.acknowledged)}`);

  const act = async (): Promise<void> => {
    const tally = tallies[random.integer(tallies.length)]!;
    const kind = random.uniform();
    if (kind < 0.1) {
      if (!(await paint(1))) figures.lost++;
    } else if (kind < 0.4) {
      for (const one of tallies.filter(({ board }) => board === tally.board)) one.expected++;
      await newcomer().reacts(tally.board, '👍');
    } else {
      tally.expected++;
      await newcomer().presses(tally.board, like(tally));
    }
  };
  const again = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await easel.end(signal);
    easel = await startEasel(settings);
  };
  const disturb = async (): Promise<void> => {
    const kind = random.uniform();
    if (kind < 0.4) {
      slack.socket.drop();
      figures.drops++;
    } else if (kind < 0.6) {
      slack.socket.refresh();
      figures.drops++;
    } else if (kind < 0.72) {
      await again('SIGTERM');
      figures.restarts++;
    } else if (kind < 0.88) {
      await again('SIGKILL');
      figures.kills++;
    }
  };

  slack.socket.troubles.doubleEvery = 20;
  const isLate = () => performance.now() - began > minutes * 60_000;
  for (; figures.events < events && !isLate(); figures.events += atOnce) {
    const acting = Array.from({ length: atOnce }, () => act());
    await sleep(random.uniform() * calmMs);
    await disturb();
    await Promise.all(acting);
    figures.duplicates += Math.floor(atOnce / 20);
    if (figures.events % 1000 === 0) {
      const { events: done, restarts, kills, lost } = figures;
      tell(`${done} of ${events} events; ${restarts} restarts, ${kills} kills, ${lost} lost`);
    }
  }
  await within(() => tallies.every((tally) => likes(tally) === tally.expected));
  for (const tally of tallies) {
    figures.lost += Math.max(0, tally.expected - likes(tally));
    figures.doubled += Math.max(0, likes(tally) - tally.expected);
  }
  for (const fault of slack.faults.slice(0, 10)) tell(fault);
  figures.requests = slack.calls.length;
  figures.faults = slack.faults.length;
  figures.seconds = Math.round((performance.now() - began) / 1000);
  await easel.end('SIGTERM');
  await slack.close();
  await rm(folder, { recursive: true, force: true });
  return figures;
}

/** Fills the studio with pictures to paint; then as many people again press one button at once. */
async function measureCrowd(slack: SlackEmulator, people: number, tally: Tally): Promise<Acknowledged> {
  const crowd = Array.from({ length: people * 2 }, (_, index) => slack.person(`one of the crowd ${index}`));
  const painted = () => slack.messages.filter(hasPictures).length;
  const before = painted();
  const asked = crowd.slice(people).map((person) => person.types('/generate fox count:9'));
  await sleep(untilPressedMs);
  const waiting = people - (painted() - before);
  const pressed = crowd.slice(0, people).map((person) => person.presses(tally.board, like(tally)));
  tally.expected += people;
  const times = await Promise.all([...asked, ...pressed]);
  await slack.until(() => painted() - before >= people);
  return acknowledgedIn(times, waiting);
}

function like({ number }: Tally): string {
  return `I like picture ${number}`;
}

function hasPictures({ blocks }: SlackMessage): boolean {
  return blocks.some(({ type }) => type === 'image');
}

function isInterrupted({ text }: SlackMessage): boolean {
  return text.includes('I was restarted') || text.includes('Cancelled');
}

function likes(tally: Tally): number {
  const buttons = readView(tally.board.blocks).buttons.flat();
  return Number(buttons.find(({ title }) => title === like(tally))?.label.split(' ')[1] ?? 0);
}
