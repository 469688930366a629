import { describe, expect, it } from 'vitest';
import { newServer, useDiscord } from '../../helpers/discord.ts';
import { flatPng } from '../../helpers/fake/album.ts';

const discord = useDiscord();

describe('/make on Discord', () => {
  it('offers what it makes as choices, and files instead of words', () => {
    const made = discord().emulator.world.commands.find(({ name }) => name === 'make');
    const options = made!.options as {
      name: string;
      type: number;
      required?: boolean;
      choices?: { value: string }[];
    }[];
    expect(options[0]).toMatchObject({ name: 'what', required: true });
    expect(options[0]!.choices!.map(({ value }) => value)).toContain('petpet');
    expect(options.filter(({ type }) => type === 11).map(({ name }) => name)).toEqual([
      'file',
      'file2',
      'file3',
      'file4',
    ]);
  });

  it('shows a picture that moves, with its votes, speeds and the emoji of it', async () => {
    const { channel, ana } = newServer(discord());
    const moving = await discord().paints(ana.commands(channel, 'make', { what: 'party', picture: 'happy fox' }));
    expect(moving.content).toContain('**fox 🦊**');
    expect(moving.attachments).toMatchObject([{ filename: expect.stringMatching(/\.webp$/) }]);
    const rows = moving.components.map(({ components }) => components?.map(({ label }) => label));
    expect(rows).toEqual([
      ['👍', '👎', '❤️'],
      ['Slower', 'Faster', 'Save as emoji', 'Details'],
    ]);
    const faster = await discord().paints(ana.presses(moving, 'Faster'));
    expect(faster.attachments).toHaveLength(1);
    expect(discord().services.studio.jobs.at(-1)).toMatchObject({ kind: 'move', motion: 'party', speed: 2 });
  });

  it('hands over a pack: the sheet, its file, and a way to each picture', async () => {
    const { channel, ana } = newServer(discord());
    const pack = await discord().paints(ana.commands(channel, 'make', { what: 'pack', picture: 'fox', count: 16 }));
    expect(pack.attachments.map(({ filename }) => filename.replace(/^job\d+/, ''))).toEqual(['-sheet.png', 'fox.zip']);
    expect(pack.attachments[1]!.description).toBe('what emoji tools read');
    expect(pack.components).toHaveLength(5);
    ana.presses(pack, '16 👍');
    await discord().emulator.world.until('the vote', () => JSON.stringify(pack.components).includes('16 👍 1'));
    // A vote changes the buttons, and nothing else.
    expect(pack.attachments).toHaveLength(2);
  });

  it('shows a banner with words, of things that stand beside each other', async () => {
    const { channel, ana } = newServer(discord());
    const asked = { what: 'banner', picture: '🦊', more: '🍩', text: 'Game "night"' };
    const banner = await discord().paints(ana.commands(channel, 'make', asked));
    expect(banner.attachments.map(({ filename }) => filename.replace(/^job\d+/, ''))).toEqual(['-banner.png']);
    expect(discord().services.studio.jobs.at(-1)).toMatchObject({
      kind: 'banner',
      ingredients: [{ text: '🦊' }, { text: '🍩' }],
      words: 'Game "night"',
    });
  });

  it('sets an attached file in motion', async () => {
    const { channel, ana } = newServer(discord());
    const file = { name: 'me.png', bytes: await flatPng('me') };
    const moving = await discord().paints(ana.commands(channel, 'make', { what: 'petpet', file }));
    expect(moving.content).toContain('me.png');
  });
});
