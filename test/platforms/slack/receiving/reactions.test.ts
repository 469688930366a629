import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SlackPerson } from '../../../helpers/slack-emulator/person.ts';
import type { SlackMessage } from '../../../helpers/slack-emulator/state.ts';
import { startTestSlack, type TestSlack } from '../start-test-slack.ts';

let test: TestSlack;
let ana: SlackPerson;
let ben: SlackPerson;
beforeAll(async () => {
  test = await startTestSlack();
  ana = test.slack.person('ana');
  ben = test.slack.person('ben');
});
afterAll(() => test.close());

let message: SlackMessage;
beforeEach(async () => {
  test.slack.messages.length = 0;
  await ana.types('/generate fox count:2');
  message = await test.slack.sees(({ blocks }) => blocks.some(({ type }) => type === 'image'));
});
const buttons = () => JSON.stringify(message.blocks.filter(({ type }) => type === 'actions'));
const shows = (words: string, times = 1) => test.slack.until(() => buttons().split(words).length === times + 1);

describe('a reaction on Slack', () => {
  it('votes for every picture of the message, and counts no more when it is taken away', async () => {
    await ben.reacts(message, '👍');
    await shows('👍 1', 2);
    await ben.reacts(message, '👍', false);
    await shows('👍 1', 0);
    await ana.reacts(message, '❤️');
    await ana.presses(message, '2…');
    await test.slack.sees((one) => one.audience === ana.id && JSON.stringify(one.blocks).includes('❤️ 1'));
  });

  it('of a number votes for one picture', async () => {
    await ben.reacts(message, '2️⃣');
    await shows('👍 1');
    expect(buttons()).toContain('2 👍 1');
  });

  it("to anything but Easel's pictures is nobody's vote", async () => {
    const hello = ana.posts('hello');
    await ben.reacts(hello, '👍');
    await ben.reacts(message, '🎉');
    await ben.reacts(message, '👍');
    await shows('👍 1', 2);
    // Once to see what it shows, once to change it; the other message is not looked at.
    const looks = test.slack.calls.filter(({ method }) => method === 'reactions.get').map(({ args }) => args.timestamp);
    expect(looks.filter((ts) => ts === message.ts)).toHaveLength(2);
    expect(looks).not.toContain(hello.ts);
  });
});

describe('reactions of many at once', () => {
  it('are counted each, and shown in a few edits', async () => {
    const before = test.slack.calls.length;
    const crowd = Array.from({ length: 30 }, (_, index) => test.slack.person(`one of many ${index}`));
    await Promise.all(crowd.map((person) => person.reacts(message, '👍')));
    await shows('👍 30', 2);
    const edits = test.slack.calls.slice(before).filter(({ method }) => method === 'chat.update');
    expect(edits.length).toBeLessThan(6);
  });
});

describe('a reaction of another app', () => {
  it('is no vote', async () => {
    const bot = test.slack.person('poll bot', { bot: true });
    await bot.reacts(message, '👍');
    await ben.reacts(message, '👍');
    await shows('👍 1', 2);
    expect(buttons()).not.toContain('👍 2');
  });
});

describe('the home tab on Slack', () => {
  it("shows a person's favourites and the leaderboard", async () => {
    await ana.presses(message, '1…');
    const opened = await test.slack.sees((one) => one.audience === ana.id && one.blocks.length > 2);
    await ana.presses(opened, 'Keep it');
    await test.slack.until(() => JSON.stringify(opened.blocks).includes('❤️ 1'));
    await ana.visits();
    await test.slack.until(() => test.slack.home(ana) !== undefined);
    const home = JSON.stringify(test.slack.home(ana));
    expect(home).toContain('Your favourites');
    expect(home).toContain('Most loved here');
    expect(home.match(/"type":"image"/g)).toHaveLength(2);
  });

  it('opens a picture in the conversation with the person', async () => {
    await ben.visits();
    await test.slack.until(() => test.slack.home(ben) !== undefined);
    await ben.pressesAtHome('1');
    await test.slack.sees(({ channel, blocks }) => channel === `D${ben.id.slice(1)}` && blocks.length > 1);
  });
});
