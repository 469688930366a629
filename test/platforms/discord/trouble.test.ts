import '../../helpers/fetch-first.ts';

import { pino } from 'pino';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { Api } from '#platforms/discord/api.ts';
import { newServer, useDiscord } from '../../helpers/discord.ts';
import { Failure } from '../../helpers/discord-emulator/failure.ts';
import type { EmulatedInteraction } from '../../helpers/discord-emulator/world.ts';
import { type Fate, oneAfterTheOther } from '../../helpers/line.ts';
import { areRequestsUnderWay } from '../../helpers/requests.ts';
import { createHastyTimer } from '../../helpers/timer.ts';

// A loaded machine takes longer over a request: by this clock that is no time, or an acknowledgement would come too late.
const timer = createHastyTimer(undefined, areRequestsUnderWay);
const logged: string[] = [];
const log = pino({}, { write: (line) => void logged.push(line) });
const discord = useDiscord({ platform: { timer, log } });

afterEach(() => {
  const { emulator, services } = discord();
  emulator.line.fate = () => 'through';
  emulator.refuse = () => undefined;
  services.studio.release();
  services.studio.jobs.length = 0;
});

const now = () => timer.now().getTime();
const isAcknowledgement = (path: string) => path.endsWith('/callback');
const isFollowup = (path: string) => /\/webhooks\/\d+\/[^/]+\?/.test(path);
const messagesOf = ({ original, source, followups }: EmulatedInteraction) =>
  [original === source ? undefined : original, ...followups].filter((message) => message && !message.deleted);
const waitsInLine = (asked: EmulatedInteraction) =>
  discord().shows(asked, ({ content }) => content.includes('Number 3'));

describe('a line on which three of ten requests fail', () => {
  it('keeps nobody from their answer, and gives nobody two', async () => {
    const { emulator, shows } = discord();
    const { channel, ben } = newServer(discord());
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = createRandom(seed);
    const faults: Fate[] = ['error', 'cut', 'done, then cut'];
    emulator.line.fate = () => (random.uniform() < 0.3 ? faults[random.integer(3)]! : 'through');
    const asked = Array.from({ length: 24 }, (_, index) =>
      emulator.person(`person${index}`).commands(channel, 'generate', { prompt: 'fox', count: 1 }),
    );
    await emulator.world.until(`an answer to everybody, with the seed ${seed}`, () =>
      asked.every((one) => messagesOf(one).some((message) => message?.attachments.length === 1)),
    );
    expect(
      asked.map((one) => messagesOf(one).length),
      `seed ${seed}`,
    ).toEqual(asked.map(() => 1));
    const varied = asked.map(({ original }) => ben.presses(original!, 'Vary'));
    await Promise.all(varied.map((one) => shows(one, ({ attachments }) => attachments.length > 0)));
    expect(
      varied.map((one) => messagesOf(one).length),
      `seed ${seed}`,
    ).toEqual(varied.map(() => 1));
    expect(emulator.line.failed).toBeGreaterThan(20);
  });
});

describe('an outage of Discord', () => {
  it.each([1, 10, 60])('of %d s after the acknowledgement delays the answer', async (seconds) => {
    const { emulator, services, paints } = discord();
    const { channel, ana } = newServer(discord());
    services.studio.hold(3, 600_000);
    const asked = ana.commands(channel, 'generate', { prompt: 'fox' });
    await waitsInLine(asked);
    const end = now() + seconds * 1000;
    emulator.line.fate = () => (now() < end ? 'cut' : 'through');
    services.studio.release();
    expect((await paints(asked)).content).toContain('**fox 🦊**');
    expect(now()).toBeGreaterThanOrEqual(end);
  });

  it('that outlasts the interaction’s token ends with an edit of the bot’s own', async () => {
    const { emulator, services, paints } = discord();
    const { channel, ana } = newServer(discord());
    services.studio.hold(3, 600_000);
    const asked = ana.commands(channel, 'generate', { prompt: 'fox' });
    await waitsInLine(asked);
    const end = now() + 15.5 * 60_000;
    emulator.line.fate = () => (now() < end ? 'cut' : 'through');
    emulator.world.time.advance(16 * 60_000);
    services.studio.release();
    await paints(asked);
    const edit = emulator.requests.findLast(
      ({ path, method }) => method === 'PATCH' && path.endsWith(asked.original!.id),
    );
    expect(edit?.path).toBe(`/channels/${channel.id}/messages/${asked.original!.id}`);
  });

  it('that swallows acknowledgements runs nothing of which people were told that it failed', async () => {
    const { emulator, services, paints } = discord();
    const { channel, ana } = newServer(discord());
    emulator.line.fate = (path) => (isAcknowledgement(path) ? 'error' : 'through');
    const failed = ana.commands(channel, 'generate', { prompt: 'fox' });
    await emulator.world.until('a look whether it was acknowledged', () =>
      emulator.requests.some(({ path }) => path.includes(failed.token) && path.endsWith('@original')),
    );
    emulator.line.fate = () => 'through';
    await paints(ana.commands(channel, 'generate', { prompt: 'cat' }));
    expect(services.studio.jobs).toMatchObject([{ prompt: 'cat' }]);
  });

  it('that swallows only the answers to acknowledgements keeps nobody waiting', async () => {
    const { emulator, paints } = discord();
    const { channel, ana } = newServer(discord());
    emulator.line.fate = oneAfterTheOther(['done, then cut', ...Array<Fate>(40).fill('error')], isAcknowledgement);
    await paints(ana.commands(channel, 'generate', { prompt: 'fox' }));
  });

  it('that swallows the answer to a new message makes it once', async () => {
    const { emulator, shows, paints, platform } = discord();
    const { channel, ana } = newServer(discord());
    const message = await paints(ana.commands(channel, 'generate', { prompt: 'fox', count: 1 }));
    emulator.line.fate = oneAfterTheOther(['done, then cut', 'done, then cut'], isFollowup);
    const varied = ana.presses(message, 'Vary');
    await shows(varied, ({ attachments }) => attachments.length > 0);
    expect(varied.followups).toHaveLength(1);
    const news = `/channels/${channel.id}/messages`;
    emulator.line.fate = oneAfterTheOther(['done, then cut'], (path) => path.endsWith(news));
    await platform.post(channel.guild.id, channel.id, { text: 'news of the night' });
    const posted = [...emulator.world.messages.values()].filter(({ content }) => content === 'news of the night');
    expect(posted).toHaveLength(1);
  });
});

