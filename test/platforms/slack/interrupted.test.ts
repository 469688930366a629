import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Inbox } from '#chat/inbox.ts';
import type { Origin } from '#studio/api.ts';
import { keepInMemory } from '../../helpers/inbox.ts';
import { startTestSlack, type TestSlack } from './start-test-slack.ts';

let test: TestSlack;
let inbox: Inbox;
const origins: Origin[] = [];
afterEach(() => test.close());

async function start() {
  inbox = keepInMemory();
  origins.length = 0;
  test = await startTestSlack({
    inbox,
    around: (chat) => ({
      ...chat,
      press: (request) => {
        origins.push(request.origin);
        return chat.press(request);
      },
    }),
  });
  const ana = test.slack.person('ana');
  await ana.types('/generate fox count:1');
  const message = await test.slack.sees(({ blocks }) => blocks.some(({ type }) => type === 'image'));
  return { ana, message, votes: (count: number) => JSON.stringify(message.blocks).includes(`👍 ${count}`) };
}

describe('what a start had acknowledged when it was killed', () => {
  it('is done by the next one, once, though Slack sends it again', async () => {
    const { message, votes } = await start();
    await test.easel.close();
    void test.slack.person('ben').presses(message, '👍');
    const { payload } = test.slack.deliveries.at(-1)!;
    await inbox.receive(String(payload.trigger_id), payload);
    await test.restart();
    await test.slack.until(() => votes(1));
    void test.slack.person('cleo').presses(message, 'I like it');
    await test.slack.until(() => votes(2));
    expect(origins.map(({ event }) => event)).toEqual(
      test.slack.deliveries.slice(-2).map((delivery) => delivery.payload.trigger_id),
    );
    await vi.waitFor(async () => expect(await inbox.open()).toEqual([]));
  });

  it('is said to be interrupted, in its own message, where its answer had begun', async () => {
    const { ana } = await start();
    test.chat.services.studio.hold(3, 600_000);
    await ana.types('/generate cat');
    const waiting = await test.slack.sees(({ text }) => text.includes('Number 3'));
    await vi.waitFor(async () => expect(await inbox.open()).toMatchObject([{ answer: { sent: { ts: waiting.ts } } }]));
    const left = await inbox.open();
    test.chat.services.studio.release();
    await test.slack.until(() => waiting.blocks.some(({ type }) => type === 'image'));
    inbox.open = async () => left;
    await test.restart();
    await test.slack.until(() => waiting.text.includes('interrupted by a restart'));
  });
});

describe('what cannot be written down', () => {
  it('is not acknowledged, and is done when Slack sends it again', async () => {
    const { ana, message, votes } = await start();
    const { receive } = inbox;
    inbox.receive = async () => {
      throw new Error('the disk is full');
    };
    const before = test.slack.acknowledgements.length;
    void ana.presses(message, '👍');
    await vi.waitFor(() => expect(test.logged.join('')).toContain('the disk is full'));
    expect(test.slack.acknowledgements).toHaveLength(before);
    inbox.receive = receive;
    test.slack.socket.drop();
    await test.slack.until(() => votes(1));
  });
});
