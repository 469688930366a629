import { describe, expect, it } from 'vitest';
import type { Reply } from '#chat/reply.ts';
import { AppError } from '#lib/errors.ts';
import { createTestChat } from '../helpers/chat.ts';
import { flatPng } from '../helpers/fake/album.ts';

async function start() {
  const chat = await createTestChat();
  return { ...chat, ana: chat.user('ana'), ben: chat.user('ben'), jobs: chat.services.studio.jobs };
}

describe('/generate', () => {
  it('answers with a numbered grid and its subject', async () => {
    const { ana } = await start();
    await ana.says('/generate happy fox seed:7');
    expect(ana.lastReply.text).toBe('**fox 🦊**\nstyle noto');
    expect(ana.lastReply.images?.map(({ number, mime, alt }) => [number, mime, alt])).toEqual(
      [1, 2, 3, 4].map((number) => [number, 'image/png', `fox 🦊, picture ${number}`]),
    );
  });

  it('has a vote and a way to open for each picture, a re-roll and the details', async () => {
    const { ana } = await start();
    await ana.says('/generate');
    const rows = ana.lastReply.buttons?.map((row) => row.map(({ label }) => label));
    expect(rows).toEqual([
      ['1 👍', '2 👍', '3 👍', '4 👍', '🔁'],
      ['1…', '2…', '3…', '4…', 'Details'],
    ]);
  });

  it('of more than four are opened from a menu', async () => {
    const { ana } = await start();
    const { buttons, selects } = await ana.says('/generate fox count:7');
    expect(buttons?.map((row) => row.map(({ label }) => label))).toEqual([
      ['1 👍', '2 👍', '3 👍', '4 👍', '5 👍'],
      ['6 👍', '7 👍', '🔁'],
    ]);
    expect(selects?.map(({ label }) => label)).toEqual(['Open a picture…']);
    await ana.clicks('Picture 6');
    expect(ana.lastReply.text).toBe('**fox 🦊** · picture `job1pic6`');
  });

  it('of one has all that can be done with it', async () => {
    const { ana } = await start();
    await ana.says('/generate fox count:1');
    const rows = ana.lastReply.buttons?.map((row) => row.map(({ label }) => label));
    expect(rows).toEqual([
      ['👍', '👎', '❤️', 'Vary', 'Enlarge'],
      ['Edit…', 'Save as emoji', 'Details', '✏️', '🔁'],
    ]);
    expect(ana.lastReply.text).toBe('**fox 🦊**\npicture `job1pic1` · style noto');
  });

  it('passes its options on', async () => {
    const { ana, jobs } = await start();
    await ana.says('/generate cat style:twemoji model:gan count:9 seed:42 spread:1.5');
    const options = { prompt: 'cat', style: 'twemoji', model: 'gan', count: 9, seed: 42, spread: 1.5 };
    expect(jobs).toEqual([{ kind: 'generate', ...options }]);
  });

  it('passes on what the picture shall be like', async () => {
    const { ana, jobs } = await start();
    await ana.says('/generate fox colour:purple mood:"in love" wearing:👑 holding:☕ size:tiny');
    const wishes = { colour: 'purple', mood: 'in love', wearing: '👑', holding: '☕', size: 'tiny' };
    expect(jobs[0]).toMatchObject({ prompt: 'fox', wishes });
  });

  it('gives the same pictures for the same seed, others for another', async () => {
    const { ana } = await start();
    const paint = async (text: string) =>
      (await ana.says(text)).images?.map(({ bytes }) => Buffer.from(bytes).toString('hex'));
    const first = await paint('/generate fox seed:7');
    expect(await paint('/generate fox seed:7')).toEqual(first);
    expect(await paint('/generate fox seed:8')).not.toEqual(first);
  });

  it.each([
    ['/generate count:0', 'bad_option', '`count` is a whole number from 1 to 9, not `0`.'],
    ['/generate count:10', 'bad_option', '`count` is a whole number from 1 to 9, not `10`.'],
    ['/generate seed:lucky', 'bad_option', '`seed` is a whole number from 0 to 4294967295, not `lucky`.'],
    ['/generate pixels:64', 'bad_option', '/generate has no option `pixels`.'],
    ['/generate style:cubist', 'bad_option', 'There is no style cubist. Try noto, twemoji.'],
    ['/generate qwxz', 'unknown_prompt', 'I have no picture for qwxz. Try fox or cat.'],
    ['/generate 🦄', 'unknown_prompt', 'I have no picture for 🦄.'],
  ])('%s is answered with what to do', async (text, code, message) => {
    const { ana, logged } = await start();
    const reply = await ana.says(text);
    expect(reply.error).toBe(code);
    expect(reply.text).toContain(message);
    expect(logged.map((line) => line.code)).toEqual([code]);
  });
});

