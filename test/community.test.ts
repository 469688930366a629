import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { english } from '#lib/i18n.ts';
import { createLog } from '#lib/log.ts';
import type { MessageView } from '#platforms/web/page/views.ts';
import { createCommunity } from '../src/schedule-community.ts';
import type { EmulatedInteraction, EmulatedMessage } from './helpers/discord-emulator/world.ts';
import { type Everywhere, openEverywhere } from './helpers/everywhere.ts';
import { answerTo, enterAs, type TestBrowser } from './platforms/web/browser.ts';
import { adminToken } from './platforms/web/start-test-web.ts';

let everywhere: Everywhere;
let tick: () => Promise<void>;
beforeAll(async () => {
  everywhere = await openEverywhere();
  const { easel, platforms } = everywhere;
  const parts = { db: easel.db, show: easel.show, platforms, log: createLog('silent'), words: english };
  tick = createCommunity(parts).tick;
});
afterEach(() => {
  expect(everywhere.discord.faults).toEqual([]);
  expect(everywhere.slack.faults).toEqual([]);
});
afterAll(() => everywhere.close());

const answer = (asked: EmulatedInteraction, matches: (message: EmulatedMessage) => boolean) =>
  everywhere.discord.world.until('an answer', () =>
    [asked.original, ...asked.followups].find((message) => message && !message.loading && matches(message)),
  );
const labelsOf = (message: EmulatedMessage) => JSON.stringify(message.components);
const postedIn = (channel: { id: string }, words: string) =>
  [...everywhere.discord.world.messages.values()].filter(
    (message) => message.channel_id === channel.id && message.content.includes(words) && !message.deleted,
  );

describe('votes make emoji', () => {
  it('on Discord: a picture is offered once, in the channel for news, and an admin saves it with one button', async () => {
    const channel = everywhere.discord.guild('Foxes');
    const ana = everywhere.discord.person('ana', { manager: true, mayAddEmoji: true });
    const [ben, cleo] = [everywhere.discord.person('ben'), everywhere.discord.person('cleo')];
    await answer(ana.commands(channel, 'settings', { promote: '2', news: channel.id }), ({ content }) =>
      content.includes('`promote`'),
    );
    const message = await answer(
      ben.commands(channel, 'generate', { prompt: 'fox' }),
      (all) => all.attachments.length === 4,
    );
    ben.presses(message, '2 👍');
    await everywhere.discord.world.until('one vote', () => labelsOf(message).includes('2 👍 1'));
    await tick();
    expect(postedIn(channel, 'An admin can make it an emoji')).toEqual([]);
    cleo.presses(message, '2 👍 1');
    await everywhere.discord.world.until('two votes', () => labelsOf(message).includes('2 👍 2'));
    await tick();
    await tick();
    const [offer, ...more] = postedIn(channel, 'An admin can make it an emoji');
    expect(more).toEqual([]);
    expect(offer!.content).toContain('by ben has 2 votes');
    expect(offer!.attachments).toMatchObject([{ filename: message.attachments[1]!.filename }]);
    const refused = await answer(cleo.presses(offer!, 'Save as emoji'), ({ onlyFor }) => onlyFor === cleo.user.id);
    expect(refused.content).toContain('Only admins may save this picture as an emoji');
    ana.presses(offer!, 'Save as emoji');
    await everywhere.discord.world.until('it is saved', () => offer!.content.includes('Saved as'));
    expect(channel.guild.emojis).toMatchObject([{ name: 'fox' }]);
    expect(offer!.components).toEqual([]);
  });

  it('on Slack: an admin gets the file to add by hand', async () => {
    const ana = everywhere.slack.person('ana', { admin: true });
    const ben = everywhere.slack.person('ben');
    await ana.types('/settings promote:1');
    await ben.types('/generate fox count:1');
    const message = await everywhere.slack.sees(
      ({ text, blocks }) => text.includes('fox') && JSON.stringify(blocks).includes('👍'),
    );
    await ben.presses(message, '👍');
    await everywhere.slack.until(() => JSON.stringify(message.blocks).includes('👍 1'));
    await tick();
    const offer = await everywhere.slack.sees(({ text }) => text.includes('An admin can make it an emoji'));
    await ana.presses(offer, 'Save as emoji');
    await everywhere.slack.sees(({ text, audience }) => audience === ana.id && text.includes('Add Emoji'));
  });

  it('on the web page, where a picture that was deleted is not offered', async () => {
    const olga = await enterAs(everywhere.web.url, 'Olga');
    await olga.fetch(`/?admin=${adminToken}`);
    const ask = async (browser: TestBrowser, text: string): Promise<MessageView> => {
      const clientId = crypto.randomUUID();
      await browser.send(text, clientId);
      const heard = await browser.follow(0, (messages) => answerTo(clientId, messages)?.state === 'done');
      return answerTo(clientId, heard)!;
    };
    await ask(olga, '/settings promote:1');
    const painted = await ask(olga, '/generate fox count:1');
    const { id: buttonId } = painted.buttons.flat().find(({ label }) => label === '👍')!;
    await olga.post('/api/press', { messageId: painted.id, buttonId });
    await tick();
    const offered = (all: MessageView[]) => all.some(({ text }) => text.includes('An admin can make it an emoji'));
    expect(offered(await olga.follow(0, offered))).toBe(true);
  });
});
