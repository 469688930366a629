import { describe, expect, it } from 'vitest';
import { newServer, useDiscord } from '../../helpers/discord.ts';
import type { EmulatedInteraction } from '../../helpers/discord-emulator/world.ts';
import { flatPng } from '../../helpers/fake/album.ts';

const discord = useDiscord();
const window = (opened: EmulatedInteraction) =>
  discord().emulator.world.until('a window', () => opened.callback?.type === 9 && opened);
const mascot = '<:our_mascot:111111111111111111>';
const refusal = { content: expect.stringContaining('does not want to be painted') };

async function serve(path: string, what = path): Promise<void> {
  const bytes = await flatPng(what);
  discord().emulator.serve(`/cdn/${path}`, (response) => response.writeHead(200).end(bytes));
}

/** A server with a member who has a profile picture. */
async function withFace() {
  const server = newServer(discord());
  const face = discord().emulator.person('zoe', { avatar: 'abcdef' });
  await serve(`avatars/${face.user.id}/abcdef.png`);
  return { ...server, face };
}

describe('what Discord has as ingredients', () => {
  it('mixes a custom emoji with the profile picture of who is mentioned', async () => {
    const { channel, ana, face } = await withFace();
    await serve('emojis/111111111111111111.png');
    const mixed = await discord().paints(ana.commands(channel, 'mix', { a: mascot, b: `<@${face.user.id}>` }));
    expect(mixed.content).toContain('our\\_mascot + zoe');
    expect(discord().services.studio.jobs.at(-1)).toMatchObject({
      ingredients: [{ upload: { name: 'our_mascot' } }, { upload: { name: 'zoe' } }],
    });
  });

  it('takes one that moves as a GIF, also among further things', async () => {
    const { channel, ana } = newServer(discord());
    await serve('emojis/222222222222222222.gif');
    const more = '🍩<a:dance:222222222222222222>';
    const mixed = await discord().paints(ana.commands(channel, 'mix', { a: 'fox', b: 'cat', more }));
    expect(mixed.content).toContain('doughnut 🍩 + dance');
  });

  it('edits it, and says so where it cannot be had', async () => {
    const { channel, ana } = newServer(discord());
    await serve('emojis/111111111111111111.png');
    const edited = await discord().paints(ana.commands(channel, 'edit', { picture: mascot, mood: 'angry' }));
    expect(edited.content).toContain('our\\_mascot');
    const gone = ana.commands(channel, 'edit', { picture: '<:gone:333333333333333333>', mood: 'angry' });
    await discord().shows(gone, ({ content }) => content.includes('could not fetch gone'));
  });

  it('paints nobody from outside the server, and nobody without a picture', async () => {
    const { channel, ana, ben, face } = await withFace();
    channel.guild.strangers.add(face.user.id);
    const asked = ana.commands(channel, 'edit', { picture: `<@${face.user.id}>`, mood: 'angry' });
    await discord().shows(asked, ({ content }) => content.includes('people in this server'));
    const faceless = ana.commands(channel, 'edit', { picture: `<@${ben.user.id}>`, mood: 'angry' });
    await discord().shows(faceless, ({ content }) => content.includes('ben has no profile picture'));
  });

  it('paints nobody who forbids it, but for themselves', async () => {
    const { channel, ana, face } = await withFace();
    const { privacy } = discord().services;
    const before = privacy.mayPaint;
    privacy.mayPaint = async ({ externalId }) => externalId !== face.user.id;
    try {
      const picture = `<@${face.user.id}>`;
      const asked = ana.commands(channel, 'edit', { picture, mood: 'angry' });
      expect(await discord().shows(asked, ({ content }) => content !== '')).toMatchObject(refusal);
      const chosen = ana.picksPerson(channel, 'Paint this person…', face.user);
      expect(await discord().tells(chosen)).toContain('does not want to be painted');
      await discord().paints(face.commands(channel, 'edit', { picture, mood: 'angry' }));
    } finally {
      privacy.mayPaint = before;
    }
  });

  it('paints a person from their menu, by what is written in a window', async () => {
    const { channel, ana, face } = await withFace();
    const opened = await window(ana.picksPerson(channel, 'Paint this person…', face.user));
    const painted = await discord().paints(ana.submits(opened, { wearing: '👑' }));
    expect(painted.content).toContain('zoe');
    expect(discord().services.studio.jobs.at(-1)).toMatchObject({ kind: 'edit', changes: { wearing: '👑' } });
  });

  it('takes stickers and custom emoji of a message', async () => {
    const { channel, ana, ben } = newServer(discord());
    await serve('stickers/444444444444444444.png');
    const sticker_items = [
      { id: '444444444444444444', name: 'wave', format_type: 2 },
      { id: '555555555555555555', name: 'a program', format_type: 3 },
    ];
    const posted = discord().emulator.posts(ben, channel, [], { sticker_items });
    const opened = await window(ana.picks('Restyle…', posted));
    const restyled = await discord().paints(ana.submits(opened, { style: 'twemoji' }));
    expect(restyled.content).toContain('**wave** in twemoji');
    await serve('emojis/111111111111111111.png');
    const said = discord().emulator.posts(ben, channel, [], { content: `look ${mascot}` });
    const again = await window(ana.picks('Restyle…', said));
    expect((await discord().paints(ana.submits(again, { style: 'twemoji' }))).content).toContain(
      '**our\\_mascot** in twemoji',
    );
  });
});
