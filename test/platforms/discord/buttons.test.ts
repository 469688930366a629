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
    ana.presses(message, '👍');
    ben.presses(message, '👍');
    await discord().emulator.world.until('two votes', () => labelsOf(message)[0] === '👍 2');
    ben.presses(message, '👍 2');
    await discord().emulator.world.until('one taken back', () => labelsOf(message)[0] === '👍 1');
    expect(message.attachments).toHaveLength(4);
  });

  it('keeps a favourite, varies, enlarges and rolls again, each in a message of its own', async () => {
    const { message, ana } = await grid(discord());
    ana.presses(message, '❤️');
    await discord().emulator.world.until('the favourite', () => labelsOf(message)[2] === '❤️ 1');
    expect((await discord().paints(ana.presses(message, 'V2'))).content).toContain('Variations of **fox 🦊**');
    expect((await discord().paints(ana.presses(message, 'U3'))).content).toContain('32 × 32 pixels');
    const again = await discord().paints(ana.presses(message, '🔁'));
    expect(again.attachments).toHaveLength(4);
    expect(again.id).not.toBe(message.id);
  });

  it('works after a restart, a month later', async () => {
    const { message, ben } = await grid(discord());
    await discord().restart(() => discord().emulator.world.time.advance(aMonth));
    ben.presses(message, '👍');
    await discord().emulator.world.until('the vote', () => labelsOf(message)[0] === '👍 1');
    expect((await discord().paints(ben.presses(message, 'V1'))).attachments).toHaveLength(4);
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

  it('is folded up into menus where there are too many, and each entry presses one', async () => {
    const { message, ana } = await grid(discord(), { count: 9 });
    const menus = message.components.flatMap(({ components = [] }) => components).filter(({ type }) => type === 3);
    expect(menus.map(({ placeholder }) => placeholder)).toEqual(['Pictures 1 to 5', 'Pictures 6 to 9']);
    expect(labelsOf(message).at(-1)).toBe('🔁');
    ana.chooses(message, '👍 I like picture 7');
    await discord().emulator.world.until('the vote', () =>
      message.components[1]?.components?.[0]?.options?.some(({ label }) => label === '👍 1 I like picture 7'),
    );
    const varied = await discord().paints(ana.chooses(message, 'V9 Variations of picture 9'));
    expect(varied.content).toContain('Variations of **fox 🦊**');
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
});
