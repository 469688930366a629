import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { flatPng } from '../../../helpers/fake/album.ts';
import type { SlackPerson } from '../../../helpers/slack-emulator/person.ts';
import { startTestSlack, type TestSlack } from '../start-test-slack.ts';

let test: TestSlack;
let ana: SlackPerson;
beforeAll(async () => {
  test = await startTestSlack();
});
afterAll(() => test.close());
beforeEach(() => {
  ana = test.slack.person('ana', { admin: true });
  test.slack.messages.length = 0;
});

const seen = (words: string) => test.slack.sees((message) => message.text.includes(words));

describe('a slash command on Slack', () => {
  it('is answered with one message: the pictures as one, at most ten buttons under it', async () => {
    await ana.types('/generate fox');
    const message = await seen('fox 🦊');
    expect(message.blocks.map(({ type }) => type)).toEqual(['section', 'image', 'actions', 'actions']);
    const [, image, ...rows] = message.blocks;
    expect(image).toMatchObject({ title: { text: '1 to 4' }, alt_text: expect.stringContaining('4: fox 🦊') });
    expect(
      rows.map((row) => row.type === 'actions' && row.elements.map((one) => 'text' in one && one.text?.text)),
    ).toEqual([
      ['1 👍', '2 👍', '3 👍', '4 👍', '🔁'],
      ['1…', '2…', '3…', '4…', 'Details'],
    ]);
    expect(test.slack.messages).toHaveLength(1);
  });

  it.each([
    ['/generate :fox_face: style:noto', 'fox 🦊'],
    ['/mix 🦊 🍩', 'fox 🦊 + doughnut 🍩'],
    ['/interpolate 🦊 🍩 format:gif', 'fox 🦊 → doughnut 🍩'],
    ['/restyle 🦊 twemoji', 'in twemoji'],
    ['/gallery', 'pictures'],
    ['/favorites', '❤️'],
    ['/queue', 'cpu'],
    ['/model', 'easel'],
    ['/cancel', 'Nothing of yours'],
    ['/easel help', 'What I can do'],
    ['/easel', 'What I can do'],
    ['/easel generate fox', 'fox 🦊'],
    ['/settings', 'Settings'],
  ])('%s', async (command, words) => {
    await ana.types(command);
    await test.slack.sees(({ text }) => text.toLowerCase().includes(words.toLowerCase()));
  });

  it('names groups and channels in the settings as they are mentioned, and refuses what is neither', async () => {
    const olga = test.slack.person('olga', { admin: true });
    const group = test.slack.group(olga);
    await olga.types(`/settings retrain:<!subteam^${group}|@painters> news:<#${test.slack.general.id}|general>`);
    const { blocks } = await test.slack.sees(({ audience, text }) => audience === olga.id && text.includes('Settings'));
    expect(JSON.stringify(blocks)).toContain(`*Who may retrain* <!subteam^${group}> ·`);
    expect(JSON.stringify(blocks)).toContain(`*Channel for news* <#${test.slack.general.id}> ·`);
    await olga.types('/settings retrain:<@U1|ana>');
    await seen('retrain is admins, everyone, or a role or user group.');
  });

  it('links to a file that Slack shows in no message', async () => {
    await ana.types('/interpolate 🦊 🍩 format:webp');
    await test.slack.sees(({ blocks }) => JSON.stringify(blocks).includes('.webp>'));
  });

  it('shows an animation in the message', async () => {
    const { id: channel } = test.slack.channel({ joined: true });
    await ana.types('/interpolate 🦊 🍩', { channel });
    const isShown = ({ blocks }: { blocks: { type: string }[] }) => blocks.some(({ type }) => type === 'image');
    const message = await test.slack.sees((one) => one.channel === channel && isShown(one));
    expect(JSON.stringify(message.blocks)).toContain('.gif');
  });

  it('answers an error to the person alone', async () => {
    await ana.types('/generate count:40');
    const message = await seen('`count`'.replaceAll('`', ''));
    expect(message.audience).toBe(ana.id);
  });
});

describe('a mention on Slack', () => {
  it('is a command, answered in its thread', async () => {
    const root = ana.posts('look at this');
    await ana.mentions('generate fox', { thread: root.ts });
    expect((await seen('fox 🦊')).thread).toBe(root.ts);
  });

  it('takes the files that came with it', async () => {
    const file = test.slack.addFile('cat.png', await flatPng('cat'));
    await ana.mentions('mix 🦊', { files: [file] });
    await seen('fox 🦊 + cat.png');
  });

  it('takes from its thread what the command lacks', async () => {
    const cat = test.slack.addFile('cat.png', await flatPng('cat'));
    const dog = test.slack.addFile('dog.png', await flatPng('dog'));
    const root = ana.posts('look', { files: [cat] });
    ana.posts('and at this', { thread: root.ts, files: [dog] });
    await ana.mentions('restyle twemoji', { thread: root.ts });
    await seen('dog.png');
    await ana.mentions('mix 🦊 🍩', { thread: root.ts });
    await seen('fox 🦊 + doughnut 🍩');
  });
});

describe('the conversation with the bot', () => {
  it('needs no mention', async () => {
    await ana.writes('generate fox');
    const message = await seen('fox 🦊');
    expect(message.channel).toBe(`D${ana.id.slice(1)}`);
  });

  it('paints what is asked for without the name of a command', async () => {
    await ana.writes('fox');
    await seen('fox 🦊');
    await ana.writes('restyl 🦊 noto');
    await seen('Did you mean');
  });

  it('answers there what elsewhere only the person sees', async () => {
    await ana.writes('help');
    expect((await seen('What I can do')).audience).toBeUndefined();
  });
});

describe('in a channel that the bot is not in', () => {
  it('a slash command is answered all the same', async () => {
    const elsewhere = test.slack.channel({ joined: false });
    await ana.types('/generate fox', { channel: elsewhere.id });
    const message = await seen('fox 🦊');
    expect(message).toMatchObject({ channel: elsewhere.id, audience: undefined });
  });
});
