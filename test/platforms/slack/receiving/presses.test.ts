import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { flatPng } from '../../../helpers/fake/album.ts';
import type { SlackPerson } from '../../../helpers/slack-emulator/person.ts';
import type { SlackMessage } from '../../../helpers/slack-emulator/state.ts';
import { startTestSlack, type TestSlack } from '../start-test-slack.ts';

let test: TestSlack;
let ana: SlackPerson;
let ben: SlackPerson;
beforeAll(async () => {
  test = await startTestSlack();
  ana = test.slack.person('ana', { admin: true });
  ben = test.slack.person('ben');
});
afterAll(() => test.close());
beforeEach(() => {
  test.slack.messages.length = 0;
});

const seen = (words: string) => test.slack.sees((message) => message.text.includes(words));
/** A message with one picture, finished. */
const paint = async (person = ana): Promise<SlackMessage> => {
  await person.types('/generate fox count:1');
  return test.slack.sees(({ blocks }) => blocks.some(({ type }) => type === 'image'));
};
const labels = (message: SlackMessage) => JSON.stringify(message.blocks.filter(({ type }) => type === 'actions'));
const shows = (message: SlackMessage, words: string) => test.slack.until(() => labels(message).includes(words));

describe('a button on Slack', () => {
  it('says what it does to people who cannot see it', async () => {
    const message = await paint();
    expect(labels(message)).toContain('"accessibility_label":"I like it"');
    expect(message.blocks.find(({ type }) => type === 'image')).toMatchObject({ alt_text: 'fox 🦊, picture 1' });
  });

  it('votes for anyone, and shows the count', async () => {
    const message = await paint();
    await ana.presses(message, '👍');
    await shows(message, '👍 1');
    await ben.presses(message, 'I like it');
    await shows(message, '👍 2');
    await ben.presses(message, 'I do not like it');
    await shows(message, '👎 1');
    await ana.presses(message, 'Keep it');
    await shows(message, '❤️ 1');
    expect(test.slack.messages).toHaveLength(1);
  });

  it('counts the votes of many at once, in a few edits, the newest last', async () => {
    const message = await paint();
    const people = Array.from({ length: 12 }, (_, index) => test.slack.person(`person ${index}`));
    const before = test.slack.calls.length;
    await Promise.all(people.map((person) => person.presses(message, '👍')));
    await shows(message, '👍 12');
    const edits = test.slack.calls.slice(before).filter(({ method }) => method === 'response_url');
    expect(edits.length).toBeLessThan(6);
  });

  it('varies, enlarges and rolls again in messages of their own', async () => {
    const message = await paint();
    await ben.presses(message, 'Vary');
    await seen('Variations of fox');
    await ben.presses(message, 'Enlarge');
    await seen('32 × 32 pixels');
    await ben.presses(message, '🔁');
    await test.slack.until(() => test.slack.messages.filter(({ blocks }) => blocks.length > 2).length === 4);
  });

  it('turns pages, whose pictures are one', async () => {
    for (let count = 0; count < 2; count++) await test.chat.user('ana').says('/generate fox count:9');
    await ana.types('/gallery');
    const gallery = await test.slack.sees(({ text, blocks }) => text.includes('9. fox') && blocks.length > 4);
    expect(gallery.blocks.filter(({ type }) => type === 'image')).toHaveLength(1);
    await ana.presses(gallery, 'Next');
    await test.slack.until(() => gallery.text.includes('page 2'));
  });

  it('cancels what waits', async () => {
    test.chat.services.studio.hold(3, 60_000);
    await ana.types('/generate fox');
    const waiting = await seen('Number 3 in line');
    await ben.presses(waiting, 'Cancel');
    await test.slack.sees((message) => message.audience === ben.id);
    await ana.presses(waiting, 'Cancel');
    await test.slack.until(() => waiting.text.includes('Cancelled'));
    test.chat.services.studio.release();
  });

  it('works after a restart', async () => {
    const message = await paint();
    await test.restart();
    await ben.presses(message, '👍');
    await shows(message, '👍 1');
  });

  it('that nobody knows any more is told to the person alone', async () => {
    const message = await paint();
    const actions = message.blocks.find((block) => block.type === 'actions');
    if (actions?.type === 'actions') Object.assign(actions.elements[0]!, { action_id: 'forgotten:1' });
    await ben.presses(message, '👍');
    expect((await seen('I do not know this button')).audience).toBe(ben.id);
  });
});

