import { describe, expect, it } from 'vitest';
import { createTestChat } from '../helpers/chat.ts';
import { flatPng } from '../helpers/fake/album.ts';

async function start() {
  const chat = await createTestChat();
  return { ...chat, ana: chat.user('ana'), jobs: chat.services.studio.jobs };
}

const attached = async (name: string) => ({ name, bytes: await flatPng(name) });

describe('/make a picture move', () => {
  it('sets words, emoji, pictures by their id and attached ones in motion, as the platform shows it best', async () => {
    const { ana, jobs } = await start();
    await ana.says('/generate fox');
    const usual = { kind: 'move', speed: 1, format: 'webp' };
    await ana.says('/make bounce 🦊');
    expect(jobs.at(-1)).toMatchObject({ ...usual, motion: 'bounce', picture: { text: '🦊' } });
    expect(ana.lastReply.images).toMatchObject([{ mime: 'image/webp' }]);
    await ana.says('/make party job1pic2 format:gif');
    expect(jobs.at(-1)).toMatchObject({ motion: 'party', picture: { text: 'job1pic2' }, format: 'gif' });
    await ana.says('/make petpet', { attachments: [await attached('me.png')] });
    expect(jobs.at(-1)).toMatchObject({ motion: 'petpet', picture: { upload: { name: 'me.png' } } });
    await ana.says('/make shake happy cat speed:0.5');
    expect(jobs.at(-1)).toMatchObject({ motion: 'shake', picture: { text: 'happy cat' }, speed: 0.5 });
    await ana.says('/make wiggle sleepy + cat style:twemoji');
    expect(jobs.at(-1)).toMatchObject({ motion: 'wiggle', picture: { text: 'sleepy cat' }, style: 'twemoji' });
  });

  it('has votes, a slower and a faster one of the same picture, and an emoji of it that moves', async () => {
    const { ana, jobs } = await start();
    await ana.says('/make spin fox');
    const labels = () => ana.lastReply.buttons?.map((row) => row.map(({ label }) => label));
    expect(labels()).toEqual([
      ['👍', '👎', '❤️'],
      ['Slower', 'Faster', 'Save as emoji', 'Details'],
    ]);
    await ana.clicks('👍');
    expect(labels()?.[0]).toEqual(['👍 1', '👎', '❤️']);
    await ana.clicks('Faster');
    expect(jobs.at(-1)).toMatchObject({ kind: 'move', motion: 'spin', picture: { text: 'job1pic1' }, speed: 2 });
    await ana.clicks('Details');
    expect(ana.lastReply.text).toContain('The same again: `/make spin job2pic1 speed:2 format:webp`');
    await ana.says('/save job1pic1 round_fox');
    expect(jobs.at(-1)).toEqual({ kind: 'recall', picture: 'job1pic1' });
  });

  it('packs one character in many moods, as a sheet with numbers and a file', async () => {
    const { ana, jobs } = await start();
    await ana.says('/make pack fox count:16 style:noto');
    expect(jobs.at(-1)).toMatchObject({ kind: 'pack', picture: { text: 'fox' }, count: 16, style: 'noto' });
    expect(ana.lastReply.images).toMatchObject([{ name: 'job1-sheet.png', width: 24 }]);
    expect(ana.lastReply.files).toMatchObject([{ name: 'fox.zip', mime: 'application/zip' }]);
    expect(ana.lastReply.text).toContain('16 `fox 🦊, picture 16`');
    const rows = ana.lastReply.buttons!.map((row) => row.map(({ label }) => label));
    expect(rows).toHaveLength(4);
    expect(rows.flat()).toContain('16 👍');
    expect(ana.lastReply.selects![0]!.entries).toHaveLength(18);
    await ana.clicks('12 👍');
    expect(ana.lastReply.buttons!.flat().map(({ label }) => label)).toContain('12 👍 1');
    await ana.clicks('🔁');
    expect(jobs.at(-1)).toMatchObject({ kind: 'pack', count: 16 });
    await ana.says('/make pack happy cat');
    expect(jobs.at(-1)).toMatchObject({ picture: { text: 'happy cat' }, count: 9 });
    expect((await ana.says('/make pack fox count:12')).text).toContain('A pack has 9 or 16 moods, not 12');
  });

  it('makes patterns and banners of several things, and the same anew', async () => {
    const { ana, jobs } = await start();
    await ana.says('/make pattern 🦊🍩 colour:pink');
    expect(jobs.at(-1)).toMatchObject({
      kind: 'pattern',
      ingredients: [{ text: '🦊' }, { text: '🍩' }],
      colour: 'pink',
    });
    expect(ana.lastReply.images).toMatchObject([{ name: 'job1-pattern.png' }]);
    expect(ana.lastReply.buttons!.flat().map(({ label }) => label)).toEqual(['🔁', 'Details']);
    await ana.says('/make banner happy cat + fox text:"Game night"');
    const banner = { kind: 'banner', ingredients: [{ text: 'happy cat' }, { text: 'fox' }], words: 'Game night' };
    expect(jobs.at(-1)).toMatchObject(banner);
    await ana.clicks('🔁');
    expect(jobs.at(-1)).toMatchObject(banner);
    await ana.says('/make banner fox text:"Game night" seed:7');
    await ana.clicks('Details');
    expect(ana.lastReply.text).toContain('`/make banner fox seed:7 text:"Game night"`');
    expect((await ana.says(`/make banner fox text:"${'x'.repeat(81)}"`)).text).toContain('room for 80 letters, not 81');
  });

  it('says what it makes, of what, and that it is one at a time', async () => {
    const { ana } = await start();
    expect((await ana.says('/make dance 🦊')).text).toContain('`what` is one of bounce, spin, party, petpet');
    expect((await ana.says('/make bounce')).text).toContain('/make needs `picture`');
    await ana.says('/generate fox');
    expect(await ana.says('/make bounce 0123456789 abcdefgh12')).toMatchObject({
      error: 'bad_option',
      text: '`/make bounce` takes one picture at a time. Please leave the others out.',
    });
    const attachments = [await attached('one.png'), await attached('two.png')];
    expect((await ana.says('/make bounce', { attachments })).text).toContain('one picture at a time');
  });
});
