import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Chat } from '#chat/chat.ts';
import { loadCommands } from '#chat/command/load.ts';
import type { Inbox } from '#chat/inbox.ts';
import { type ChatParts, createChat } from '#chat/router.ts';
import type { Database } from '#db/database.ts';
import { createId } from '#lib/ids.ts';
import { createLog } from '#lib/log.ts';
import { type Discord, type DiscordOptions, startDiscord } from '#platforms/discord/discord.ts';
import { commandsFolder } from './chat.ts';
import { openTestDatabase } from './database.ts';
import { type DiscordEmulator, type EmulatorOptions, startDiscordEmulator } from './discord-emulator/emulator.ts';
import type { EmulatedInteraction, EmulatedMessage } from './discord-emulator/world.ts';
import { createFakeServices, type FakeServices } from './services.ts';

export interface DiscordScene {
  emulator: DiscordEmulator;
  chat: Chat;
  services: FakeServices;
  db: Database;
  inbox: Inbox;
  /** The bot, as it runs now. */
  platform: Discord;
  /** Stops the bot, does something meanwhile, and starts it again. */
  restart(meanwhile?: () => void): Promise<void>;
  /** Waits until the answer to an interaction looks like that; its newest message unless told. */
  shows(interaction: EmulatedInteraction, matches: (message: EmulatedMessage) => boolean): Promise<EmulatedMessage>;
  /** Waits for the finished answer: one that has pictures, and no progress. */
  paints(interaction: EmulatedInteraction): Promise<EmulatedMessage>;
  /** Waits for the short word that only the person who asked sees. */
  tells(interaction: EmulatedInteraction): Promise<string>;
  close(): Promise<void>;
}

export interface SceneOptions {
  emulator?: EmulatorOptions;
  platform?: Partial<DiscordOptions>;
  chat?: Partial<ChatParts>;
  /** Stands before the chat. */
  around?: (chat: Chat) => Chat;
}

/** An emulated Discord with the bot on it: Easel's commands over fake services, and claims in a real database. */
export async function openDiscordScene(options: SceneOptions = {}): Promise<DiscordScene> {
  const emulator = await startDiscordEmulator(options.emulator);
  const folder = await mkdtemp(join(tmpdir(), 'easel-discord-'));
  const db = await openTestDatabase();
  const inbox: Inbox = db.events.inbox('discord');
  const services = createFakeServices();
  const log = createLog('silent');
  const limits = { burst: 10_000, perMinute: 10_000 };
  const { around = (chat: Chat) => chat } = options;
  const own = createChat({ commands: await loadCommands(commandsFolder), services, log, limits, ...options.chat });
  const chat = around(own);
  const start = () =>
    startDiscord({
      chat,
      token: emulator.world.token,
      apiUrl: emulator.api,
      cdnUrl: emulator.cdn,
      notebook: join(folder, 'discord.json'),
      inbox,
      postings: db.postings.of('discord'),
      log,
      times: { editMs: 5 },
      ...options.platform,
    });
  let platform = await start();

  const messagesOf = ({ original, source, followups }: EmulatedInteraction) =>
    [original === source ? undefined : original, ...followups].filter((message) => message && !message.deleted);
  const shows: DiscordScene['shows'] = (interaction, matches) =>
    emulator.world.until(`an answer to ${interaction.id}; there is ${describe(messagesOf(interaction))}`, () =>
      messagesOf(interaction).findLast((message) => message && !message.loading && matches(message)),
    );

  return {
    emulator,
    chat,
    services,
    db,
    inbox,
    get platform() {
      return platform;
    },
    async restart(meanwhile) {
      await platform.close();
      meanwhile?.();
      platform = await start();
    },
    shows,
    paints: (interaction) => shows(interaction, ({ attachments }) => attachments.length > 0),
    tells: async (interaction) => (await shows(interaction, ({ onlyFor }) => onlyFor === interaction.user.id)).content,
    async close() {
      await platform.close();
      await emulator.close();
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One scene for all tests of a file; each must leave no request that Discord's specification does not know. */
export function useDiscord(options?: SceneOptions): () => DiscordScene {
  let scene: DiscordScene;
  beforeAll(async () => {
    scene = await openDiscordScene(options);
  });
  afterEach(() => {
    expect(scene.emulator.faults).toEqual([]);
  });
  afterAll(() => scene.close());
  return () => scene;
}

/** A server of its own with a channel, someone who runs it and someone who does not. */
export function newServer({ emulator }: DiscordScene, ...options: Parameters<DiscordEmulator['guild']>[1][]) {
  const channel = emulator.guild(createId(), options[0]);
  return {
    channel,
    ana: emulator.person('ana', { manager: true, mayAddEmoji: true }),
    ben: emulator.person('ben'),
  };
}

function describe(messages: (EmulatedMessage | undefined)[]): string {
  return JSON.stringify(messages.map((message) => [message?.content, message?.attachments.length]));
}