describe('a grid on Slack', () => {
  const grid = async (count: number): Promise<SlackMessage> => {
    await ana.types(`/generate fox count:${count}`);
    return test.slack.sees(({ blocks }) => blocks.some(({ type }) => type === 'image'));
  };

  it('is one picture, whose numbers are those of the buttons and of reactions', async () => {
    const message = await grid(4);
    expect(message.blocks.filter(({ type }) => type === 'image')).toHaveLength(1);
    await ana.presses(message, '3 👍');
    await shows(message, '3 👍 1');
    await ben.reacts(message, '3️⃣');
    await shows(message, '3 👍 2');
    expect(message.edits).toBeGreaterThan(0);
    expect(message.blocks.filter(({ type }) => type === 'image')).toHaveLength(1);
  });

  it('opens each picture for who asks alone, where it is voted on and varied', async () => {
    const message = await grid(4);
    const before = test.slack.messages.length;
    await ben.presses(message, '2…');
    const opened = await test.slack.sees(({ audience, blocks }) => audience === ben.id && blocks.length > 2);
    expect(opened.blocks.filter(({ type }) => type === 'image')).toHaveLength(1);
    await ben.presses(opened, '👎');
    await shows(opened, '👎 1');
    await ben.presses(opened, '❤️');
    await shows(opened, '❤️ 1');
    expect(opened.blocks.filter(({ type }) => type === 'image')).toHaveLength(1);
    expect(test.slack.messages).toHaveLength(before + 1);
    await ben.presses(opened, 'Vary');
    expect((await seen('Variations of fox')).audience).toBeUndefined();
  });

  it('says how it was made to who asks alone', async () => {
    const message = await grid(4);
    expect(message.text).not.toContain('seed');
    await ben.presses(message, 'Details');
    const details = await seen('With the same seed');
    expect(details.audience).toBe(ben.id);
    expect(details.text).toMatch(/seed .* model easel/);
  });

  it('of nine has ten buttons, and a menu to open each', async () => {
    const message = await grid(9);
    const all = message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(all.map(({ type }) => type)).toEqual([...Array(10).fill('button'), 'static_select']);
    await ben.selects(message, 'Picture 9');
    await test.slack.sees(({ audience, blocks }) => audience === ben.id && blocks.length > 2);
  });

  it('that was sent as four pictures with a row of buttons each goes on working', async () => {
    const message = await grid(2);
    const [section, sheet] = message.blocks;
    const ids = /^picture:(.*)$/.exec(sheet!.block_id!)![1]!.split(',');
    const old = ids.flatMap((id, index) => [
      { ...sheet!, block_id: `picture:${id}`, title: { type: 'plain_text', text: `${index + 1}` } },
      {
        type: 'actions',
        block_id: `of:${id}:0`,
        elements: [
          {
            type: 'button',
            action_id: `vote:${id}:down`,
            text: { type: 'plain_text', text: '👎' },
            accessibility_label: `no ${index + 1}`,
          },
          { type: 'button', action_id: `vary:${id}`, text: { type: 'plain_text', text: `V${index + 1}` } },
        ],
      },
    ]);
    message.blocks = [section!, ...old] as typeof message.blocks;
    await ben.presses(message, 'V2');
    await seen('Variations of fox');
    await ben.presses(message, 'no 1');
    await shows(message, '2…');
    expect(message.blocks.map(({ type }) => type)).toEqual(['section', 'image', 'image', 'actions', 'actions']);
    await ben.reacts(message, '2️⃣');
    await shows(message, '2 👍 1');
  });
});