describe('progress', () => {
  it('is one message: the place in the line, then the painting, then the pictures', async () => {
    const { ana, services } = await start();
    services.studio.hold(3, 4000);
    const saying = ana.says('/generate fox');
    const waiting = await ana.sees(({ text }) => text.includes('in line'));
    expect(waiting.text).toBe('Number 3 in line, about 4 seconds.');
    expect(waiting.buttons?.flat().map(({ label }) => label)).toEqual(['Cancel']);
    services.studio.release();
    await saying;
    expect(ana.edits[1]).toMatchObject({ text: 'Painting…', progress: { ratio: 0.5 } });
    expect(ana.replies).toHaveLength(1);
    expect(ana.lastReply.images).toHaveLength(4);
    expect(ana.lastReply.progress).toBeUndefined();
  });

  it('can be cancelled by its own person while it waits, by nobody else', async () => {
    const { ana, ben, services } = await start();
    services.studio.hold(3, 4000);
    const saying = ana.says('/generate fox');
    await ana.sees(({ text }) => text.includes('in line'));
    await ben.clicks('Cancel');
    expect(ben.notices).toEqual(['You have no job job1.']);
    await ana.clicks('Cancel');
    expect(await saying).toMatchObject({ error: 'cancelled', text: 'Cancelled. Nothing was painted.', buttons: [] });
    expect(ana.notices).toEqual(['Cancelled 1 job.']);
  });

  it('ends when the platform goes away', async () => {
    const { ana, services } = await start();
    services.studio.hold(3, 4000);
    const leaving = new AbortController();
    const saying = ana.says('/generate fox', { signal: leaving.signal });
    await ana.sees(({ text }) => text.includes('in line'));
    leaving.abort();
    expect((await saying).error).toBe('cancelled');
    expect((await ana.says('/generate fox', { signal: leaving.signal })).error).toBe('cancelled');
    expect(services.studio.jobs).toHaveLength(1);
  });

  it('ends when nobody reads on', async () => {
    const { ana, chat, services } = await start();
    services.studio.hold(3, 4000);
    for await (const _reply of chat.say({ origin: ana.origin, text: '/generate fox' })) break;
    expect((await ana.says('/queue')).text).toContain('Nothing is waiting.');
  });

  it('tells when the queue is full', async () => {
    const { ana, services } = await start();
    services.studio.failNext(new AppError('queue_full', 'Three of yours are waiting. Come back in 5 seconds.'));
    expect(await ana.says('/generate')).toMatchObject({
      error: 'queue_full',
      text: expect.stringContaining('5 seconds'),
    });
  });
});

describe('/mix', () => {
  it('blends two, or more, with a balance', async () => {
    const { ana, jobs } = await start();
    await ana.says('/mix 🦊🍩 style:noto balance:0.3');
    expect(jobs[0]).toMatchObject({ ingredients: [{ text: '🦊' }, { text: '🍩' }], style: 'noto', balance: 0.3 });
    expect(ana.lastReply.text).toContain('**fox 🦊 + doughnut 🍩**');
    expect(ana.lastReply.images).toHaveLength(4);
    await ana.says('/mix 🦊 🍩 🐱');
    expect(jobs[1]).toMatchObject({ ingredients: [{ text: '🦊' }, { text: '🍩' }, { text: '🐱' }], balance: 0.5 });
  });

  it('takes pictures by id and as attachments', async () => {
    const { ana } = await start();
    const id = (await ana.says('/generate fox')).images?.[1]?.id;
    const attachments = [{ name: 'me.png', bytes: await flatPng('me') }];
    expect((await ana.says(`/mix ${id}`, { attachments })).text).toContain('**fox 🦊 + me.png**');
  });

  it('says what is wrong with an attachment or an ingredient', async () => {
    const { ana } = await start();
    const attachments = [{ name: 'zip.png', bytes: new Uint8Array([0x50, 0x4b, 3, 4]) }];
    expect(await ana.says('/mix 🦊', { attachments })).toMatchObject({ error: 'bad_image' });
    expect(await ana.says('/mix 🦊')).toMatchObject({
      error: 'bad_option',
      text: expect.stringContaining('needs `b`'),
    });
    expect(await ana.says('/mix 🦊 job9pic9')).toMatchObject({ error: 'not_found' });
  });
});

