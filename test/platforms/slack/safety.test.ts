import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { flatPng } from '../../helpers/fake/album.ts';
import type { SlackPerson } from '../../helpers/slack-emulator/person.ts';
import { startTestSlack, type TestSlack } from './start-test-slack.ts';

let test: TestSlack;
let ana: SlackPerson;
beforeAll(async () => {
  test = await startTestSlack();
});
afterAll(() => test.close());
beforeEach(() => {
  ana = test.slack.person('<!channel> *ana*');
  test.slack.messages.length = 0;
});

const hostile = [
  '<!everyone> cat',
  '<!subteam^S123456789> cat',
  '<@U000000001> cat',
  '<https://evil.example|free emoji> cat',
  '&lt;!here&gt; cat',
  '`<!channel>` cat',
  'https://evil.example cat',
  '*_~`x`~_* <!date^1^{date}^https://evil.example|now> cat',
];

describe('what people type', () => {
  it('mentions nobody and links nowhere, in no answer', async () => {
    for (const prompt of hostile) {
      await ana.types(`/generate ${prompt}`);
      await ana.types(`/nonsense ${prompt}`);
      await ana.types(`/recall ${prompt}`);
      await ana.types(`/generate count:${prompt}`);
    }
    await test.slack.until(() => test.slack.messages.length === hostile.length * 4);
    for (const { blocks, text } of test.slack.messages) {
      for (const block of blocks) {
        if (block.type !== 'section') continue;
        expect(block.text).toMatchObject({ verbatim: true });
        expect(block.text?.text).not.toMatch(/<[!@#]|<\w+:/);
      }
      expect(text).not.toMatch(/<[!@#]|<\w+:/);
    }
    const posted = test.slack.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(posted.every(({ args }) => args.unfurl_links === 'false' && args.parse === 'none')).toBe(true);
  });

  it('may be very long', async () => {
    await ana.types(`/generate ${'cat '.repeat(3000)}`);
    await test.slack.sees(({ text }) => text.includes('characters'));
  });
});

describe('a file that somebody shared', () => {
  const mention = async (change: object) => {
    const { ts: thread } = ana.posts('look at this');
    const file = test.slack.addFile('cat.png', await flatPng('cat'));
    await ana.mentions('restyle twemoji', { thread, files: [Object.assign(file, change)] });
    return test.slack.sees((message) => message.thread === thread && message.blocks.length > 0);
  };

  it("is read from Slack's own host alone", async () => {
    const message = await mention({ address: 'http://169.254.169.254/latest/meta-data' });
    expect(message.text).toContain('does not lie at Slack');
  });

  it('is not followed elsewhere', async () => {
    const message = await mention({ redirect: 'http://127.0.0.1:1/' });
    expect(message.text).toContain('I could not fetch cat.png');
  });

  it('may not be larger than 10 MB, whatever it says of itself', async () => {
    const message = await mention({ bytes: new Uint8Array(21 * 2 ** 20), size: 1000 });
    expect(message.text).toContain('10 MB');
  });

  it('is a picture, or is left aside', async () => {
    const message = await mention({ mimetype: 'text/plain' });
    expect(message.text).toContain('needs');
  });
});
