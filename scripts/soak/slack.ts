import { setTimeout as sleep } from 'node:timers/promises';
import { readView } from '#platforms/slack/answering/blocks.ts';
import { startSlackEmulator } from '../../test/helpers/slack-emulator/emulator.ts';
import type { SlackMessage } from '../../test/helpers/slack-emulator/state.ts';
import { acknowledgedIn } from './figures.ts';
import type { World, WorldParts } from './soak.ts';

/** How long after the crowd has asked for pictures as many press. */
const untilPressedMs = 500;
const answerMs = 300_000;
const mostTries = 20;
/** Every so many-th event comes twice. */
const doubleEvery = 20;

/** People on an emulated Slack. */
export async function openSlack({ figures, random, tell }: WorldParts): Promise<World<SlackMessage>> {
  const slack = await startSlackEmulator();
  let count = 0;
  const newcomer = () => slack.person(`person ${++count}`);
  slack.socket.troubles.doubleEvery = doubleEvery;

  const within = (check: () => boolean): Promise<boolean> =>
    Promise.race([slack.until(check).then(() => true), sleep(answerMs, false, { ref: false })]);

  return {
    name: 'Slack',
    settings: { SLACK_BOT_TOKEN: slack.team.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    ready: () => slack.until(() => slack.socket.connected > 0),
    async paint(pictures) {
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
    },
    async press(board, picture) {
      await newcomer().presses(board, likeTitle(picture));
      return true;
    },
    async react(board) {
      await newcomer().reacts(board, '👍');
    },
    likes({ blocks }, picture) {
      const buttons = readView(blocks).buttons.flat();
      return Number(buttons.find(({ title }) => title === likeTitle(picture))?.label.split(' ')[2] ?? 0);
    },
    async crowd(people, board) {
      const crowd = Array.from({ length: people * 2 }, (_, index) => slack.person(`one of the crowd ${index}`));
      const painted = () => slack.messages.filter(hasPictures).length;
      const before = painted();
      const asked = crowd.slice(people).map((person) => person.types('/generate fox count:9'));
      await sleep(untilPressedMs);
      const waiting = people - (painted() - before);
      const pressed = crowd.slice(0, people).map((person) => person.presses(board, likeTitle(0)));
      const times = await Promise.all([...asked, ...pressed]);
      await slack.until(() => painted() - before >= people);
      return { acknowledged: acknowledgedIn(times, waiting), pressed: people };
    },
    cut() {
      if (random.uniform() < 0.7) slack.socket.drop();
      else slack.socket.refresh();
    },
    within,
    requests: () => slack.calls.length,
    faults: () => slack.faults,
    async close() {
      figures.duplicates = Math.floor(slack.deliveries.length / doubleEvery);
      await slack.close();
    },
  };
}

function likeTitle(picture: number): string {
  return `I like picture ${picture + 1}`;
}

function hasPictures({ blocks }: SlackMessage): boolean {
  return blocks.some(({ type }) => type === 'image');
}

function isInterrupted({ text }: SlackMessage): boolean {
  return text.includes('I was restarted') || text.includes('Cancelled');
}
