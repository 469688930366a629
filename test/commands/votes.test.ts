import { describe, expect, it } from 'vitest';
import { loadCommands } from '#chat/command/load.ts';
import type { Reply } from '#chat/reply.ts';
import { createChat } from '#chat/router.ts';
import { createLog } from '#lib/log.ts';
import { commandsFolder, createTestChat } from '../helpers/chat.ts';

async function start() {
  const chat = await createTestChat();
  return { ...chat, ana: chat.user('ana'), ben: chat.user('ben') };
}

const labels = (reply: Reply) => reply.buttons?.map((row) => row.map(({ label }) => label).join(' '));

describe('votes', () => {
  it('are counted on the button of their picture, in the same message', async () => {
    const { ana, ben } = await start();
    await ana.says('/generate fox count:2');
    await ana.clicks('👍 2');
    await ben.clicks('👍 2');
    expect(labels(ana.lastReply)).toEqual(['1 👍 2 👍 2 🔁', '1… 2… Details']);
    expect(ana.replies).toHaveLength(1);
    expect(ana.lastReply.images).toHaveLength(2);
  });

  it('are taken back by the same vote and replaced by the other', async () => {
    const { ana } = await start();
    await ana.says('/generate fox count:1');
    await ana.clicks('👍 1');
    await ana.clicks('👍 1');
    expect(labels(ana.lastReply)?.[0]).toBe('👍 👎 ❤️ Vary Enlarge');
    await ana.clicks('👍 1');
    await ana.clicks('👎 1');
    expect(labels(ana.lastReply)?.[0]).toBe('👍 👎 1 ❤️ Vary Enlarge');
  });

  it('are shown to the person as pressed', async () => {
    const { ana } = await start();
    await ana.says('/generate fox count:2');
    await ana.clicks('👍 2');
    expect(await ana.pressed()).toEqual(['2 👍 1']);
    await ana.clicks('1…');
    await ana.clicks('❤️');
    expect(await ana.pressed()).toEqual(['❤️ 1']);
  });

  it('on a picture that was opened are counted there, and under the grid with its next vote', async () => {
    const { ana, ben } = await start();
    await ana.says('/generate fox count:2');
    await ben.clicks('1…');
    expect(labels(ben.lastReply)).toEqual(['👍 👎 ❤️ Vary Enlarge', 'Edit… Save as emoji Details ✏️ Report']);
    await ben.clicks('👎');
    await ben.clicks('❤️');
    await ben.clicks('👍');
    expect(labels(ben.lastReply)?.[0]).toBe('👍 1 👎 ❤️ 1 Vary Enlarge');
    expect(ben.lastReply).toMatchObject({ ephemeral: true, images: [{ id: 'job1pic1' }] });
    expect(ben.replies).toHaveLength(1);
    await ana.clicks('👍 1');
    expect(labels(ana.lastReply)?.[0]).toBe('1 👍 2 2 👍 🔁');
  });

  it('on a single picture leave the message with that picture', async () => {
    const { ana } = await start();
    await ana.says('/generate fox count:3');
    await ana.says('/recall job1pic3');
    await ana.clicks('👍 1');
    expect(labels(ana.lastReply)).toEqual(['👍 1 👎 ❤️ Vary Enlarge', 'Edit… Save as emoji Details ✏️']);
    expect(ana.lastReply.buttons?.flat()[0]?.picture).toBe('job1pic3');
  });

  it('work after a restart, from the button alone', async () => {
    const { ana, services } = await start();
    await ana.says('/generate fox count:2');
    const buttonId = ana.lastReply.buttons?.[0]?.[1]?.id ?? '';
    const restarted = createChat({ commands: await loadCommands(commandsFolder), services, log: createLog('silent') });
    const outcome = await restarted.press({ origin: ana.origin, buttonId });
    expect('edit' in outcome && labels(outcome.edit as Reply)).toEqual(['1 👍 2 👍 1 🔁', '1… 2… Details']);
  });

  it('on what does not exist say so', async () => {
    const { ana, services } = await start();
    const chat = createChat({ commands: await loadCommands(commandsFolder), services, log: createLog('silent') });
    const press = (buttonId: string) => chat.press({ origin: ana.origin, buttonId });
    expect(await press('vote:nothing:up')).toEqual({ notice: 'There is no picture nothing here.' });
    expect(await press('vote:nothing:sideways')).toEqual({
      notice: expect.stringContaining('do not know this button'),
    });
    expect(await press('')).toEqual({ notice: expect.stringContaining('do not know this button') });
  });
});

