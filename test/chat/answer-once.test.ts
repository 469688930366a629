import { expect, it } from 'vitest';
import { createTestChat } from '../helpers/chat.ts';

it('a button that is pressed again before its answer is there is answered once', async () => {
  const { user, services } = await createTestChat();
  const [ana, ben] = [user('ana'), user('ben')];
  await ana.says('/generate fox count:1');
  const jobs = services.studio.jobs.length;
  services.studio.hold(3, 60_000);
  const presses = [ana.clicks('Vary'), ana.clicks('Vary'), ben.clicks('Vary')];
  await Promise.all([ana, ben].map((person) => person.sees(({ text }) => text.includes('Number 3'))));
  await ana.clicks('Vary');
  services.studio.release();
  await Promise.all(presses);
  expect(ana.notices).toEqual(Array(2).fill('I am at that already: its answer comes in a moment.'));
  expect(ana.replies).toHaveLength(2);
  expect(ben.notices).toEqual([]);
  expect(services.studio.jobs.length - jobs).toBe(2);
});

it('pressed twice within a second by mistake is one answer, however quick; later it is another one', async () => {
  let now = Date.parse('2026-11-22T12:00:00Z');
  const { chat, user, services } = await createTestChat({ clock: { now: () => new Date(now) } });
  const ana = user('ana');
  await ana.says('/generate fox');
  const press = async (buttonId: string) => {
    const outcome = await chat.press({ origin: ana.origin, buttonId });
    if ('reply' in outcome) for await (const _ of outcome.reply);
    return Object.keys(outcome)[0];
  };
  for (const buttonId of ['open:job1pic3', 'details:job1pic1', 'reroll:job1pic1']) {
    expect(await press(buttonId)).toBe('reply');
    now += 300;
    expect(await press(buttonId)).toBe('notice');
    now += 1000;
    expect(await press(buttonId)).toBe('reply');
  }
  expect(services.studio.jobs).toHaveLength(3);
});

it('what a press toggles is toggled each time', async () => {
  const { user } = await createTestChat();
  const ana = user('ana');
  await ana.says('/generate fox count:1');
  await Promise.all([ana.clicks('👍'), ana.clicks('👍')]);
  expect(ana.notices).toEqual([]);
  expect(ana.lastReply.buttons?.[0]?.[0]?.label).toBe('👍');
});