describe('a request that is given up while pictures are sent', () => {
  it('ends nothing else', async () => {
    const { emulator } = discord();
    const api = new Api({ token: emulator.world.token, apiUrl: emulator.api, patienceMs: 0 });
    const send = (_: unknown, index: number) => {
      const files = [{ name: 'large.png', contentType: 'image/png', data: Buffer.alloc(10_000 * index) }];
      const signal = AbortSignal.timeout(index % 12);
      return api.post('/channels/1/messages', { body: {}, files, signal }).catch((error: Error) => error.name);
    };
    const thrown: unknown[] = [];
    const note = (error: unknown) => void thrown.push(error);
    process.on('unhandledRejection', note).on('uncaughtException', note);
    onTestFinished(() => void process.off('unhandledRejection', note).off('uncaughtException', note));
    const given = await Promise.all(Array.from({ length: 60 }, send));
    expect(given).toContain('AbortError');
    expect(thrown).toEqual([]);
  });
});

describe('a last edit that Discord refuses', () => {
  const noPermission = new Failure(403, 50013, 'Missing Permissions');
  const refusals: [string, Failure, string][] = [
    ['a permission that is missing', noPermission, 'does not let me do that here'],
    ['a form that it does not take', new Failure(400, 50035, 'Invalid Form Body'), 'does not take it in this form'],
    ['files that are too large', new Failure(413, 40005, 'Request entity too large'), 'takes no files of that size'],
  ];

  it.each(refusals)('for %s is explained where the answer was to be', async (_, refusal, words) => {
    const { emulator, shows } = discord();
    const { channel, ana } = newServer(discord());
    emulator.refuse = ({ files }) => (files.size ? refusal : undefined);
    const asked = ana.commands(channel, 'generate', { prompt: 'fox' });
    const message = await shows(asked, ({ content }) => content.includes(words));
    expect(message.id).toBe(asked.original?.id);
    expect(messagesOf(asked)).toHaveLength(1);
  });

  it('of any kind there is explained to the asker alone, or in their direct messages', async () => {
    const { emulator, services, shows } = discord();
    const { world } = emulator;
    const { channel, ana, ben } = newServer(discord());
    services.studio.hold(3, 600_000);
    const [first, second] = [ana, ben].map((person) => person.commands(channel, 'generate', { prompt: 'fox' }));
    await Promise.all([first!, second!].map(waitsInLine));
    emulator.refuse = ({ method, path }) => {
      const isHopeless = path.includes(second!.token) || method === 'PATCH';
      return isHopeless && !path.startsWith('/users') ? noPermission : undefined;
    };
    services.studio.release();
    const told = await shows(first!, ({ onlyFor }) => onlyFor === ana.user.id);
    expect(told.content).toContain('does not let me do that here');
    const isDirect = (channelId: string) => world.channels.get(channelId)?.recipient === ben.user.id;
    const direct = await world.until('a direct message to ben', () =>
      [...world.messages.values()].find((message) => isDirect(message.channel_id)),
    );
    expect(direct.content).toContain('does not let me do that here');
  });
});

