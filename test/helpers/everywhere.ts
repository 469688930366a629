import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Execute } from '#db/connection.ts';
import { numberedSheet } from '#images/numbered-sheet.ts';
import { createLog } from '#lib/log.ts';
import { startDiscord } from '#platforms/discord/discord.ts';
import type { RunningPlatform } from '#platforms/platform.ts';
import { startSlack } from '#platforms/slack/slack.ts';
import { createFileStore } from '#platforms/web/pictures/files.ts';
import { createTakeBack, type TakeBack, type TakesBack } from '../../src/take-back.ts';
import { installInMemory } from '../platforms/slack/start-test-slack.ts';
import { startTestWeb, type TestWeb } from '../platforms/web/start-test-web.ts';
import { type DiscordEmulator, startDiscordEmulator } from './discord-emulator/emulator.ts';
import { openTestEasel, type TestEasel } from './easel.ts';
import { type SlackEmulator, startSlackEmulator } from './slack-emulator/emulator.ts';

/** The whole of Easel with a tiny model, on emulated Discord and Slack and on the web, as `src/start.ts` wires it. */
export interface Everywhere {
  easel: TestEasel;
  discord: DiscordEmulator;
  slack: SlackEmulator;
  web: TestWeb;
  /** Where the web keeps files. */
  filesFolder: string;
  takeBack: TakeBack;
  /** Those that are there, by name. */
  platforms(): ReadonlyMap<string, Pick<RunningPlatform, 'post'>>;
  /** Asks the database itself. */
  execute: Execute;
  /** Platforms that are away: nothing is taken back there. */
  away: Set<string>;
  close(): Promise<void>;
}

export async function openEverywhere(): Promise<Everywhere> {
  const log = createLog('silent');
  const [easel, discord, slack] = await Promise.all([openTestEasel(), startDiscordEmulator(), startSlackEmulator()]);
  const { chat, db } = easel;
  const filesFolder = await mkdtemp(join(tmpdir(), 'easel-everywhere-'));
  const files = await createFileStore(filesFolder);
  const { createMessage: create, updateMessage: update, findMessage: find } = db.messages;
  const { listMessages: list, listMessagesSince: since } = db.messages;
  const postings = (platform: string) => db.postings.of(platform);
  const web = await startTestWeb({
    ...{ chat, files, gallery: easel.services, postings: postings('web') },
    store: { create, update, find, list, since },
  });
  const onDiscord = await startDiscord({
    ...{ chat, log, token: discord.world.token, apiUrl: discord.api, cdnUrl: discord.cdn },
    notebook: join(filesFolder, 'discord.json'),
    ...{ inbox: db.events.inbox('discord'), postings: postings('discord'), times: { editMs: 5 } },
  });
  const onSlack = await startSlack({
    ...{ chat, log, host: '127.0.0.1', inbox: db.events.inbox('slack'), postings: postings('slack') },
    config: { botToken: slack.team.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl, port: 0 },
    ...{ installations: installInMemory(), stateSecret: 'of the tests', sheet: numberedSheet },
    left: (team) => db.workspaces.noteLeft('slack', team),
  });
  const away = new Set<string>();
  const running = new Map<string, TakesBack & Pick<RunningPlatform, 'post'>>([
    ['web', web],
    ['discord', onDiscord],
    ['slack', onSlack],
  ]);
  const platforms = () => new Map([...running].filter(([name]) => !away.has(name)));
  const takeBack = createTakeBack({ db, show: easel.show, platforms, log });
  easel.onGone(async (gone) => {
    if (gone) await web.forget(gone);
    await takeBack.pass();
  });
  return {
    ...{ easel, discord, slack, web, filesFolder, takeBack, away, platforms, execute: easel.execute },
    async close() {
      await Promise.all([onDiscord.close(), onSlack.close()]);
      await web.close();
      await Promise.all([discord.close(), slack.close(), easel.close()]);
      await rm(filesFolder, { recursive: true });
    },
  };
}
