import { describe, expect, it } from 'vitest';
import { type DiscordScene, newServer, useDiscord } from '../../helpers/discord.ts';
import type { EmulatedMessage } from '../../helpers/discord-emulator/world.ts';

const discord = useDiscord();
const aMonth = 30 * 24 * 60 * 60_000;
const labelsOf = ({ components }: EmulatedMessage) =>
  components.flatMap(({ components: row = [] }) => row.map(({ label }) => label));

async function grid(scene: DiscordScene, options = {}) {
  const server = newServer(scene);
  const asked = server.ana.commands(server.channel, 'generate', { prompt: 'fox', ...options });
  const message = await scene.paints(asked);
  await scene.emulator.world.until('the buttons', () => labelsOf(message).includes('🔁') || message.components.length);
  return { ...server, message };
}

describe('a button on Discord', () => {
  it('votes: the count appears on the message itself, for whoever presses', async () => {
    const { message, ana, ben } = await grid(discord());
    ana.presses(message, '2 👍');
    ben.presses(message, '2 👍');
    await discord().emulator.world.until('two votes', () => labelsOf(message)[1] === '2 👍 2');
    ben.presses(message, '2 👍 2');
    await discord().emulator.world.until('one taken back', () => labelsOf(message)[1] === '2 👍 1');
    expect(message.attachments).toHaveLength(4);
    expect(labelsOf(message)).toHaveLength(10);
  });

  it('opens one picture for who asks alone, where it is voted on and kept', async () => {
    const { message, ben } = await grid(discord());
    const opened = await discord().paints(ben.presses(message, '3…'));
    expect(opened.onlyFor).toBe(ben.user.id);
    expect(opened.attachments).toMatchObject([{ filename: message.attachments[2]!.filename }]);
    expect(labelsOf(opened)).toEqual([
      '👍',
      '👎',
      '❤️',
      'Vary',
      'Enlarge',
      'Edit…',
      'Save as emoji',
      'Details',
      '✏️',
      'Report',
    ]);
    ben.presses(opened, '👎');
    await discord().emulator.world.until('the vote', () => labelsOf(opened)[1] === '👎 1');
    ben.presses(opened, '❤️');
    await discord().emulator.world.until('the favourite', () => labelsOf(opened)[2] === '❤️ 1');
    expect(opened.attachments).toHaveLength(1);
    expect(opened.onlyFor).toBe(ben.user.id);
  });

  it('varies, enlarges and rolls again, each in a message that all see', async () => {
    const { message, ana } = await grid(discord());
    const opened = await discord().paints(ana.presses(message, '2…'));
    const varied = await discord().paints(ana.presses(opened, 'Vary'));
    expect(varied.content).toContain('Variations of **fox 🦊**');
    expect(varied.onlyFor).toBeUndefined();
    expect((await discord().paints(ana.presses(opened, 'Enlarge'))).content).toContain('32 × 32 pixels');
    const again = await discord().paints(ana.presses(message, '🔁'));
    expect(again.attachments).toHaveLength(4);
    expect(again.id).not.toBe(message.id);
  });

  it('tells seed and model to who asks alone, and how to make it again', async () => {
    const { message, ben } = await grid(discord(), { seed: 7 });
    expect(message.content).toBe('**fox 🦊**\nstyle noto');
    const details = await discord().tells(ben.presses(message, 'Details'));
    expect(details).toContain('seed `7` · style noto · model `easel`');
    expect(details).toContain('`/generate fox style:noto seed:7 count:4 model:easel`');
  });

  it('asks what to change of a picture that was opened', async () => {
    const { message, ben } = await grid(discord());
    const opened = await discord().paints(ben.presses(message, '4…'));
    const asked = ben.presses(opened, 'Edit…');
    await discord().emulator.world.until('the window', () => asked.callback?.type === 9);
    const changed = await discord().paints(ben.submits(asked, { wearing: '👑', style: 'twemoji' }));
    expect(changed.onlyFor).toBeUndefined();
    expect(discord().services.studio.jobs.at(-1)).toMatchObject({
      kind: 'edit',
      picture: { text: message.attachments[3]!.filename.replace('.png', '') },
      changes: { wearing: '👑' },
      style: 'twemoji',
    });
  });

  it('of a message from before there were ten at most goes on working', async () => {
    const { message, ben } = await grid(discord());
    const id = message.attachments[1]!.filename.replace('.png', '');
    const old = [
      ['👎', `vote:${id}:down`],
      ['V2', `vary:${id}`],
    ].map(([label, custom_id]) => ({ type: 2, label, custom_id }));
    message.components = [{ type: 1, components: old }] as typeof message.components;
    expect((await discord().paints(ben.presses(message, 'V2'))).content).toContain('Variations');
    ben.presses(message, '👎');
    await discord().emulator.world.until('the buttons of today', () => labelsOf(message).includes('Details'));
    expect(message.attachments).toHaveLength(4);
  });

  it('works after a restart, a month later', async () => {
    const { message, ben } = await grid(discord());
    await discord().restart(() => discord().emulator.world.time.advance(aMonth));
    ben.presses(message, '1 👍');
    await discord().emulator.world.until('the vote', () => labelsOf(message)[0] === '1 👍 1');
    const opened = await discord().paints(ben.presses(message, '1…'));
    await discord().restart(() => discord().emulator.world.time.advance(60_000));
    expect((await discord().paints(ben.presses(opened, 'Vary'))).attachments).toHaveLength(4);
  });

  it('cancels for the owner alone', async () => {
    const { services, emulator, shows, tells } = discord();
    const { channel, ana, ben } = newServer(discord());
    services.studio.hold(7, 90_000);
    try {
      const asked = ana.commands(channel, 'generate', { prompt: 'fox' });
      const waiting = await shows(asked, ({ content }) => content.includes('Number 7 in line'));
      await emulator.world.until('the button', () => labelsOf(waiting).includes('Cancel'));
      expect(await tells(ben.presses(waiting, 'Cancel'))).toContain('You have no job');
      expect(await tells(ana.presses(waiting, 'Cancel'))).toBe('Cancelled 1 job.');
      await shows(asked, ({ content }) => content.startsWith('Cancelled.'));
      expect(waiting.components).toEqual([]);
    } finally {
      services.studio.release();
    }
  });

  it('opens one of many pictures from a menu; each takes a vote by one press', async () => {
    const { message, ana } = await grid(discord(), { count: 9 });
    const all = message.components.flatMap(({ components = [] }) => components);
    expect(all.map(({ type }) => type)).toEqual([...Array(10).fill(2), 3]);
    ana.presses(message, '7 👍');
    await discord().emulator.world.until('the vote', () => labelsOf(message)[6] === '7 👍 1');
    const opened = await discord().paints(ana.chooses(message, 'Picture 9'));
    expect(opened.attachments).toMatchObject([{ filename: message.attachments[8]!.filename }]);
    expect(opened.onlyFor).toBe(ana.user.id);
  });

  it('of an unknown kind says so', async () => {
    const { message, ana } = await grid(discord());
    message.components[0]!.components![0]!.custom_id = 'paintwithgold:1';
    expect(await discord().tells(ana.presses(message, 'paintwithgold:1'))).toContain('I do not know this button');
  });

  it('opens a window, and what is filled in is kept', async () => {
    const { channel, ana, ben } = newServer(discord());
    const asked = ana.commands(channel, 'settings');
    const settings = await discord().shows(asked, ({ content }) => content.includes('**Settings**'));
    const label = labelsOf(settings).find((text) => text?.includes('Night'))!;
    const opened = ana.presses(settings, label);
    await discord().emulator.world.until('the window', () => opened.callback?.type === 9);
    const filled = ana.submits(opened, { nightly: '03:30', zone: 'Europe/Berlin' });
    await discord().emulator.world.until('the change', () => settings.content.includes('03:30'));
    expect(filled.followups).toEqual([]);
    expect(settings.content).toContain('Europe/Berlin');
    ana.chooses(settings, 'twemoji');
    await discord().emulator.world.until('the style', () => settings.content.includes('**Default style** twemoji'));
    expect(await discord().tells(ben.presses(settings, label))).toContain('Only admins may');
  });

  it('reads roles and channels that are mentioned in a window, and refuses what is none', async () => {
    const { channel, ana } = newServer(discord());
    const settings = await discord().shows(ana.commands(channel, 'settings'), ({ content }) =>
      content.includes('**Settings**'),
    );
    const label = (form: string) => labelsOf(settings).find((text) => text?.includes(form))!;
    const { until } = discord().emulator.world;
    const fill = async (form: string, values: Record<string, string>) => {
      const opened = ana.presses(settings, label(form));
      await until('the window', () => opened.callback?.type === 9);
      return ana.submits(opened, values);
    };
    const role = '424242424242424242';
    await fill('Limits', { retrain: `<@&${role}>` });
    await until('the role', () => settings.content.includes(`**Who may retrain** <@&${role}> ·`));
    await fill('Night', { news: `<#${channel.id}>` });
    await until('the channel', () => settings.content.includes(`**Channel for news** <#${channel.id}> ·`));
    for (const news of ['#general', '<@&424242424242424242>', '4242']) {
      expect(await discord().tells(await fill('Night', { news })), news).toContain('`news` is a channel');
    }
    for (const retrain of ['<@424242424242424242>', '@mods', `<#${channel.id}>`]) {
      expect(await discord().tells(await fill('Limits', { retrain })), retrain).toContain(
        '`retrain` is admins, everyone',
      );
    }
  });
});
