import { describe, expect, it } from 'vitest';
import { nightReply, rolledBackReply } from '#chat/answers/training.ts';
import { english } from '#lib/i18n.ts';
import { createTestChat } from '../helpers/chat.ts';
import { flatPng } from '../helpers/fake/album.ts';

async function start() {
  const chat = await createTestChat();
  const users = { ana: chat.user('ana'), ben: chat.user('ben'), olga: chat.user('olga', { operator: true }) };
  return { ...chat, ...users };
}

describe('/help', () => {
  it('lists every command, those for admins marked', async () => {
    const { ana } = await start();
    const { text } = await ana.says('/help');
    expect(text).toContain('`/mix` Blends two or more things into new pictures');
    expect(text).toContain('`/retrain` Trains the model further and switches to the result (admins)');
  });

  it('explains one command with its options and examples', async () => {
    const { ana } = await start();
    const { text } = await ana.says('/help /Interpolate');
    expect(text).toContain('`/interpolate from to [frames] [format] [style] [speed] [spoiler] [private]`');
    expect(text).toContain('`frames` How many frames (4 to 60)');
    expect(text).toMatch(/`format` The kind of file.*\(webp or gif\)/);
    expect(text).toContain('Example: `/interpolate 🐱 🍕`');
  });

  it('suggests the nearest command', async () => {
    const { ana } = await start();
    expect(await ana.says('/help mux')).toMatchObject({
      error: 'unknown_command',
      text: expect.stringContaining('`/mix`'),
    });
  });
});

