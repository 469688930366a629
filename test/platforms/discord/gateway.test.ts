import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { startDiscord } from '#platforms/discord/discord.ts';
import { type DiscordScene, newServer, openDiscordScene, type SceneOptions } from '../../helpers/discord.ts';
import type { EmulatedInteraction, EmulatedMessage } from '../../helpers/discord-emulator/world.ts';
import { keepInMemory } from '../../helpers/inbox.ts';

async function open(options?: SceneOptions): Promise<DiscordScene> {
  const scene = await openDiscordScene(options);
  onTestFinished(scene.close);
  return scene;
}

const votesOn = ({ components }: EmulatedMessage) => Number(components[0]?.components?.[0]?.label?.split(' ')[1] ?? 0);

describe('the gateway', () => {
  it('that drops every 20 events for 200 events loses nothing and does nothing twice', async () => {
    const scene = await open();
    const { emulator, services, paints } = scene;
    const { channel, ana } = newServer(scene);
    const message = await paints(ana.commands(channel, 'generate', { prompt: 'fox', count: 1 }));
    const jobs = services.studio.jobs.length;
    emulator.gateway.faults.dropAfter = 20;
    emulator.gateway.faults.duplicates = (index) => index % 7 === 0;
    const painted: EmulatedInteraction[] = [];
    for (let event = 0; event < 200; event++) {
      const person = emulator.person(`person${event}`);
      if (event % 4 === 0) painted.push(person.commands(channel, 'generate', { prompt: 'fox', count: 1 }));
      else if (event % 4 === 1) person.reacts(message, '👍');
      else person.presses(message, emulator.world.messages.get(message.id)!.components[0]!.components![0]!.custom_id!);
    }
    await Promise.all(painted.map(paints));
    await emulator.world.until('150 votes', () => votesOn(message) === 150);
    expect(services.studio.jobs.length - jobs).toBe(50);
    expect(painted.map(({ followups }) => followups.length)).toEqual(painted.map(() => 0));
    expect(emulator.gateway.seen.resumed).toBeGreaterThanOrEqual(9);
    expect(emulator.gateway.seen.identified).toBe(1);
    expect(emulator.faults).toEqual([]);
  });

  it('is resumed after a restart, with what was missed', async () => {
    const scene = await open();
    const { channel, ana } = newServer(scene);
    let asked: EmulatedInteraction | undefined;
    await scene.restart(() => {
      asked = ana.commands(channel, 'generate', { prompt: 'fox' });
    });
    await scene.paints(asked!);
    expect(scene.emulator.gateway.seen).toMatchObject({ identified: 1, resumed: 1 });
  });

  it('begins anew where the session is not valid any more, or Discord asks for it', async () => {
    const scene = await open({ emulator: { heartbeatMs: 40 } });
    const { emulator } = scene;
    const { channel, ana } = newServer(scene);
    emulator.gateway.reconnect();
    await emulator.world.until('a resumption', () => emulator.gateway.seen.resumed === 1 && emulator.gateway.connected);
    await scene.paints(ana.commands(channel, 'generate', { prompt: 'fox' }));
    emulator.gateway.forget();
    emulator.gateway.close(4000);
    await emulator.world.until('a new session', () => emulator.gateway.seen.identified === 2);
    await scene.paints(ana.commands(channel, 'generate', { prompt: 'cat' }));
    const beats = emulator.gateway.seen.heartbeats;
    await emulator.world.until('heartbeats', () => emulator.gateway.seen.heartbeats > beats + 2);
    emulator.gateway.faults.heartbeats = false;
    await emulator.world.until('a connection that is dead', () => !emulator.gateway.connected);
    emulator.gateway.faults.heartbeats = true;
    await emulator.world.until('the next one', () => emulator.gateway.connected);
    await scene.paints(ana.commands(channel, 'generate', { prompt: 'fox' }));
  });

  it('delivers one interaction several times, and late ones after early ones; each is run once', async () => {
    const scene = await open();
    const { emulator, services } = scene;
    const { channel, ana } = newServer(scene);
    emulator.gateway.faults.duplicates = () => true;
    const first = ana.commands(channel, 'generate', { prompt: 'fox' });
    await scene.paints(first);
    await scene.restart();
    emulator.gateway.redeliver(first.id);
    await scene.paints(ana.commands(channel, 'generate', { prompt: 'cat' }));
    expect(services.studio.jobs.map((job) => 'prompt' in job && job.prompt)).toEqual(['fox', 'cat']);
  });
});

describe('rate limits', () => {
  it('are waited out: a storm of refusals delays answers and loses none', async () => {
    const scene = await open({ emulator: { limits: { perRoute: 5, windowMs: 100, global: 200 } } });
    const { emulator } = scene;
    const { channel } = newServer(scene);
    emulator.limiter.storm = { requests: 60, retryAfter: 0.02, global: false };
    const asked = Array.from({ length: 20 }, (_, index) =>
      emulator.person(`person${index}`).commands(channel, 'generate', { prompt: 'fox' }),
    );
    await Promise.all(asked.map(scene.paints));
    emulator.limiter.storm = { requests: 3, retryAfter: 0.05, global: true };
    await scene.paints(emulator.person('last').commands(channel, 'generate', { prompt: 'fox' }));
    expect(emulator.requests.filter(({ status }) => status === 429).length).toBeGreaterThan(60);
    expect(emulator.requests.filter(({ status }) => status >= 400 && status !== 429)).toEqual([]);
  });
});

describe('a token that Discord refuses', () => {
  it('stops the start with words, at the door and at the gateway', async () => {
    const scene = await open();
    const { emulator, chat } = scene;
    const start = (token: string) =>
      startDiscord({
        chat,
        token,
        apiUrl: emulator.api,
        notebook: `${process.env.TMPDIR ?? '/tmp'}/easel-no-notebook/discord.json`,
        inbox: keepInMemory(),
        postings: { note: async () => {} },
        log: createLog('silent'),
      });
    await expect(start('not-a-token')).rejects.toThrow('set DISCORD_TOKEN');
    emulator.gateway.faults.refuse = 4014;
    await expect(start(emulator.world.token)).rejects.toThrow('refuses the intents');
    emulator.gateway.faults.refuse = 4004;
    await expect(start(emulator.world.token)).rejects.toThrow(AppError);
  });

  it('while it runs is said in the log, once more when it connects again, and stops nothing else', async () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line) => void lines.push(line) });
    const scene = await open({ platform: { log } });
    const { emulator } = scene;
    const { channel, ana } = newServer(scene);
    emulator.world.revoked = true;
    emulator.gateway.close(4000);
    await emulator.world.until('a refusal', () => lines.some((line) => line.includes('refuses the bot’s token')));
    expect(lines.join()).not.toContain(emulator.world.token);
    expect(() => ana.commands(channel, 'generate', { prompt: 'fox' })).not.toThrow();
  });
});
