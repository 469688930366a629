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
  ana = test.slack.person('ana');
  test.slack.messages.length = 0;
});

const seen = (words: string) => test.slack.sees((message) => message.text.includes(words));

describe('/make on Slack', () => {
  it('shows a picture that moves as a GIF, with its votes, speeds and the emoji of it', async () => {
    await ana.types('/make bounce :fox_face:');
    const message = await seen('fox 🦊');
    expect(message.blocks.map(({ type }) => type)).toEqual(['section', 'image', 'actions', 'actions']);
    expect(JSON.stringify(message.blocks)).toContain('.gif');
    const labels = JSON.stringify(message.blocks);
    for (const label of ['👍', 'Slower', 'Faster', 'Save as emoji']) expect(labels).toContain(label);
  });

  it('takes the picture of the thread that it is said in', async () => {
    const cat = test.slack.addFile('cat.png', await flatPng('cat'));
    const root = ana.posts('look', { files: [cat] });
    await ana.mentions('make petpet', { thread: root.ts });
    await seen('cat.png');
  });

  it('hands over a pack: the sheet, and a link to its file that stays when people vote', async () => {
    await ana.types('/make pack fox');
    const message = await seen('fox.zip');
    expect(message.blocks.map(({ type }) => type)).toEqual(['section', 'image', 'actions', 'actions', 'actions']);
    expect(JSON.stringify(message.blocks[0])).toMatch(/<https?:[^|]*\|fox\.zip>/);
    await ana.presses(message, '9 👍');
    await test.slack.sees(
      ({ blocks }) => JSON.stringify(blocks).includes('9 👍 1') && JSON.stringify(blocks).includes('|fox.zip>'),
    );
  });

  it('shows a pattern, whose words are emoji', async () => {
    await ana.types('/make pattern :fox_face: 🍩');
    const message = await seen('fox 🦊 + doughnut 🍩');
    expect(message.blocks.map(({ type }) => type)).toEqual(['section', 'image', 'actions']);
  });

  it('says to the person alone what is missing', async () => {
    await ana.types('/make wiggle');
    expect((await seen('/make needs')).audience).toBe(ana.id);
  });
});
