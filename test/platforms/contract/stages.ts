import { discord } from '#platforms/discord/platform.ts';
import type { Platform, RunningPlatform } from '#platforms/platform.ts';
import { slack } from '#platforms/slack/platform.ts';
import { startDiscordEmulator } from '../../helpers/discord-emulator/emulator.ts';
import { startSlackEmulator } from '../../helpers/slack-emulator/emulator.ts';
import type { Lines } from '../lines/lines.ts';
import { enter } from '../lines/person.ts';
import { lines } from '../lines/platform.ts';

/** A platform with something that stands for its other side. */
export interface Stage {
  /** Settings with which it starts. */
  settings: Record<string, string>;
  /** What of them it refuses, in place of the same. */
  refused: Record<string, string>;
  /** A place where Easel may speak. */
  workspace: string;
  channel: string;
  /** Somebody asks for help, and reads the answer. */
  asksForHelp(running: RunningPlatform): Promise<string>;
  /** Waits until somebody who is there reads these words. */
  reads(words: string): Promise<unknown>;
  close(): Promise<void>;
}

export interface Staged {
  platform: Platform;
  /** A variable with a value that cannot be. */
  wrong: Record<string, string>;
  open(): Promise<Stage>;
}

async function onDiscord(): Promise<Stage> {
  const emulator = await startDiscordEmulator();
  const channel = emulator.guild('Foxes');
  const { world } = emulator;
  return {
    settings: { DISCORD_TOKEN: world.token, DISCORD_API_URL: emulator.api },
    refused: { DISCORD_TOKEN: 'not.this.one' },
    workspace: channel.guild.id,
    channel: channel.id,
    async asksForHelp() {
      const asked = emulator.person('ana').commands(channel, 'help', {});
      const shown = () => [asked.original, ...asked.followups].find((message) => message?.content);
      return (await world.until('help', shown)).content;
    },
    reads: (words) => world.until(words, () => [...world.messages.values()].find(({ content }) => content === words)),
    close: () => emulator.close(),
  };
}

async function onSlack(): Promise<Stage> {
  const emulator = await startSlackEmulator();
  const sees = (words: string) => emulator.sees(({ text }) => text.includes(words));
  return {
    settings: {
      SLACK_BOT_TOKEN: emulator.team.botToken,
      SLACK_APP_TOKEN: emulator.appToken,
      SLACK_API_URL: emulator.apiUrl,
      SLACK_PORT: '0',
    },
    refused: { SLACK_APP_TOKEN: 'xapp-not-this-one' },
    workspace: emulator.team.id,
    channel: emulator.general.id,
    async asksForHelp() {
      await emulator.person('ana').types('/easel help');
      return (await sees('What I can do')).text;
    },
    reads: sees,
    close: () => emulator.close(),
  };
}

async function onLines(): Promise<Stage> {
  const token = 'a-token-of-the-lines';
  let ana: Awaited<ReturnType<typeof enter>> | undefined;
  return {
    settings: { LINES_PORT: '0', LINES_TOKEN: token },
    refused: { LINES_TOKEN: 'short' },
    workspace: 'all',
    channel: 'all',
    async asksForHelp(running) {
      ana = await enter((running as Lines).port, token, 'ana');
      return ana.asks('/help');
    },
    reads: async (words) => {
      const line = await ana!.reads();
      if (line !== words) throw new Error(`read ${line}`);
    },
    close: async () => ana?.leave(),
  };
}

export const staged: readonly Staged[] = [
  { platform: discord, wrong: { DISCORD_API_URL: 'nowhere' }, open: onDiscord },
  { platform: slack, wrong: { SLACK_PORT: 'eighty' }, open: onSlack },
  { platform: lines, wrong: { LINES_PORT: 'eighty' }, open: onLines },
];
