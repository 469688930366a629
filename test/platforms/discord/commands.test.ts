import { describe, expect, it } from 'vitest';
import { newServer, useDiscord } from '../../helpers/discord.ts';
import { flatPng } from '../../helpers/fake/album.ts';

const discord = useDiscord();
const upload = async (name: string) => ({ name, bytes: await flatPng(name) });

describe('a command on Discord', () => {
  it('is answered with one message: pictures with words for those who cannot see them, and their buttons', async () => {
    const { channel, ana } = newServer(discord());
    const asked = ana.commands(channel, 'mix', { a: '🦊', b: '🍩' });
    const message = await discord().paints(asked);
    expect(message.content).toContain('**fox 🦊 + doughnut 🍩**');
    expect(message.attachments.map(({ description }) => description)).toEqual(
      [1, 2, 3, 4].map((number) => `fox 🦊 + doughnut 🍩, picture ${number}`),
    );
    expect(message.components.map(({ components }) => components?.map(({ label }) => label))).toEqual([
      ['1 👍', '2 👍', '3 👍', '4 👍', '🔁'],
      ['1…', '2…', '3…', '4…', 'Details'],
    ]);
    expect(asked.followups).toEqual([]);
  });

  it('has typed options, each taken whole whatever it holds', async () => {
    const { channel, ana } = newServer(discord());
    const asked = ana.commands(channel, 'generate', { prompt: 'my "big" style:noto fox', count: 2, seed: 7 });
    const message = await discord().paints(asked);
    expect(await discord().tells(ana.presses(message, 'Details'))).toContain('seed `7`');
    expect(discord().services.studio.jobs.at(-1)).toMatchObject({
      prompt: 'my "big" style:noto fox',
      count: 2,
      seed: 7,
    });
  });

  it('hides its pictures where that is asked', async () => {
    const { channel, ana } = newServer(discord());
    const { attachments } = await discord().paints(ana.commands(channel, 'generate', { prompt: 'fox', spoiler: true }));
    expect(attachments.every(({ filename }) => filename.startsWith('SPOILER_'))).toBe(true);
  });

  it('takes attached pictures for what is not written', async () => {
    const { channel, ana } = newServer(discord());
    const mixed = ana.commands(channel, 'mix', { a: 'fox', file: await upload('hat.png') });
    expect((await discord().paints(mixed)).content).toContain('fox 🦊 + hat.png');
    const more = ana.commands(channel, 'mix', {
      more: '🐱',
      file: await upload('one.png'),
      file2: await upload('two.png'),
    });
    expect((await discord().paints(more)).content).toMatch(/one\.png \+ two\.png|cat 🐱/);
    const animated = ana.commands(channel, 'interpolate', { from: '🐱', file: await upload('end.png'), format: 'gif' });
    const { attachments, content } = await discord().paints(animated);
    expect(content).toContain('cat 🐱 → end.png');
    expect(attachments[0]).toMatchObject({ filename: expect.stringMatching(/\.gif$/), content_type: 'image/gif' });
  });

  it('restyles, recalls, and shows the gallery', async () => {
    const { channel, ana } = newServer(discord());
    const restyled = await discord().paints(ana.commands(channel, 'restyle', { picture: '🦊', style: 'twemoji' }));
    expect(restyled.content).toContain('**fox 🦊** in twemoji');
    const id = restyled.attachments[0]!.filename.replace('.png', '');
    expect((await discord().paints(ana.commands(channel, 'recall', { picture: id }))).content).toContain('by ana');
    const gallery = await discord().paints(ana.commands(channel, 'gallery', { order: 'new' }));
    expect(gallery.content).toContain('**Newest pictures**');
    const opened = await discord().paints(ana.presses(gallery, '1'));
    expect(opened.content).toContain('· picture `');
  });

  it('shows what is for the asker alone to them alone, from the first moment where that is known', async () => {
    const { channel, ana } = newServer(discord());
    for (const { name } of [...discord().chat.commands.values()].filter((command) => command.private)) {
      const asked = ana.commands(channel, name);
      expect(await discord().tells(asked), name).not.toBe('');
      expect(asked.callback?.data, name).toEqual({ flags: 64 });
      expect(asked.followups, name).toEqual([]);
    }
    const switched = ana.commands(channel, 'model', { action: 'use', name: 'easel' });
    const { onlyFor } = await discord().shows(switched, ({ content }) => content.includes('from now on'));
    expect(onlyFor).toBeUndefined();
    expect(switched.original?.deleted).toBe(true);
  });

  it('answers every command that needs nothing', async () => {
    const { channel, ana } = newServer(discord());
    const { chat, emulator, shows, services } = discord();
    for (const { name, options } of chat.commands.values()) {
      if (name === 'retrain' || Object.values<{ required: boolean }>(options).some(({ required }) => required))
        continue;
      await shows(ana.commands(channel, name), ({ content, embeds }) => content !== '' || embeds.length > 0);
    }
    const trained = ana.commands(channel, 'retrain', { minutes: 5 });
    await shows(trained, ({ content }) => content.includes('Preparing'));
    services.trainer.report({ ratio: 0.5, phase: 'training', step: 700, loss: 0.05, remainingMs: 120_000 });
    await shows(trained, ({ content }) => content.includes('▰▰▰▰▰▰▱▱▱▱▱▱ 50 %'));
    await services.trainer.finish();
    const done = await shows(trained, ({ content }) => content.includes('**Trained.**'));
    expect(done.attachments.map(({ filename }) => filename)).toEqual(['before-after.png', 'training.png']);
    expect(emulator.world.commands.length).toBeGreaterThanOrEqual(chat.commands.size);
  });

  it('is refused to those who do not run the server, though Discord let them try', async () => {
    const { channel, ben } = newServer(discord());
    expect(await discord().tells(ben.commands(channel, 'retrain'))).toContain('Only admins may');
  });

  it('takes roles and channels as they are picked, the role of all for everyone', async () => {
    const { channel, ana } = newServer(discord());
    const shown = (values: Record<string, string>) => discord().tells(ana.commands(channel, 'settings', values));
    const role = '424242424242424242';
    const picked = await shown({ retrain: role, news: channel.id });
    expect(picked).toContain(`**Who may retrain** <@&${role}> ·`);
    expect(picked).toContain(`**Channel for news** <#${channel.id}> ·`);
    expect(await shown({ retrain: channel.guild!.id })).toContain('**Who may retrain** everyone');
  });

  it('completes styles and prompts while they are typed', async () => {
    const { channel, ana } = newServer(discord());
    expect(await ana.completes(channel, 'generate', 'style', 'no')).toEqual(['noto']);
    expect(await ana.completes(channel, 'mix', 'a', 'fo')).toEqual(['fox']);
  });

  it('works in threads, in direct messages, and for people who brought it along', async () => {
    const { channel, ana } = newServer(discord());
    const { emulator } = discord();
    const traveller = emulator.person('cleo', { userInstall: true });
    const foreign = emulator.guild('foreign', { botPermissions: null });
    const places = [
      [ana, emulator.thread(channel)],
      [ana, emulator.directMessage('bot-dm')],
      [traveller, foreign],
      [traveller, emulator.directMessage('group-dm')],
    ] as const;
    for (const [person, place] of places) {
      const message = await discord().paints(person.commands(place, 'generate', { prompt: 'fox' }));
      const label = () => message.components[0]?.components?.[0]?.label;
      await emulator.world.until('the buttons', () => label() === '1 👍');
      person.presses(message, '1 👍');
      await emulator.world.until('the vote', () => label() === '1 👍 1');
    }
  });

  it('says what is wrong in words, to the asker alone', async () => {
    const { channel, ana } = newServer(discord());
    expect(await discord().tells(ana.commands(channel, 'mix', { a: '🦊' }))).toContain('/mix needs `b`');
    const failing = ana.commands(channel, 'restyle', { picture: '🦊', style: 'cubist' });
    const message = await discord().shows(failing, ({ content }) => content.includes('There is no style cubist'));
    expect(message.attachments).toEqual([]);
  });
});