describe('/interpolate', () => {
  it('answers with one animation', async () => {
    const { ana } = await start();
    await ana.says('/interpolate 🦊 🍩 16 gif');
    expect(ana.lastReply.text).toContain('**fox 🦊 → doughnut 🍩**, 16 frames');
    expect(ana.lastReply.images?.map(({ name, mime }) => [name, mime])).toEqual([['job1.gif', 'image/gif']]);
  });

  it('is of the kind that the platform shows best, unless another is asked for', async () => {
    const { ana } = await start();
    expect((await ana.says('/interpolate 🦊 🍩')).images).toMatchObject([{ mime: 'image/webp' }]);
  });

  it('has votes, a slower and a faster one, and an emoji of it', async () => {
    const { ana, jobs } = await start();
    const labels = () => ana.lastReply.buttons?.map((row) => row.map(({ label }) => label));
    await ana.says('/interpolate 🦊 🍩 frames:16');
    expect(ana.lastReply.text).toBe('**fox 🦊 → doughnut 🍩**, 16 frames\nstyle noto');
    expect(labels()).toEqual([
      ['👍', '👎', '❤️'],
      ['Slower', 'Faster', 'Save as emoji', 'Details'],
    ]);
    await ana.clicks('👍');
    await ana.clicks('❤️');
    expect(labels()?.[0]).toEqual(['👍 1', '👎', '❤️ 1']);
    expect(labels()?.[1]).toEqual(['Slower', 'Faster', 'Save as emoji', 'Details']);
    await ana.clicks('Faster');
    expect(jobs.at(-1)).toMatchObject({
      kind: 'interpolate',
      from: { text: '🦊' },
      to: { text: '🍩' },
      frames: 16,
      speed: 2,
    });
    expect(labels()?.[1]).toEqual(['Slower', 'Save as emoji', 'Details']);
    await ana.clicks('Details');
    expect(ana.lastReply.text).toContain('`/interpolate 🦊 🍩 style:noto frames:16 speed:2 format:webp`');
    await ana.says('/interpolate 🦊 🍩 speed:0.25');
    expect(labels()?.[1]).toEqual(['Faster', 'Save as emoji', 'Details']);
  });

  it('of an attached picture takes votes, and cannot be made slower', async () => {
    const { ana, chat } = await start();
    await ana.says('/interpolate 🦊', { attachments: [{ name: 'me.png', bytes: await flatPng('me') }] });
    expect(ana.lastReply.buttons?.flat().map(({ label }) => label)).toEqual(['👍', '👎', '❤️']);
    await ana.clicks('👎');
    expect(ana.lastReply.buttons?.flat().map(({ label }) => label)).toEqual(['👍', '👎 1', '❤️']);
    for (const forged of ['speed:job1pic1:2', 'speed:job1pic1:100', 'speed:job1pic1']) {
      const outcome = await chat.press({ origin: ana.origin, buttonId: forged });
      expect(outcome).toEqual({ notice: expect.stringContaining('do not know this button') });
    }
  });

  it('refuses other formats and too many frames', async () => {
    const { ana } = await start();
    expect((await ana.says('/interpolate 🦊 🍩 format:mp4')).text).toBe('`format` is one of webp, gif, not `mp4`.');
    expect((await ana.says('/interpolate 🦊 🍩 frames:1000')).text).toContain(
      '`frames` is a whole number from 4 to 60',
    );
  });
});

describe('/restyle', () => {
  it('paints the same in another style', async () => {
    const { ana } = await start();
    await ana.says('/restyle 🦊 twemoji');
    expect(ana.lastReply.text).toContain('**fox 🦊** in twemoji\npicture `job1pic1`');
    expect(ana.lastReply.images).toHaveLength(1);
  });
});

