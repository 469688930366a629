import { describe, expect, it } from 'vitest';
import { newServer, useDiscord } from '../../helpers/discord.ts';
import type { EmulatedInteraction } from '../../helpers/discord-emulator/world.ts';
import { flatPng } from '../../helpers/fake/album.ts';

const discord = useDiscord();
const window = (opened: EmulatedInteraction) =>
  discord().emulator.world.until('a window', () => opened.callback?.type === 9 && opened);

describe('the menu of a message on Discord', () => {
  it('mixes one of Easel’s pictures with something else', async () => {
    const { channel, ana, ben } = newServer(discord());
    const message = await discord().paints(ana.commands(channel, 'generate', { prompt: 'fox' }));
    const opened = await window(ben.picks('Mix with…', message));
    const id = message.attachments[1]!.filename.replace('.png', '');
    const mixed = await discord().paints(ben.submits(opened, { source: id, with: '🍩' }));
    expect(mixed.content).toContain('fox 🦊 + doughnut 🍩');
    expect(discord().services.studio.jobs.at(-1)).toMatchObject({
      kind: 'mix',
      ingredients: [{ text: id }, { text: '🍩' }],
    });
  });

  it('restyles a picture that somebody else posted', async () => {
    const { channel, ana, ben } = newServer(discord());
    const posted = discord().emulator.posts(ben, channel, [{ name: 'cat.png', bytes: await flatPng('cat') }]);
    const opened = await window(ana.picks('Restyle…', posted));
    expect((await discord().paints(ana.submits(opened, { style: 'twemoji' }))).content).toContain(
      '**cat.png** in twemoji',
    );
  });

  it('saves a picture as an emoji of the server', async () => {
    const { channel, ana } = newServer(discord());
    const message = await discord().paints(ana.commands(channel, 'generate', { prompt: 'fox', count: 1 }));
    const opened = await window(ana.picks('Save as emoji', message));
    const saved = await discord().paints(ana.submits(opened, { name: 'my_fox' }));
    expect(saved.content).toBe('Saved as `:my_fox:`.');
    expect(channel.guild.emojis).toMatchObject([{ name: 'my_fox' }]);
  });

  it('says so where there is nothing to paint from', async () => {
    const { channel, ana, ben } = newServer(discord());
    const empty = discord().emulator.posts(ben, channel, []);
    expect(await discord().tells(ana.picks('Mix with…', empty))).toContain('There is no picture in this message');
  });
});
