import { pino } from 'pino';
import type { Chat } from '#chat/chat.ts';
import { numberedSheet } from '#images/numbered-sheet.ts';
import type { SlackConfig } from '#platforms/slack/settings.ts';
import { type Slack, type SlackOptions, startSlack } from '#platforms/slack/slack.ts';
import { createTestChat, type TestChat } from '../../helpers/chat.ts';
import { keepInMemory } from '../../helpers/inbox.ts';
import { type SlackEmulator, startSlackEmulator } from '../../helpers/slack-emulator/emulator.ts';

export interface TestSlack {
  slack: SlackEmulator;
  easel: Slack;
  chat: TestChat;
  /** Everything that was logged, as lines of JSON. */
  logged: string[];
  /** Stops Easel, does something meanwhile, and starts it anew, as a deploy does. */
  restart(meanwhile?: () => void): Promise<void>;
  close(): Promise<void>;
}

export interface TestSlackOptions extends Partial<Omit<SlackOptions, 'config' | 'chat'>> {
  config?: Partial<SlackConfig>;
  /** Stands before the chat. */
  around?: (chat: Chat) => Chat;
  /** Before Easel starts. */
  prepare?: (slack: SlackEmulator) => void;
}

/** Texts of installations that are forgotten with the test. */
export function installInMemory(): SlackOptions['installations'] {
  const texts = new Map<string, string>();
  return {
    save: async (team, text) => void texts.set(team, text),
    find: async (team) => texts.get(team),
    remove: async (team) => void texts.delete(team),
  };
}

/** Easel on an emulated Slack, by Socket Mode, with its own commands over services that paint flat colours. */
export async function startTestSlack(options: TestSlackOptions = {}): Promise<TestSlack> {
  const { config, around = (chat) => chat, prepare, ...parts } = options;
  const slack = await startSlackEmulator();
  prepare?.(slack);
  const chat = await createTestChat();
  const logged: string[] = [];
  const inbox = keepInMemory();
  const installations = installInMemory();
  const start = () =>
    startSlack({
      chat: around(chat.chat),
      log: pino({}, { write: (line) => void logged.push(line) }),
      config: { botToken: slack.team.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl, port: 0, ...config },
      host: '127.0.0.1',
      inbox,
      postings: { note: async () => {} },
      left: async () => {},
      installations,
      stateSecret: 'a state secret of the tests',
      sheet: numberedSheet,
      ...parts,
    });
  let easel = await start();
  return {
    slack,
    chat,
    logged,
    get easel() {
      return easel;
    },
    async restart(meanwhile) {
      await easel.close();
      meanwhile?.();
      easel = await start();
    },
    async close() {
      await easel.close();
      await slack.close();
    },
  };
}
