import { describe, expect, it } from 'vitest';
import { newServer, useDiscord } from '../../helpers/discord.ts';

const discord = useDiscord();
const minute = 60_000;

describe('Discord’s deadlines', () => {
  it('are kept while the queue is full: everybody is acknowledged before anything is painted', async () => {
    const { channel, ana } = newServer(discord());
    const { services, emulator, paints } = discord();
    services.studio.hold(50, 600_000);
    const asked = Array.from({ length: 50 }, () => ana.commands(channel, 'generate', { prompt: 'fox' }));
    await emulator.world.until('all acknowledged', () => asked.every(({ callback }) => callback));
    services.studio.release();
    await Promise.all(asked.map(paints));
  });

  it('do not end an answer: after fifteen minutes the message itself is edited', async () => {
    const { channel, ana } = newServer(discord());
    const { services, emulator, shows, paints } = discord();
    services.studio.hold(2, 30 * minute);
    const asked = ana.commands(channel, 'generate', { prompt: 'fox' });
    const varied = ana.commands(emulator.directMessage('bot-dm'), 'generate', { prompt: 'cat' });
    await Promise.all([asked, varied].map((one) => shows(one, ({ content }) => content.includes('Number 2'))));
    emulator.world.time.advance(16 * minute);
    services.studio.release();
    expect((await paints(asked)).content).toContain('**fox 🦊**');
    expect((await paints(varied)).content).toContain('**cat 🐱**');
  });

  it('that have passed mean that nothing is run: the person was told so, and asks again', async () => {
    const { channel, ana } = newServer(discord());
    const { emulator, platform, services } = discord();
    const jobs = services.studio.jobs.length;
    await discord().restart(() => {
      ana.commands(channel, 'generate', { prompt: 'fox' });
      emulator.world.time.advance(4000);
    });
    expect(platform).toBeDefined();
    const second = ana.commands(channel, 'generate', { prompt: 'cat' });
    await discord().paints(second);
    expect(services.studio.jobs.slice(jobs)).toMatchObject([{ prompt: 'cat' }]);
  });
});

describe('where the bot may not edit later', () => {
  const brief = useDiscord({ platform: { times: { editMs: 5, tokenMs: 300 } } });

  it('the last word says where to look', async () => {
    const { services, emulator, shows } = brief();
    const traveller = emulator.person('cleo', { userInstall: true });
    services.studio.hold(2, 30 * minute);
    const asked = traveller.commands(emulator.directMessage('group-dm'), 'generate', { prompt: 'fox' });
    await shows(asked, ({ content }) => content.includes('`/gallery new`'));
    emulator.world.time.advance(16 * minute);
    services.studio.release();
    expect(services.studio.jobs).toHaveLength(1);
  });
});
