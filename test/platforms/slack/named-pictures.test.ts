import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { flatPng } from '../../helpers/fake/album.ts';
import type { SlackPerson } from '../../helpers/slack-emulator/person.ts';
import { startTestSlack, type TestSlack } from './start-test-slack.ts';

let test: TestSlack;
let ana: SlackPerson;
beforeAll(async () => {
  test = await startTestSlack();
  test.slack.addEmoji('our_mascot', await flatPng('mascot'));
  test.slack.addEmoji('mascot_too', 'our_mascot');
});
afterAll(() => test.close());
beforeEach(() => {
  ana = test.slack.person('ana');
  test.slack.messages.length = 0;
});

const seen = (words: string) => test.slack.sees((message) => message.text.includes(words));

describe('what Slack has as ingredients', () => {
  it('edits an emoji of the workspace, also by another name of it', async () => {
    await ana.types('/edit :our_mascot: mood:angry');
    await seen('our_mascot');
    expect(test.chat.services.studio.jobs.at(-1)).toMatchObject({
      kind: 'edit',
      picture: { upload: { name: 'our_mascot' } },
      changes: { mood: 'angry' },
    });
    await ana.types('/mix :mascot_too: 🦊');
    await seen('mascot_too + fox');
  });

  it('mixes the profile picture of who is mentioned, by command and by mention', async () => {
    const zoe = test.slack.person('zoe', { avatar: await flatPng('zoe') });
    await ana.types(`/mix <@${zoe.id}|zoe> 🦊`);
    await seen('zoe + fox');
    test.slack.messages.length = 0;
    await ana.mentions(`mix <@${zoe.id}> 🍩`);
    await seen('zoe + doughnut');
  });

  it('says so where somebody has no picture, or does not want to be painted', async () => {
    const ben = test.slack.person('ben');
    await ana.types(`/mix <@${ben.id}|ben> 🦊`);
    await seen('ben has no profile picture');
    const zoe = test.slack.person('zoe', { avatar: await flatPng('zoe') });
    test.chat.services.privacy.mayPaint = async ({ externalId }) => externalId !== `${test.slack.team.id}:${zoe.id}`;
    await ana.types(`/mix <@${zoe.id}|zoe> 🦊`);
    await seen('zoe does not want to be painted');
    await zoe.types(`/mix <@${zoe.id}|zoe> 🦊`);
    await seen('zoe + fox');
  });

  it('has no picture for other names, and names the scope that it lacks', async () => {
    await ana.types('/mix :nothing_such: 🦊');
    await seen('I have no picture for :nothing_such:');
    test.slack.team.scopes.delete('emoji:read');
    await test.restart();
    await ana.types('/mix :our_mascot: 🦊');
    await seen('emoji:read');
  });
});
