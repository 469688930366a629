import { describe, expect, it } from 'vitest';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { EmojiKind } from '#chat/host.ts';
import { newServer, useDiscord } from '../../helpers/discord.ts';
import type { GuildOptions } from '../../helpers/discord-emulator/emulator.ts';
import { permissions } from '../../helpers/discord-emulator/routes.ts';
import { flatPng } from '../../helpers/fake/album.ts';

/** Saves a flat picture in the way that the platform offers. */
const save = command({
  name: 'save',
  summary: 'Saves a picture as an emoji',
  examples: ['/save emoji happy_fox'],
  options: {
    kind: option.choice(['emoji', 'sticker', 'app-emoji'], { summary: 'Where', required: true }),
    name: option.text({ summary: 'Its name', required: true }),
  },
  async run({ host, words }, { kind, name }) {
    if (!host.capabilities.emoji.includes(kind)) return { text: words.of(host.capabilities.emojiByHand) };
    await host.saveEmoji({ kind, name, bytes: await flatPng(name, 128), mime: 'image/png', alt: 'a happy fox' });
    return { text: `Saved ${name}.` };
  },
});
const discord = useDiscord({ chat: { commands: new Map([['save', save]]) } });

interface Saving extends GuildOptions {
  who?: 'ana' | 'ben';
  name?: string;
}

async function saves(kind: EmojiKind, { who = 'ana', name = 'happy_fox', ...guild }: Saving = {}) {
  const server = newServer(discord(), guild);
  const asked = server[who].commands(server.channel, 'save', { kind, name });
  const { content } = await discord().shows(asked, (message) => message.content !== '');
  return { ...server.channel.guild, content };
}

describe('saving on Discord', () => {
  it('adds an emoji of 128 pixels to the server, a sticker, or an emoji of Easel’s own', async () => {
    const { emojis, content } = await saves('emoji');
    expect(content).toBe('Saved happy\\_fox.');
    expect(emojis).toMatchObject([{ name: 'happy_fox', bytes: await flatPng('happy_fox', 128) }]);
    const { stickers } = await saves('sticker');
    expect(stickers).toMatchObject([{ name: 'happy_fox', description: 'a happy fox' }]);
    await saves('app-emoji');
    expect(discord().emulator.world.applicationEmojis).toMatchObject([{ name: 'happy_fox' }]);
  });

  it('says who lacks which permission', async () => {
    expect((await saves('emoji', { who: 'ben' })).content).toContain('You need the permission Create Expressions');
    const botPermissions = permissions.viewChannel;
    expect((await saves('emoji', { botPermissions })).content).toContain('I need the permission Create Expressions');
    expect((await saves('app-emoji', { who: 'ben' })).content).toContain('people who may manage a server');
  });

  it('says when all slots are full', async () => {
    expect((await saves('emoji', { emojiSlots: 0 })).content).toContain('no free slot');
    expect((await saves('sticker', { stickerSlots: 0 })).content).toContain('no free slot');
  });

  it('says what a name may be', async () => {
    expect((await saves('emoji', { name: 'happy fox!' })).content).toContain('2 to 32 letters, digits or underscores');
  });

  it('says how to do it by hand where Easel is no member', async () => {
    const { applicationEmojis } = discord().emulator.world;
    const before = applicationEmojis.length;
    for (const kind of ['emoji', 'app-emoji'] as const) {
      expect((await saves(kind, { botPermissions: null })).content).toContain('Upload Emoji');
    }
    expect(applicationEmojis).toHaveLength(before);
  });
});