describe('buttons under a grid', () => {
  it('open one picture for the person alone, who varies and enlarges it for all to see', async () => {
    const { ana, jobs } = await start();
    await ana.says('/generate fox');
    await ana.clicks('2…');
    expect(ana.lastReply).toMatchObject({ ephemeral: true, images: [{ id: 'job1pic2' }] });
    await ana.clicks('Vary');
    expect(jobs.at(-1)).toEqual({ kind: 'vary', picture: 'job1pic2', spread: 1 });
    expect(ana.lastReply.text).toContain('Variations of **fox 🦊**');
    expect(ana.lastReply.images).toHaveLength(4);
    expect(ana.lastReply.ephemeral).toBeUndefined();
    await ana.clicks('3…');
    await ana.clicks('Enlarge');
    expect(jobs.at(-1)).toEqual({ kind: 'enlarge', picture: 'job2pic3' });
    expect(ana.lastReply.text).toContain('**fox 🦊**, 32 × 32 pixels');
    expect(ana.lastReply.buttons).toHaveLength(2);
  });

  it('of messages from before they were fewer go on working', async () => {
    const { ana, chat, jobs } = await start();
    await ana.says('/generate fox');
    const press = (buttonId: string) => chat.press({ origin: ana.origin, buttonId });
    const labels = (outcome: object) =>
      'edit' in outcome && (outcome.edit as { buttons: { label: string }[][] }).buttons.map((row) => row[1]?.label);
    expect(labels(await press('vote:job1pic2:up'))).toEqual(['2 👍 1', '2…']);
    expect(labels(await press('favorite:job1pic2'))).toEqual(['2 👍 1', '2…']);
    expect(labels(await press('vote:job1pic2:down:one'))).toEqual(['👎 1', 'Save as emoji']);
    for (const old of ['vary:job1pic2', 'enlarge:job1pic3', 'reroll:job1pic1']) {
      const outcome = await press(old);
      if ('reply' in outcome) for await (const _ of outcome.reply);
    }
    expect(jobs.slice(1).map(({ kind }) => kind)).toEqual(['vary', 'enlarge', 'generate']);
  });

  it('tell how the pictures were made to who asks alone, and what to type for them', async () => {
    const { ana } = await start();
    await ana.says('/generate happy fox style:twemoji colour:"dark red" count:2 seed:7');
    await ana.clicks('Details');
    expect(ana.lastReply.ephemeral).toBe(true);
    expect(ana.lastReply.text.split('\n')).toEqual([
      '**fox 🦊** · painted from `happy fox` · seed `7` · style twemoji · model `easel`',
      'Pictures 1 `job1pic1`, 2 `job1pic2`',
      '`/recall job1pic1` brings picture 1 back as it is, with its history.',
      'With the same seed: `/generate happy fox style:twemoji seed:7 colour:"dark red" count:2 model:easel`',
    ]);
    const again = ana.lastReply.text.split('`').at(-2)!;
    const pixels = ({ images = [] }: Reply) => images.map(({ bytes }) => Buffer.from(bytes).toString('hex'));
    expect(pixels(await ana.says(again))).toEqual(pixels(ana.replies[0]!));
  });

  it('tell of a blend too, and of one with an attached picture what can be said', async () => {
    const { ana } = await start();
    await ana.says('/mix 🦊 "a cat" balance:0.3 seed:7');
    await ana.clicks('Details');
    expect(ana.lastReply.text).toContain('With the same seed: `/mix 🦊 "a cat" style:noto seed:7 balance:0.3`');
    await ana.says('/mix 🦊', { attachments: [{ name: 'me.png', bytes: await flatPng('me') }] });
    await ana.clicks('Details');
    expect(ana.lastReply.text).toContain('`/recall job2pic1` brings picture 1 back');
    expect(ana.lastReply.text).not.toContain('With the same seed');
  });

  it('🔁 asks for the same again with a new seed', async () => {
    const { ana, ben, jobs } = await start();
    await ana.says('/generate fox style:twemoji count:3 seed:5 spread:0.5');
    await ben.clicks('🔁');
    expect(jobs[1]).toEqual({
      kind: 'generate',
      prompt: 'fox',
      style: 'twemoji',
      count: 3,
      seed: undefined,
      spread: 0.5,
      source: 'job1pic1',
    });
    expect(ben.lastReply.images).toHaveLength(3);
    await ben.clicks('Details');
    expect(ben.lastReply.text).not.toContain('seed `5`');
  });

  it('🔁 under a blend of an upload asks to send it again', async () => {
    const { ana } = await start();
    await ana.says('/mix 🦊', { attachments: [{ name: 'me.png', bytes: await flatPng('me') }] });
    await ana.clicks('🔁');
    expect(ana.notices).toEqual(['This one came from an attached picture. Please send the command again.']);
  });
});