describe('a spoiler on Slack', () => {
  it('is in no message: a window shows it to who asks, and it takes votes all the same', async () => {
    const cleo = test.slack.person('cleo');
    await ana.types('/generate fox count:2 spoiler:yes');
    const message = await seen('fox 🦊');
    await test.slack.until(() => labels(message).includes('Show the spoilers'));
    expect(message.blocks.filter(({ type }) => type === 'image')).toEqual([]);
    await cleo.presses(message, 'Show the spoilers');
    await test.slack.until(() => cleo.asked()?.title === 'Spoiler');
    expect(cleo.asked()?.pictures).toEqual(['1: fox 🦊, picture 1; 2: fox 🦊, picture 2']);
    await cleo.presses(message, 'I like picture 2');
    await shows(message, '2 👍 1');
    await cleo.reacts(message, '1️⃣');
    await shows(message, '1 👍 1');
    expect(labels(message)).toContain('Show the spoilers');
    expect(test.slack.faults).toEqual([]);
  });
});

describe('a menu on Slack', () => {
  it('sets what it says, in a message that only the admin sees', async () => {
    await ana.types('/settings');
    const settings = await seen('Settings');
    expect(settings.audience).toBe(ana.id);
    await ana.selects(settings, 'twemoji');
    await test.slack.until(() => settings.text.includes('Default style twemoji'));
  });

  it('is for admins alone', async () => {
    await ben.types('/settings');
    await seen('Only admins');
  });
});

describe('a modal on Slack', () => {
  it('asks, and answers what was filled in', async () => {
    await ana.types('/settings');
    const settings = await seen('Settings');
    await ana.presses(settings, 'Change: Limits and permission');
    await test.slack.until(() => ana.asked() !== undefined);
    expect(ana.asked()).toMatchObject({ title: 'Limits and permission' });
    await ana.fills({ 'Pictures a day and person': '20' });
    await test.slack.until(() => settings.text.includes('Pictures a day and person 20'));
  });

  it('says how to type it where Slack asks no more', async () => {
    const message = await paint();
    const opening = ana.opens(message, 'mix-with');
    test.slack.advance(4000);
    await opening;
    expect((await seen('too long for Slack')).audience).toBe(ana.id);
  });
});

describe("an entry of a message's menu on Slack", () => {
  it("mixes one of Easel's pictures with something else", async () => {
    const message = await paint();
    await ben.opens(message, 'mix-with');
    await test.slack.until(() => ben.asked() !== undefined);
    await ben.fills({ [ben.asked()!.labels.at(-1)!]: '🍩' });
    await seen('fox 🦊 + doughnut 🍩');
  });

  it('takes the picture of anybody', async () => {
    const file = test.slack.addFile('cat.png', await flatPng('cat'));
    const message = ana.posts('my cat', { files: [file] });
    await ben.opens(message, 'mix-with');
    await test.slack.until(() => ben.asked() !== undefined);
    await ben.fills({ [ben.asked()!.labels.at(-1)!]: '🍩' });
    await seen('cat.png + doughnut 🍩');
  });

  it('says so where there is no picture', async () => {
    await ben.opens(ana.posts('no picture'), 'mix-with');
    expect((await seen('no picture in this message')).audience).toBe(ben.id);
  });

  it('hands over an emoji with words on how to add it', async () => {
    const message = await paint();
    await ana.opens(message, 'save-as-emoji');
    await test.slack.until(() => ana.asked() !== undefined);
    await ana.fills({ Name: 'happy_fox' });
    const saved = await seen('Add Emoji');
    expect(saved.text).toContain(':happy_fox:');
    await test.slack.until(() => saved.blocks.some(({ type }) => type === 'image'));
  });
});
