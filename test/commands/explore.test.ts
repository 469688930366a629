import { describe, expect, it } from 'vitest';
import { createTestChat } from '../helpers/chat.ts';

describe('/explore', () => {
  it('shows a picture with a − and a + for each direction', async () => {
    const ana = (await createTestChat()).user('ana');
    const { images, buttons } = await ana.says('/explore fox');
    expect(images).toHaveLength(1);
    const labels = buttons?.map((row) => row.map(({ label }) => label).join(' '));
    expect(labels).toEqual(['− warm + warm − round + round', '− happy + happy', 'Open']);
  });

  it('paints a new picture from the one pressed, whose history tells where it came from', async () => {
    const { services, ...chat } = await createTestChat();
    const ana = chat.user('ana');
    const first = (await ana.says('/explore fox')).images![0]!.id!;
    await ana.clicks('− warm');
    expect(services.studio.jobs.at(-1)).toEqual({
      kind: 'explore',
      picture: { text: first },
      direction: 'warm',
      steps: -1,
    });
    const second = ana.lastReply.images![0]!.id!;
    expect(second).not.toBe(first);
    await ana.clicks('Open');
    expect(ana.lastReply.text).toContain(`from \`${first}\``);
  });

  it('does not know a button that it never made', async () => {
    const { chat, ...memory } = await createTestChat();
    const { origin } = memory.user('ana');
    const outcome = await chat.press({ origin, buttonId: 'steer:job1pic1:warm:sideways' });
    expect(outcome).toEqual({ notice: expect.stringContaining('do not know this button') });
  });
});
