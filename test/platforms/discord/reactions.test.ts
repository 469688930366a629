import { describe, expect, it } from 'vitest';
import { newServer, useDiscord } from '../../helpers/discord.ts';
import type { EmulatedMessage } from '../../helpers/discord-emulator/world.ts';
import { flatPng } from '../../helpers/fake/album.ts';

const discord = useDiscord();
const rowOf = ({ components }: EmulatedMessage, row: number) => components[row]?.components?.map(({ label }) => label);
const until = (what: string, find: () => unknown) => discord().emulator.world.until(what, () => Boolean(find()));

describe('a reaction on Discord', () => {
  it('is a vote for every picture of a grid, and is taken back when it is taken away', async () => {
    const { channel, ana, ben } = newServer(discord());
    const message = await discord().paints(ana.commands(channel, 'generate', { prompt: 'fox' }));
    await until('the buttons', () => rowOf(message, 1));
    ana.reacts(message, '👍');
    ben.reacts(message, '👍');
    ben.reacts(message, '❤️');
    await until('the votes', () => rowOf(message, 0)?.[3] === '4 👍 2');
    ana.unreacts(message, '👍');
    await until('one less', () => rowOf(message, 0)?.[3] === '4 👍 1');
    expect(message.attachments).toHaveLength(4);
    const opened = await discord().paints(ana.presses(message, '2…'));
    expect(rowOf(opened, 0)?.[2]).toBe('❤️ 1');
  });

  it('of a number is for the picture of that number', async () => {
    const { channel, ana, ben } = newServer(discord());
    const message = await discord().paints(ana.commands(channel, 'generate', { prompt: 'fox' }));
    await until('the buttons', () => rowOf(message, 1));
    ben.reacts(message, '3️⃣');
    await until('the vote', () => rowOf(message, 0)?.[2] === '3 👍 1');
    expect(rowOf(message, 0)?.[0]).toBe('1 👍');
  });

  it('of another bot is no vote', async () => {
    const { channel, ana, ben } = newServer(discord());
    const message = await discord().paints(ana.commands(channel, 'generate', { prompt: 'fox', count: 1 }));
    await until('the buttons', () => rowOf(message, 0));
    ana.user.bot = true;
    ana.reacts(message, '👍');
    ben.reacts(message, '👍');
    await until('the vote of a person', () => rowOf(message, 0)?.[0]?.startsWith('👍 '));
    expect(rowOf(message, 0)?.[0]).toBe('👍 1');
  });

  it('counts in direct messages and after a restart', async () => {
    const { ana } = newServer(discord());
    const channel = discord().emulator.directMessage('bot-dm');
    const message = await discord().paints(ana.commands(channel, 'generate', { prompt: 'fox', count: 2 }));
    await until('the buttons', () => rowOf(message, 1));
    await discord().restart(() => ana.reacts(message, '👍'));
    await until('the vote while it was away', () => rowOf(message, 0)?.[0] === '1 👍 1');
    await discord().restart();
    ana.unreacts(message, '👍');
    await until('the vote taken back', () => rowOf(message, 0)?.[0] === '1 👍');
  });

  it('that means nothing, or is to somebody else, changes nothing', async () => {
    const { channel, ana, ben } = newServer(discord());
    const theirs = discord().emulator.posts(ben, channel, [{ name: 'cat.png', bytes: await flatPng('cat') }]);
    const message = await discord().paints(ana.commands(channel, 'generate', { prompt: 'fox' }));
    await until('the buttons', () => rowOf(message, 1));
    const before = discord().emulator.requests.length;
    ana.reacts(theirs, '👍');
    ana.reacts(message, '🎉');
    ben.reacts(message, '2️⃣');
    await until('the last one', () => rowOf(message, 0)?.[1] === '2 👍 1');
    expect(rowOf(message, 0)?.[0]).toBe('1 👍');
    const paths = discord()
      .emulator.requests.slice(before)
      .map(({ path }) => path);
    expect(paths.filter((path) => path.includes(theirs.id))).toEqual([]);
  });
});