describe('/favorites', () => {
  it('shows what this person kept, to nobody else', async () => {
    const { ana, ben } = await start();
    await ana.says('/generate fox count:2');
    await ben.clicks('2…');
    await ben.clicks('❤️');
    expect((await ana.says('/favorites')).text).toBe(
      'You have no favourites yet. Press ❤️ under a picture to keep it here.',
    );
    const kept = await ben.says('/favorites');
    expect(kept.text).toBe('**Your favourites**\n1. fox 🦊 · by ana · ❤️ 1 · `job1pic2`');
    expect(kept.images?.map(({ id, number }) => [id, number])).toEqual([['job1pic2', 1]]);
    expect(kept.ephemeral).toBe(true);
  });
});

describe('/gallery', () => {
  it('shows the most loved first, or the newest', async () => {
    const { ana } = await start();
    await ana.says('/generate fox count:2');
    await ana.clicks('👍 1');
    await ana.says('/generate cat count:1');
    expect((await ana.says('/gallery')).text).toBe(
      '**Most loved pictures**\n1. fox 🦊 · by ana · 👍 1 · `job1pic1`\n2. cat 🐱 · by ana · `job2pic1`\n3. fox 🦊 · by ana · `job1pic2`',
    );
    expect((await ana.says('/gallery new')).images?.map(({ id }) => id)).toEqual(['job2pic1', 'job1pic2', 'job1pic1']);
  });

  it('is for the asker alone, and does not call loved what nobody voted for', async () => {
    const { ana } = await start();
    await ana.says('/generate fox count:9');
    await ana.says('/generate cat count:3');
    const first = await ana.says('/gallery');
    expect(first).toMatchObject({ ephemeral: true, images: { length: 9 } });
    expect(first.text).toContain('**Newest pictures, none of them voted for yet**');
    await ana.clicks('Next');
    expect(ana.lastReply).toMatchObject({ ephemeral: true, images: { length: 3 } });
  });

  it('turns its pages in the one message', async () => {
    const { ana } = await start();
    await ana.says('/generate fox count:9');
    await ana.says('/generate cat count:2');
    await ana.says('/gallery new');
    expect(labels(ana.lastReply)).toEqual(['1 2 3 4 5', '6 7 8 9', 'Next']);
    await ana.clicks('Next');
    expect(ana.lastReply.text).toContain('**Newest pictures**, page 2\n1. fox 🦊');
    expect(ana.lastReply.images).toHaveLength(2);
    expect(labels(ana.lastReply)).toEqual(['1 2', 'Previous']);
    await ana.clicks('Previous');
    expect(ana.lastReply.images).toHaveLength(9);
    expect(ana.replies).toHaveLength(3);
  });

  it('opens a picture with its history and its buttons', async () => {
    const { ana } = await start();
    await ana.says('/generate fox count:2');
    await ana.says('/gallery new');
    await ana.clicks('2');
    expect(ana.lastReply.text).toContain('**fox 🦊** by ana, 22 November 2026 · picture `job1pic1`');
    expect(labels(ana.lastReply)).toEqual(['👍 👎 ❤️ Vary Enlarge', 'Edit… Save as emoji Details ✏️']);
  });

  it('says how to begin where there is nothing', async () => {
    const { ana } = await start();
    expect((await ana.says('/gallery')).text).toContain('`/generate happy cat` paints the first.');
  });
});

describe('/recall', () => {
  it('tells the whole history: how it was made, ancestors, descendants, votes', async () => {
    const { ana } = await start();
    await ana.says('/generate fox seed:7');
    for (const picture of ['2…', '1…']) {
      await ana.clicks(picture);
      await ana.clicks('Vary');
    }
    await ana.says('/recall JOB2PIC1.png');
    expect(ana.lastReply.text.split('\n')).toEqual([
      '**fox 🦊** by ana, 22 November 2026 · picture `job2pic1`',
      'varied · style noto · seed `1002` · model `easel`',
      'from `job1pic2` fox 🦊, painted',
      'led to 4 pictures: `job3pic1` varied, `job3pic2` varied, `job3pic3` varied, `job3pic4` varied',
      '👍 0 · 👎 0 · ❤️ 0',
    ]);
    expect(ana.lastReply.images).toHaveLength(1);
    expect((await ana.says('/recall job1pic1')).text).toContain('painted from `fox` · style noto · seed `7`');
  });

  it('says so where there is no such picture', async () => {
    const { ana } = await start();
    expect(await ana.says('/recall 7k2m9x4q1c')).toMatchObject({
      error: 'not_found',
      text: 'There is no picture 7k2m9x4q1c here.',
    });
  });
});