describe('what an earlier start left waiting', () => {
  it('is ended as soon as Discord can be reached, and keeps nobody else waiting', async () => {
    const { emulator, services, inbox, restart, shows } = discord();
    const { channel, ana } = newServer(discord());
    services.studio.hold(3, 600_000);
    const asked = ana.commands(channel, 'generate', { prompt: 'fox' });
    const message = await waitsInLine(asked);
    const place = { application: '1', token: asked.token, channel: channel.id, message: message.id };
    const left = vi.spyOn(inbox, 'open').mockResolvedValue([{ id: asked.id, body: {}, answer: place }]);
    let end = 0;
    await restart(() => {
      message.content = 'Next in line, about 1 second.';
      end = now() + 90_000;
      emulator.line.fate = (path) => (path.includes(asked.token) && now() < end ? 'error' : 'through');
    });
    await shows(asked, ({ content }) => content.includes('interrupted by a restart'));
    expect(now()).toBeGreaterThanOrEqual(end);
    left.mockRestore();
  });
});

describe('a connection that Discord closes for good', () => {
  it('is not called healthy, says what to do, and is opened again once Discord lets it', async () => {
    const { emulator, platform, paints } = discord();
    const { world, gateway, requests } = emulator;
    const { channel, ana } = newServer(discord());
    expect(await platform.connected()).toBe(true);
    world.revoked = true;
    gateway.close(4000);
    const refused = () => requests.filter(({ path, status }) => path === '/gateway/bot' && status === 401);
    await world.until('three tries to connect', () => refused().length > 2);
    expect(await platform.connected()).toBe(false);
    expect(logged.join()).toContain('set DISCORD_TOKEN');
    world.revoked = false;
    await world.until('a new session', () => gateway.connected);
    await paints(ana.commands(channel, 'generate', { prompt: 'fox' }));
    expect(await platform.connected()).toBe(true);
  });

  it('is not called healthy while the network is away, and goes on where it was', async () => {
    const { emulator, platform, paints } = discord();
    const { channel, ana } = newServer(discord());
    const { seen, faults } = emulator.gateway;
    const { identified } = seen;
    faults.away = true;
    emulator.gateway.cut();
    await vi.waitFor(async () => expect(await platform.connected()).toBe(false), { timeout: 20_000 });
    const asked = ana.commands(channel, 'generate', { prompt: 'fox' });
    await emulator.world.until('two tries to connect', () => seen.turnedAway > 1);
    faults.away = false;
    await paints(asked);
    expect(seen.identified).toBe(identified);
  });
});

describe('reactions between two sessions', () => {
  it('are counted when the second begins', async () => {
    const { emulator, paints } = discord();
    const { channel, ana, ben } = newServer(discord());
    const { identified } = emulator.gateway.seen;
    const message = await paints(ana.commands(channel, 'generate', { prompt: 'fox', count: 1 }));
    ana.reacts(message, '👍');
    const votes = () => message.components[0]?.components?.[0]?.label;
    await emulator.world.until('a vote', () => votes() === '👍 1');
    emulator.gateway.forget();
    emulator.gateway.close(4000);
    ben.reacts(message, '👍');
    ben.reacts(message, '🦊');
    await emulator.world.until('both votes', () => votes() === '👍 2');
    expect(emulator.gateway.seen.identified).toBe(identified + 1);
  });
});

describe('commands that Discord does not take', () => {
  it('are named with the field, keep nobody from the others, and are registered again', async () => {
    const { emulator, restart, paints } = discord();
    const { world } = emulator;
    const { channel, ana } = newServer(discord());
    const commands = world.commands as { name: string; options?: { name: string }[] }[];
    const place = commands.findIndex(({ options = [] }) => options.length > 0);
    const { name, options } = commands[place]!;
    const wrong = { description: { _errors: [{ code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be 1 to 100 long.' }] } };
    let tries = 0;
    emulator.refuse = ({ method }) => {
      if (method === 'PUT' && ++tries === 3) world.refusesCommands = undefined;
      return undefined;
    };
    await restart(() => {
      world.refusesCommands = { [place]: { options: { 0: wrong } } };
    });
    await paints(ana.commands(channel, 'generate', { prompt: 'fox' }));
    expect(logged.join()).toContain(`/${name}, option ${options![0]!.name}, description: Must be 1 to 100 long.`);
    await world.until('the commands', () => tries === 3);
  });
});

describe('where the bot is a member', () => {
  it('is what Discord says', async () => {
    const [here, gone] = [newServer(discord()).channel, newServer(discord(), { botPermissions: null }).channel];
    const servers = await discord().platform.present();
    expect(servers).toContain(here.guild.id);
    expect(servers).not.toContain(gone.guild.id);
  });
});
