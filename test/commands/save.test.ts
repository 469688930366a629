import { describe, expect, it } from 'vitest';
import { type Host, type NewEmoji, plainHost } from '#chat/host.ts';
import { AppError } from '#lib/errors.ts';
import { createMemoryChat } from '#platforms/memory/memory.ts';
import { createTestChat } from '../helpers/chat.ts';

/** A server that takes emoji and stickers, until `full` says that no slot is free. */
async function start() {
  const saved: NewEmoji[] = [];
  const server = { full: false };
  const host: Host = {
    capabilities: {
      animations: ['webp'],
      emoji: ['emoji', 'sticker'],
      emojiBytes: 256 * 1024,
      emojiByHand: 'Add it in the settings.',
    },
    async saveEmoji(emoji) {
      if (server.full) throw new AppError('full', 'All 50 slots are taken. Delete an emoji first.');
      saved.push(emoji);
    },
  };
  const { chat } = await createTestChat();
  const ana = createMemoryChat(chat, 'server', host).user('ana');
  const ben = createMemoryChat(chat, 'elsewhere', plainHost).user('ben');
  return { saved, server, ana, ben, chat };
}

describe('/save', () => {
  it('adds a picture as an emoji of that name', async () => {
    const { ana, saved } = await start();
    await ana.says('/generate fox');
    expect((await ana.says('/save job1pic2 happy_fox')).text).toBe('Saved as `:happy_fox:`.');
    expect(ana.lastReply.images).toMatchObject([{ name: 'happy_fox.png', width: 128, height: 128 }]);
    expect(saved).toMatchObject([{ kind: 'emoji', name: 'happy_fox', alt: 'fox 🦊' }]);
    await ana.says('/save job1pic1 :Sly-Fox: sticker');
    expect(saved[1]).toMatchObject({ kind: 'sticker', name: 'Sly_Fox' });
    expect(ana.lastReply.images).toMatchObject([{ width: 320, height: 320 }]);
  });

  it('names it after what it shows where nobody does', async () => {
    const { ana, saved } = await start();
    await ana.says('/mix 🦊 🍩');
    await ana.says('/save job1pic1');
    expect(saved[0]?.name).toBe('fox_doughnut');
  });

  it('takes an attached picture as well', async () => {
    const { ana, saved } = await start();
    const attachments = [{ name: 'cat.png', bytes: new Uint8Array([0x89]) }];
    await ana.says('/save name:my_cat', { attachments });
    await ana.says('/save your_cat', { attachments });
    expect(saved).toMatchObject([{ name: 'my_cat' }, { name: 'your_cat', mime: 'image/png' }]);
  });

  it('says what is wrong with a name, and why there is no slot', async () => {
    const { ana, server } = await start();
    await ana.says('/generate fox');
    for (const name of ['x', 'füchsin', 'a'.repeat(33), '<@1>']) {
      expect(await ana.says(`/save job1pic1 ${name}`)).toMatchObject({
        error: 'bad_option',
        text: 'A name has 2 to 32 letters, digits or underscores, such as happy_fox.',
      });
    }
    server.full = true;
    expect(await ana.says('/save job1pic1 fox')).toMatchObject({
      error: 'full',
      text: 'All 50 slots are taken. Delete an emoji first.',
    });
  });

  it('hands over the file, with words, where a platform takes no emoji', async () => {
    const { ana, ben, saved } = await start();
    await ben.says('/generate fox');
    const reply = await ben.says('/save job1pic1 happy_fox');
    expect(reply.text).toBe(
      'Here is `:happy_fox:` as a file. Save the picture, and add it as an emoji where you like.',
    );
    expect(reply.images).toMatchObject([{ name: 'happy_fox.png', width: 128 }]);
    await ana.says('/generate fox');
    expect((await ana.says('/save job2pic1 fox app-emoji')).text).toContain('Add it in the settings.');
    expect(saved).toEqual([]);
  });

  it('asks for a name and a kind by the button under a single picture', async () => {
    const { ana, saved, chat } = await start();
    await ana.says('/generate fox');
    await ana.says('/recall job1pic3');
    await ana.clicks('Save as emoji');
    expect(ana.modal).toMatchObject({ id: 'save:job1pic3', fields: [{ name: 'name' }, { name: 'kind' }] });
    expect(chat.opensModal('save:job1pic3')).toBe(true);
    expect(chat.opensModal('vary:job1pic3')).toBe(false);
    await ana.fills({ name: 'third_fox', kind: 'sticker' });
    expect(saved).toMatchObject([{ kind: 'sticker', name: 'third_fox' }]);
    expect(ana.lastReply.text).toBe('Saved as `:third_fox:`.');
  });
});
