import { startSlackEmulator } from '../../test/helpers/slack-emulator/emulator.ts';
import type { Asked, Platform } from './line.ts';

/** People on an emulated Slack. */
export async function openSlack(): Promise<Platform> {
  const slack = await startSlackEmulator();
  let people = 0;
  return {
    settings: { SLACK_BOT_TOKEN: slack.team.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    line: slack.line,
    handsOverLater: true,
    ready: () => slack.until(() => slack.socket.connected > 0),
    ask(random): Asked {
      const person = slack.person(`person ${++people}`);
      const { id: channel } = slack.channel({ joined: true });
      const words = `generate ${random.uniform() < 0.9 ? 'fox' : 'qwertyuiop'} count:1`;
      const types = random.uniform() < 0.5;
      let isTaken = false;
      const acknowledged = types ? person.types(`/${words}`, { channel }) : person.mentions(words, { channel });
      void acknowledged.then(() => {
        isTaken = true;
      });
      const answers = () =>
        slack.messages.filter((message) => message.channel === channel && message.user === slack.team.botUser);
      return {
        name: `${types ? 'a command' : 'a mention'} of person ${people}`,
        isTaken: () => isTaken,
        answers: () =>
          answers()
            .filter(({ deleted }) => !deleted)
            .map(({ text, blocks }) => ({ text, pictures: blocks.filter(({ type }) => type === 'image').length })),
      };
    },
    cutEvents(away) {
      slack.socket.troubles.away = away;
      if (away) slack.socket.drop();
    },
    requests: () => slack.calls.length,
    faults: () => slack.faults,
    close: slack.close,
  };
}