describe('/queue and /cancel', () => {
  it('show places, waiting times, the device and the model', async () => {
    const { ana, ben, services } = await start();
    expect((await ana.says('/queue')).text).toBe('Nothing is waiting.\nI paint with `easel` on cpu (2 threads).');
    services.studio.hold(2, 3000);
    const saying = ben.says('/mix 🦊 🍩');
    await ben.sees(({ text }) => text.includes('in line'));
    expect((await ana.says('/queue')).text).toContain('`job1` mix: Number 2 in line, about 3 seconds.');
    const own = await ben.says('/queue');
    expect(own.text).toContain('`job1` mix (yours)');
    expect(own.buttons?.flat().map(({ label }) => label)).toEqual(['Cancel mix job1']);
    await ben.clicks('Cancel mix job1');
    expect((await saying).error).toBe('cancelled');
    expect(ben.notices).toEqual(['Cancelled 1 job.']);
  });

  it('cancels all of one person, nothing of another', async () => {
    const { ana, ben, services } = await start();
    services.studio.hold(2, 3000);
    const saying = [ana.says('/generate fox'), ana.says('/generate cat')];
    await ana.sees(({ text }) => text.includes('in line'));
    expect((await ben.says('/cancel')).text).toBe('Nothing of yours is waiting or running.');
    expect((await ben.says('/cancel job1')).error).toBe('not_found');
    expect((await ana.says('/cancel')).text).toBe('Cancelled 2 jobs.');
    expect((await Promise.all(saying)).map(({ error }) => error)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('/retrain', () => {
  it('shows bar, loss, time left and chart in one message, then before and after', async () => {
    const { olga, services } = await start();
    const saying = olga.says('/retrain 60');
    await olga.sees(({ progress }) => progress?.ratio === 0);
    expect(services.trainer.started).toEqual([60]);
    const chart = await flatPng('loss', 32);
    services.trainer.report({
      ratio: 0.25,
      phase: 'training',
      step: 1200,
      loss: 0.0512,
      remainingMs: 45 * 60_000,
      chart,
    });
    const midway = await olga.sees(({ progress }) => progress?.ratio === 0.25);
    expect(midway.text).toBe('**Training** · step 1,200 · loss 0.0512 · about 45 minutes left');
    expect(midway.images).toMatchObject([{ name: 'loss.png', width: 32, height: 32 }]);
    await services.trainer.finish();
    const { text, images, buttons, progress } = await saying;
    expect(text).toContain('I paint with `3f9c2a71` from now on, because it is better.');
    expect(text).toContain('Learnt from 212 votes of 20 people, 3 favourites.');
    expect(text).toContain('1,500 steps · 48,000 images · about 15 minutes · loss 0.0512 before, 0.0488 after');
    expect(images?.map(({ name, width }) => [name, width])).toEqual([
      ['before-after.png', 16],
      ['training.png', 8],
    ]);
    expect([buttons, progress]).toEqual([[], undefined]);
    expect(olga.replies).toHaveLength(1);
  });

  it('stops without harm, by the button or by /cancel training, for admins', async () => {
    const { olga, ben, services } = await start();
    for (const stop of [() => olga.clicks('Cancel'), () => olga.says('/cancel training')]) {
      const saying = olga.says('/retrain');
      await olga.sees((reply) => reply === olga.lastReply && reply.progress !== undefined);
      await ben.clicks('Cancel');
      expect(ben.notices.at(-1)).toContain('Only admins may stop a training');
      await stop();
      expect(await saying).toMatchObject({ error: 'cancelled', text: expect.stringContaining('the model stays') });
    }
    expect((await olga.says('/cancel training')).text).toBe('No training is running.');
    expect(services.trainer.started).toEqual([15, 15]);
  });

  it('is in the queue, with a way to stop it for those who may', async () => {
    const { olga, ben, services } = await start();
    const saying = olga.says('/retrain');
    await olga.sees(({ progress }) => progress !== undefined);
    services.trainer.report({ ratio: 0.4, phase: 'training', step: 120, remainingMs: 180_000 });
    const queue = await olga.says('/queue');
    expect(queue.text).toContain('A training: training, 40 %, about 3 minutes left.');
    expect(queue.text).not.toContain('Nothing is waiting');
    expect((await ben.says('/queue')).buttons).toEqual([]);
    await olga.clicks('Cancel training');
    expect(await saying).toMatchObject({ error: 'cancelled' });
    expect((await olga.says('/queue')).text).toContain('Nothing is waiting.');
  });

  it('runs once at a time, for a sensible time', async () => {
    const { olga, services } = await start();
    expect((await olga.says('/retrain 0')).text).toContain('`minutes` is a whole number from 1 to 480');
    expect((await olga.says('/retrain 481')).error).toBe('bad_option');
    const saying = olga.says('/retrain 5');
    await olga.sees(({ progress }) => progress !== undefined);
    expect(await olga.says('/retrain 5')).toMatchObject({ error: 'busy' });
    await services.trainer.finish();
    await saying;
  });
});

it('what people are told in the morning, and of a way back', () => {
  const png = Uint8Array.from([...Array(16).fill(0), 0, 0, 0, 8, 0, 0, 0, 8]);
  const model = { name: '3f9c2a71', family: 'vae', step: 1, createdAt: new Date(0), active: false, note: '' };
  const outcome = {
    model,
    promoted: false,
    reason: 'its pictures are less varied (79 % of before)',
    figures: {},
    sources: { votes: 41, people: 1, favorites: 0, given: 2 },
    ...{ steps: 120, images: 1920, seconds: 300, chart: png, beforeAfter: png },
  };
  const reply = nightReply(outcome, english);
  expect(reply.text).toContain('I paint as before, because its pictures are less varied (79 % of before).');
  expect(reply.text).toContain('Learnt from 41 votes of one person, 2 pictures that people gave.');
  expect(reply.images).toHaveLength(2);
  expect(rolledBackReply({ from: 'a', to: 'b', before: 0.75, after: 0.3 }, english).text).toBe(
    '**I went back** from `a` to `b`: in its first day 30 % of the votes were for its pictures, and 75 % before.',
  );
});

describe('/model', () => {
  it('shows what was learnt, and paints the same seeds with two models', async () => {
    const { ana } = await start();
    const history = await ana.says('/model history');
    expect(history.text).toContain('`3f9c2a71` · from `easel`');
    expect(history.text).toContain('it is liked more');
    expect(history.images).toMatchObject([{ name: 'history.png', width: 24 }]);
    const compared = await ana.says('/model compare 3f9c2a71');
    expect(compared.text).toBe('The same seeds, painted by `3f9c2a71` above and `easel` below.');
    expect(compared.images).toMatchObject([{ name: 'compared.png' }]);
    expect((await ana.says('/model compare')).text).toContain('Write `/model compare A B`');
  });

  it('lists for everyone', async () => {
    const { ana } = await start();
    expect((await ana.says('/model')).text.split('\n')).toEqual([
      '**Models**',
      '`easel` (in use) · vae, step 120,000 · 22 November 2026 · shipped with Easel',
      '`3f9c2a71` · vae, step 121,500 · from `easel` · 22 November 2026',
    ]);
  });

  it('switches and goes back for admins alone', async () => {
    const { ana, olga } = await start();
    expect((await ana.says('/model use 3f9c2a71')).error).toBe('no_permission');
    expect((await ana.says('/model rollback')).error).toBe('no_permission');
    expect((await olga.says('/model use 3f9c2a71')).text).toContain('I paint with `3f9c2a71` from now on.');
    expect((await ana.says('/model')).text).toContain('`3f9c2a71` (in use)');
    expect((await olga.says('/model rollback')).text).toContain('I paint with `easel` from now on.');
  });

  it('asks which one, and says when there is none of that name', async () => {
    const { olga } = await start();
    expect(await olga.says('/model use')).toMatchObject({
      error: 'bad_option',
      text: expect.stringContaining('Which model?'),
    });
    expect((await olga.says('/model use gone')).error).toBe('not_found');
  });
});
