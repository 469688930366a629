import { describe, expect, it } from 'vitest';
import { createTestChat } from '../helpers/chat.ts';

const png = new Uint8Array([0x89]);

describe('the menu of a message', () => {
  it('mixes the one picture of it with what is written', async () => {
    const { user, services } = await createTestChat();
    const ana = user('ana');
    await ana.says('/generate fox count:1');
    await ana.opens('mix-with');
    expect(ana.modal).toMatchObject({ id: 'mix:job1pic1', title: 'Mix with…', fields: [{ name: 'with' }] });
    await ana.fills({ with: '🍩🐱' });
    expect(services.studio.jobs.at(-1)).toMatchObject({
      kind: 'mix',
      ingredients: [{ text: 'job1pic1' }, { text: '🍩' }, { text: '🐱' }],
    });
    expect(ana.lastReply.images).toHaveLength(4);
  });

  it('asks which picture of several is meant', async () => {
    const { user, services } = await createTestChat();
    const ana = user('ana');
    await ana.says('/generate fox count:3');
    await ana.opens('restyle');
    expect(ana.modal?.fields).toMatchObject([
      {
        name: 'source',
        kind: 'choice',
        choices: [{ label: 'Picture 1' }, { label: 'Picture 2' }, { label: 'Picture 3' }],
      },
      { name: 'style', kind: 'choice', choices: [{ value: 'noto' }, { value: 'twemoji' }] },
    ]);
    await ana.fills({ source: 'job1pic2', style: 'twemoji' });
    expect(services.studio.jobs.at(-1)).toMatchObject({ picture: { text: 'job1pic2' }, style: 'twemoji' });
  });

  it("reads anyone's attachment only when it is painted from", async () => {
    let reads = 0;
    const attachment = {
      name: 'holiday.png',
      read: async () => {
        reads++;
        return png;
      },
    };
    const { user, services } = await createTestChat();
    const ana = user('ana');
    await ana.says('/help');
    await ana.opens('mix-with', [attachment]);
    expect(reads).toBe(0);
    await ana.fills({ with: '🦊' });
    expect(reads).toBe(1);
    expect(services.studio.jobs).toMatchObject([
      { ingredients: [{ upload: { name: 'holiday.png', bytes: png } }, { text: '🦊' }] },
    ]);
  });

  it('forgets an attachment after a quarter of an hour, and says so', async () => {
    let now = Date.parse('2026-11-22T12:00:00Z');
    const { user } = await createTestChat({ clock: { now: () => new Date(now) } });
    const ana = user('ana');
    await ana.says('/help');
    await ana.opens('save-as-emoji', [{ name: 'cat.png', read: async () => png }]);
    now += 15 * 60_000 + 1;
    await ana.fills({ name: 'cat' });
    expect(ana.notices).toEqual(['That picture is not at hand any more. Choose it once more from its menu.']);
  });

  it('says so where there is no picture, or no such entry', async () => {
    const { user, chat } = await createTestChat();
    const ana = user('ana');
    await ana.says('/help');
    await ana.opens('mix-with');
    await ana.opens('fly');
    expect(ana.notices).toEqual([
      'There is no picture in this message. Choose one that has a picture.',
      expect.stringContaining('do not know this button'),
    ]);
    expect([...chat.shortcuts.keys()].sort()).toEqual([
      'again-like-this',
      'delete',
      'edit',
      'mix-with',
      'paint-person',
      'restyle',
      'save-as-emoji',
    ]);
  });
});

describe('reactions', () => {
  const labels = (user: { lastReply: { buttons?: { label: string }[][] } }) =>
    user.lastReply.buttons?.map((row) => row.map(({ label }) => label).join(' '));

  it('vote for all of a grid, or for one of it by its number', async () => {
    const { user } = await createTestChat();
    const ana = user('ana');
    await ana.says('/generate fox count:2');
    await ana.reacts('👍🏽');
    expect(labels(ana)).toEqual(['1 👍 1 2 👍 1 🔁', '1… 2… Details']);
    await user('ben').reacts('2️⃣');
    await user('ben').reacts('❤️');
    expect(labels(ana)).toEqual(['1 👍 1 2 👍 2 🔁', '1… 2… Details']);
    await ana.clicks('1…');
    expect(labels(ana)?.[0]).toBe('👍 1 👎 ❤️ 1 Vary Enlarge');
  });

  it('are taken back when they are removed, and count once however often they come', async () => {
    const { user } = await createTestChat();
    const ana = user('ana');
    await ana.says('/generate fox count:1');
    await ana.reacts('👍');
    await ana.reacts('👍');
    expect(labels(ana)?.[0]).toBe('👍 1 👎 ❤️ Vary Enlarge');
    await ana.reacts('👎');
    expect(labels(ana)?.[0]).toBe('👍 👎 1 ❤️ Vary Enlarge');
    await ana.reacts('👍', false);
    expect(labels(ana)?.[0]).toBe('👍 👎 1 ❤️ Vary Enlarge');
    await ana.reacts('👎', false);
    await ana.reacts('👎', false);
    expect(labels(ana)?.[0]).toBe('👍 👎 ❤️ Vary Enlarge');
  });

  it('that mean nothing, or that are on nothing, change nothing', async () => {
    const { user, chat } = await createTestChat();
    const ana = user('ana');
    await ana.says('/generate fox count:2');
    const react = (pictures: string[], reaction: string) =>
      chat.react({ origin: ana.origin, pictures, reaction, added: true });
    expect(await react(['job1pic1', 'job1pic2'], '🎉')).toBeUndefined();
    expect(await react(['job1pic1', 'job1pic2'], '7️⃣')).toBeUndefined();
    expect(await react([], '👍')).toBeUndefined();
    expect(await react(['nothing'], '👍')).toBeUndefined();
  });

  it('on a page of the gallery count only by number', async () => {
    const { user, chat } = await createTestChat();
    const ana = user('ana');
    await ana.says('/generate fox count:1');
    await ana.says('/generate cat count:1');
    const pictures = ['job1pic1', 'job2pic1'];
    for (const reaction of ['👎', '2️⃣']) await chat.react({ origin: ana.origin, pictures, reaction, added: true });
    expect((await ana.says('/gallery')).text).toMatch(/1\. cat 🐱 · by ana · 👍 1 .*\n2\. fox 🦊 · by ana · `/);
  });
});

describe('spoilers', () => {
  it('hide what is painted where the person asks for it', async () => {
    const { user } = await createTestChat();
    const ana = user('ana');
    const hidden = (await ana.says('/generate fox count:2 spoiler:yes')).images?.map(({ spoiler }) => spoiler);
    expect(hidden).toEqual([true, true]);
    expect((await ana.says('/interpolate 🦊 🍩 spoiler:yes')).images).toMatchObject([{ spoiler: true }]);
    expect((await ana.says('/generate fox count:1')).images?.[0]).not.toHaveProperty('spoiler');
    expect((await ana.says('/generate fox spoiler:perhaps')).error).toBe('bad_option');
  });
});
