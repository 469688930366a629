import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '#lib/random.ts';
import { readView } from '#platforms/slack/blocks.ts';
import { type SlackEmulator, startSlackEmulator } from '../../test/helpers/slack-emulator/emulator.ts';
import type { SlackMessage } from '../../test/helpers/slack-emulator/state.ts';
import { startEasel } from './easel-process.ts';
import { quantile, type SoakFigures, type SoakOptions } from './figures.ts';

const boards = 10;
const picturesPerBoard = 4;
const atOnce = 50;
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
 * sockets are cut, its events doubled and itself restarted meanwhile. Everybody does one thing once, so that counts tell
 * what was lost or doubled.
 */
export async function soakSlack({ events, people, seed, tell }: SoakOptions): Promise<SoakFigures> {
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
  const figures: SoakFigures = {
    events,
    lost: 0,
    doubled: 0,
    faults: 0,
    retried: 0,
    drops: 0,
    duplicates: 0,
    restarts: 0,
    kills: 0,
    acknowledged: { p50: 0, p99: 0, most: 0 },
    seconds: 0,
  };
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
      if (!(await within(() => answers().some((answer) => hasPictures(answer) || isInterrupted(answer)))))
        return undefined;
      figures.doubled += answers().length - 1;
      const painted = answers().find(hasPictures);
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
  figures.acknowledged = await measureCrowd(slack, people);
  tell(`With ${people} people at once the 99th percentile of acknowledgements is ${figures.acknowledged.p99} ms`);

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
      await newcomer().presses(tally.board, `I like picture ${tally.number}`);
    }
  };
  const disturb = async (): Promise<void> => {
    const kind = random.uniform();
    if (kind < 0.3) {
      slack.socket.drop();
      figures.drops++;
    } else if (kind < 0.4) {
      slack.socket.refresh();
      figures.drops++;
    } else if (kind < 0.5) {
      await easel.end('SIGTERM');
      easel = await startEasel(settings);
      figures.restarts++;
    }
  };

  slack.socket.troubles.doubleEvery = 20;
  for (let done = 0; done < events; done += atOnce) {
    const acting = Array.from({ length: Math.min(atOnce, events - done) }, () => act());
    await disturb();
    await Promise.all(acting);
    figures.duplicates += Math.floor(atOnce / 20);
    if (done % 1000 === 0) tell(`${done} of ${events} events`);
  }
  await within(() => tallies.every((tally) => likes(tally) === tally.expected));
  for (const tally of tallies) {
    figures.lost += Math.max(0, tally.expected - likes(tally));
    figures.doubled += Math.max(0, likes(tally) - tally.expected);
  }
  for (const fault of slack.faults.slice(0, 10)) tell(fault);
  figures.faults = slack.faults.length;
  figures.seconds = Math.round((performance.now() - began) / 1000);
  await easel.end('SIGTERM');
  await slack.close();
  await rm(folder, { recursive: true, force: true });
  return figures;
}

/** Fills the studio with pictures to paint, then lets everybody ask at once. */
async function measureCrowd(slack: SlackEmulator, count: number): Promise<SoakFigures['acknowledged']> {
  const crowd = Array.from({ length: count }, (_, index) => slack.person(`one of the crowd ${index}`));
  const asked = crowd.map((person) => person.types('/generate fox count:9'));
  const times = await Promise.all([...asked, ...crowd.map((person) => person.types('/queue'))]);
  await slack.until(() => slack.messages.filter(hasPictures).length >= count);
  const [p50, p99, most] = [0.5, 0.99, 1].map((q) => Math.round(quantile(times, q)));
  return { p50: p50!, p99: p99!, most: most! };
}

function hasPictures({ blocks }: SlackMessage): boolean {
  return blocks.some(({ type }) => type === 'image');
}

function isInterrupted({ text }: SlackMessage): boolean {
  return text.includes('I was restarted') || text.includes('Cancelled');
}

function likes({ board, number }: Tally): number {
  const buttons = readView(board.blocks).buttons.flat();
  return Number(buttons.find(({ title }) => title === `I like picture ${number}`)?.label.split(' ')[1] ?? 0);
}
