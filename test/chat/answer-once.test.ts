import { expect, it } from 'vitest';
import { createTestChat } from '../helpers/chat.ts';

it('a button that is pressed again before its answer is there is answered once', async () => {
  const { user, services } = await createTestChat();
  const [ana, ben] = [user('ana'), user('ben')];
  await ana.says('/generate fox count:1');
  const jobs = services.studio.jobs.length;
  services.studio.hold(3, 60_000);
  const presses = [ana.clicks('V1'), ana.clicks('V1'), ben.clicks('V1')];
  await Promise.all([ana, ben].map((person) => person.sees(({ text }) => text.includes('Number 3'))));
  await ana.clicks('V1');
  services.studio.release();
  await Promise.all(presses);
  expect(ana.notices).toEqual(Array(2).fill('I am at that already: its answer comes in a moment.'));
  expect(ana.replies).toHaveLength(2);
  expect(ben.notices).toEqual([]);
  expect(services.studio.jobs.length - jobs).toBe(2);
  await ana.clicks('🔁');
  await ana.clicks('🔁');
  expect(ana.replies).toHaveLength(4);
});

it('what a press toggles is toggled each time', async () => {
  const { user } = await createTestChat();
  const ana = user('ana');
  await ana.says('/generate fox count:1');
  await Promise.all([ana.clicks('👍'), ana.clicks('👍')]);
  expect(ana.notices).toEqual([]);
  expect(ana.lastReply.buttons?.[0]?.[0]?.label).toBe('👍');
});
