import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createLog } from '#lib/log.ts';
import { openNotebook } from '#platforms/discord/notebook.ts';
import { newServer, useDiscord } from '../../helpers/discord.ts';
import { addMessage } from '../../helpers/discord-emulator/messages.ts';
import type { EmulatedInteraction } from '../../helpers/discord-emulator/world.ts';

const discord = useDiscord();
const log = createLog('silent');
const path = async () => join(await mkdtemp(join(tmpdir(), 'easel-notebook-')), 'discord.json');
const session = { sessionId: 'one', sequence: 7, shardId: 0, shardCount: 1, resumeURL: 'ws://127.0.0.1:1' };

describe('an answer that a restart cuts off', () => {
  it('says so, and is not run again; those that can be ended are ended', async () => {
    const { channel, ana } = newServer(discord());
    const { services, restart, shows, paints } = discord();
    services.studio.hold(3, 600_000);
    const message = await shows(ana.commands(channel, 'generate', { prompt: 'fox' }), ({ content }) =>
      content.includes('Number 3'),
    );
    const jobs = services.studio.jobs.length;
    await restart();
    expect(message.content).toContain('interrupted by a restart');
    expect(message.components).toEqual([]);
    expect(services.studio.jobs).toHaveLength(jobs);
    services.studio.release();
    await paints(ana.commands(channel, 'generate', { prompt: 'fox' }));
  });
});

describe('what was acknowledged by a start that was cut off before it did anything', () => {
  it('is done by the next start, late as it is', async () => {
    const { channel, ana, ben } = newServer(discord());
    const { emulator, restart, paints } = discord();
    const { world } = emulator;
    const message = await paints(ana.commands(channel, 'generate', { prompt: 'fox', count: 1 }));
    const acknowledged = { type: 5, afterMs: 100 };
    const asked: EmulatedInteraction[] = [];
    await restart(() => {
      const command = ana.commands(channel, 'generate', { prompt: 'cat' });
      command.callback = acknowledged;
      command.original = addMessage(world, { channel, author: world.bot, loading: true });
      const press = ben.presses(message, '👍');
      press.callback = { ...acknowledged, type: 6 };
      press.original = message;
      asked.push(command, press);
      world.time.advance(60_000);
    });
    expect((await paints(asked[0]!)).content).toContain('**cat 🐱**');
    await world.until('the vote', () => message.components[0]?.components?.[0]?.label === '👍 1');
  });
});

describe('what a start had written down when it was killed', () => {
  it('is done by the next one, though Discord sends it no more, and once where it does', async () => {
    const { channel, ana, ben } = newServer(discord());
    const { emulator, db, restart, paints } = discord();
    const { world, gateway } = emulator;
    const message = await paints(ana.commands(channel, 'generate', { prompt: 'fox', count: 1 }));
    const inbox = db.events.inbox('discord');
    await restart(() => {
      const press = ben.presses(message, '👍');
      press.callback = { type: 6, afterMs: 100 };
      press.original = message;
      void inbox.receive(press.id, gateway.last());
      world.time.advance(60_000);
    });
    await world.until('the vote', () => message.components[0]?.components?.[0]?.label === '👍 1');
    await restart(() => gateway.forget());
    ana.presses(message, '❤️');
    await world.until('the favourite', () => message.components[0]?.components?.[2]?.label === '❤️ 1');
    expect(message.components[0]?.components?.[0]?.label).toBe('👍 1');
    await vi.waitFor(async () => expect(await inbox.open()).toEqual([]));
  });

  it('is said to be interrupted where its answer had begun', async () => {
    const { channel, ana } = newServer(discord());
    const { db, services, restart, shows } = discord();
    services.studio.hold(3, 600_000);
    const asked = ana.commands(channel, 'generate', { prompt: 'fox' });
    const message = await shows(asked, ({ content }) => content.includes('Number 3'));
    const inbox = db.events.inbox('discord');
    await vi.waitFor(async () => expect(await inbox.open()).toMatchObject([{ answer: { message: message.id } }]));
    const left = await inbox.open();
    services.studio.release();
    await shows(asked, ({ attachments }) => attachments.length > 0);
    await vi.waitFor(async () => expect(await inbox.open()).toEqual([]));
    await restart(() => {
      discord().inbox.open = async () => left;
    });
    expect(message.content).toContain('interrupted by a restart');
  });
});

describe('the notebook', () => {
  it('keeps a session for the next start', async () => {
    const file = await path();
    const first = await openNotebook(file, log);
    first.keepSession(0, session);
    await first.close();
    const second = await openNotebook(file, log);
    expect(second.session(0)).toEqual(session);
    second.keepSession(0, null);
    await second.close();
    expect(JSON.parse(await readFile(file, 'utf8')).sessions).toEqual({});
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('lets Discord send again what was not dealt with before a crash', async () => {
    const file = await path();
    const written = async () => JSON.parse(await readFile(file, 'utf8').catch(() => '{}')).sessions?.[0]?.sequence;
    const notebook = await openNotebook(file, log);
    const [settleFifth, settleSixth] = [5, 6].map((sequence) => notebook.receive(0, sequence));
    notebook.keepSession(0, session);
    settleSixth!();
    await vi.waitFor(async () => expect(await written()).toBe(4), { timeout: 20_000 });
    settleFifth!();
    await vi.waitFor(async () => expect(await written()).toBe(7), { timeout: 20_000 });
  });

  it('is begun anew where it is damaged', async () => {
    const file = await path();
    await writeFile(file, '{"sessions":');
    expect((await openNotebook(file, log)).session(0)).toBeNull();
  });
});
