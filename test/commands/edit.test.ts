import { describe, expect, it } from 'vitest';
import { createTestChat } from '../helpers/chat.ts';
import { flatPng } from '../helpers/fake/album.ts';

async function start() {
  const chat = await createTestChat();
  return { ...chat, ana: chat.user('ana'), jobs: chat.services.studio.jobs };
}

describe('/edit', () => {
  it('changes what is named, of a picture by its id or of an attached one', async () => {
    const { ana, jobs } = await start();
    await ana.says('/generate fox count:1');
    await ana.says('/edit job1pic1 wearing:👑 mood:sleepy style:twemoji');
    expect(jobs.at(-1)).toEqual({
      kind: 'edit',
      picture: { text: 'job1pic1' },
      changes: { wearing: '👑', mood: 'sleepy' },
      style: 'twemoji',
    });
    expect(ana.lastReply.text).toContain('**fox 🦊**\npicture `job2pic1`');
    const bytes = await flatPng('me');
    await ana.says('/edit colour:purple', { attachments: [{ name: 'me.png', bytes }] });
    expect(jobs.at(-1)).toMatchObject({ picture: { upload: { name: 'me.png' } }, changes: { colour: 'purple' } });
  });

  it('takes the change in words, after the picture or beside an attached one', async () => {
    const { ana, jobs } = await start();
    await ana.says('/generate fox count:1');
    await ana.says('/edit job1pic1 sleepy, with a crown');
    expect(jobs.at(-1)).toMatchObject({ picture: { text: 'job1pic1' }, words: 'sleepy, with a crown' });
    await ana.says('/edit sleepy, with a crown', { attachments: [{ name: 'me.png', bytes: await flatPng('me') }] });
    expect(jobs.at(-1)).toMatchObject({ picture: { upload: { name: 'me.png' } }, words: 'sleepy, with a crown' });
    await ana.says('/edit 🦊 sleepy');
    expect(jobs.at(-1)).toMatchObject({ picture: { text: '🦊' }, words: 'sleepy' });
  });

  it('is a button of a picture that was opened, which asks what to change', async () => {
    const { ana, jobs } = await start();
    await ana.says('/generate fox count:2');
    await ana.clicks('2…');
    await ana.clicks('Edit…');
    expect(ana.modal?.fields.map(({ name }) => name)).toEqual(['wearing', 'mood', 'holding', 'colour', 'style']);
    await ana.fills({ wearing: 'a crown', style: 'twemoji' });
    expect(jobs.at(-1)).toEqual({
      kind: 'edit',
      picture: { text: 'job1pic2' },
      changes: { wearing: 'a crown' },
      style: 'twemoji',
    });
  });

  it('is in the menu of a message, and asks which of its pictures is meant', async () => {
    const { ana, jobs } = await start();
    await ana.says('/generate fox count:2');
    await ana.opens('edit');
    expect(ana.modal?.fields.map(({ name }) => name)).toEqual(['source', 'wearing', 'holding', 'words', 'style']);
    await ana.fills({ source: 'job1pic2', holding: '🎈', words: '😡, purple', style: 'noto' });
    expect(jobs.at(-1)).toMatchObject({
      kind: 'edit',
      picture: { text: 'job1pic2' },
      words: '😡, purple',
      changes: { holding: '🎈' },
      style: 'noto',
    });
  });
});
