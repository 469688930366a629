import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSlack, type TestSlack } from './start-test-slack.ts';

let test: TestSlack;
beforeAll(async () => {
  test = await startTestSlack();
});
afterAll(() => test.close());

/** Slack gives up after so many milliseconds. */
const deadline = 3000;

describe('an acknowledgement', () => {
  it('comes in time with a full queue and a hundred people', async () => {
    test.chat.services.studio.hold(100, 600_000);
    const people = Array.from({ length: 100 }, (_, index) => test.slack.person(`person ${index}`));
    // Time of the processor, which says what an idle machine would need; a busy one shall not fail here.
    const before = process.cpuUsage();
    await Promise.all(people.map((person) => person.types('/generate fox')));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(deadline);
  });
});

describe('what is under way', () => {
  it('shows how far it is in its one message, and is marked as interrupted by a restart', async () => {
    const ana = test.slack.person('ana');
    test.slack.messages.length = 0;
    await ana.types('/generate fox');
    const message = await test.slack.sees(({ text }) => text.includes('Number 100 in line'));
    await test.restart();
    expect(message.text).toContain('interrupted by a restart');
    expect(message.blocks).toHaveLength(1);
  });

  it('is said in the channel where Easel speaks of its own accord', async () => {
    const { id } = test.slack.general;
    await test.easel.post(test.slack.team.id, id, { text: '**Trained** over night' });
    const news = await test.slack.sees(({ text }) => text.includes('Trained'));
    expect(news.channel).toBe(id);
    await expect(test.easel.post(test.slack.team.id, 'C999999999', { text: 'news' })).rejects.toMatchObject({
      code: 'no_permission',
    });
  });
});
