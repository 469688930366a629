import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCommands } from '#chat/command/load.ts';
import { shortcutsOf } from '#chat/pressing/shortcuts.ts';
import { numberedSheet } from '#images/numbered-sheet.ts';
import { loadConfig } from '#lib/config.ts';
import { knownSecrets } from '#lib/known-secrets.ts';
import { createLog } from '#lib/log.ts';
import type { PlatformParts, RunningPlatform } from '#platforms/platform.ts';
import { platforms } from '../../../src/platforms.ts';
import { commandsFolder, createTestChat } from '../../helpers/chat.ts';
import { keepInMemory } from '../../helpers/inbox.ts';
import { installInMemory } from '../slack/start-test-slack.ts';
import { type Stage, staged } from './stages.ts';

it('every platform of Easel is held to this contract', () => {
  expect(staged.map(({ platform }) => platform)).toEqual(expect.arrayContaining([...platforms]));
});

describe.each(staged)('$platform.title', ({ platform, wrong, open }) => {
  const { name } = platform;
  const settingsOf = (env: Record<string, string>) => loadConfig(env, [platform]).platforms.get(name);
  let folder: string;
  let stage: Stage;
  let running: RunningPlatform;
  let start: (settings: Record<string, string>) => Promise<RunningPlatform>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-contract-'));
    stage = await open();
    const parts: PlatformParts = {
      chat: (await createTestChat()).chat,
      ...{ log: createLog('silent'), dataDir: folder, host: '127.0.0.1', stateSecret: 'of the tests' },
      ...{ inbox: keepInMemory(), postings: { note: async () => {} }, left: async () => {} },
      ...{ installations: installInMemory(), sheet: numberedSheet },
    };
    start = (settings) => platform.start(settingsOf(settings), parts);
    running = await start(stage.settings);
  });
  afterAll(async () => {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('has a name for the database, and a title for people', () => {
    expect(name).toMatch(/^[a-z]{2,20}$/);
    expect(platform.title).toMatch(/^[A-Z]/);
    expect(platform.capabilities.animations.length).toBeGreaterThan(0);
    expect(platform.capabilities.emojiBytes).toBeGreaterThan(0);
  });

  it('is off where nothing is set, and its check says what to set', async () => {
    const nothing = settingsOf({});
    expect(platform.isSet(nothing)).toBe(false);
    const chat = { commands: new Map(), shortcuts: new Map() };
    expect(await platform.check(nothing, chat)).toEqual([
      { state: 'ok', found: expect.stringMatching(/^not set up; set [A-Z_]+ to be there$/) },
    ]);
  });

  it('is on with its settings, and nobody reads the secret ones in a log', () => {
    const config = loadConfig(stage.settings, [platform]);
    expect(platform.isSet(config.platforms.get(name))).toBe(true);
    const secrets = Object.entries(stage.settings).filter(([variable]) => /TOKEN|SECRET/.test(variable));
    expect(secrets.length).toBeGreaterThan(0);
    expect(knownSecrets(config, [platform])).toEqual(expect.arrayContaining(secrets.map(([, value]) => value)));
  });

  it('names a setting that is wrong', () => {
    const [[variable, value]] = Object.entries(wrong) as [[string, string]];
    const reading = () => settingsOf({ ...stage.settings, ...wrong });
    expect(reading).toThrow(
      expect.objectContaining({ code: 'bad_config', message: expect.stringContaining(variable) }),
    );
    expect(reading).not.toThrow(value);
  });

  it('says in words what it refuses', async () => {
    const settings = { ...stage.settings, ...stage.refused };
    await expect(start(settings)).rejects.toMatchObject({ code: 'bad_config', message: expect.stringMatching(/\.$/) });
  });

  it('can be told of every command, as data, where it has to be', async () => {
    if (!platform.registration) return;
    const commands = await loadCommands(commandsFolder);
    const told = JSON.stringify(await platform.registration({ commands, shortcuts: shortcutsOf(commands) }));
    expect([...commands.keys()].filter((command) => command !== 'help' && !told.includes(command))).toEqual([]);
  });

  it('hears people, answers them, and says something of its own accord', async () => {
    expect(await running.connected()).toBe(true);
    expect(await stage.asksForHelp(running)).toContain('What I can do');
    await running.post!(stage.workspace, stage.channel, { text: 'news of the night' });
    await stage.reads('news of the night');
  });

  it('hears nothing more once it is closed', async () => {
    await running.close();
    expect(await running.connected()).toBe(false);
  });
});
