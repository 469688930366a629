import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MemoryUser } from '#platforms/memory/user.ts';
import type { EmulatedPerson } from './helpers/discord-emulator/person.ts';
import type { EmulatedChannel, EmulatedInteraction, EmulatedMessage } from './helpers/discord-emulator/world.ts';
import { type Everywhere, openEverywhere } from './helpers/everywhere.ts';
import type { SlackMessage } from './helpers/slack-emulator/state.ts';

let everywhere: Everywhere;
let channel: EmulatedChannel;
let ana: EmulatedPerson;
let ben: EmulatedPerson;
beforeAll(async () => {
  everywhere = await openEverywhere();
  channel = everywhere.discord.guild('Foxes');
  ana = everywhere.discord.person('ana');
  ben = everywhere.discord.person('ben');
});
afterEach(() => {
  expect(everywhere.discord.faults).toEqual([]);
  expect(everywhere.slack.faults).toEqual([]);
});
afterAll(() => everywhere.close());

const answer = (asked: EmulatedInteraction, matches: (message: EmulatedMessage) => boolean = () => true) =>
  everywhere.discord.world.until('an answer', () =>
    [...asked.followups, asked.original].find(
      (message) => message && message !== asked.source && !message.deleted && !message.loading && matches(message),
    ),
  );
const hasPictures = ({ attachments }: EmulatedMessage) => attachments.length > 0;
const isPrivate = ({ onlyFor }: EmulatedMessage) => onlyFor !== undefined;
const labelsOf = (message: EmulatedMessage) =>
  message.components.flatMap(({ components = [] }) => components.map(({ label }) => label));
const window = (opened: EmulatedInteraction) =>
  everywhere.discord.world.until('a window', () => opened.callback?.type === 9 && opened);
const idOf = (message: EmulatedMessage, index = 0) => message.attachments[index]!.filename.replace('.png', '');

describe('✏️', () => {
  it('opens the prompt and the options of an answer, filled in, and paints what is changed with the rest kept', async () => {
    const asked = { prompt: 'fox', count: 2, seed: 7, spread: 1.5, style: 'twemoji' };
    const message = await answer(ana.commands(channel, 'generate', asked), hasPictures);
    const details = await answer(ben.presses(message, 'Details'), isPrivate);
    expect(details.content).toContain('painted from `fox` · seed `7` · style twemoji');
    expect(details.content).toContain('`/generate fox style:twemoji seed:7 count:2 spread:1.5 model:easel`');
    const opened = await window(ben.presses(details, '✏️'));
    const fields = (opened.callback!.data as { components: { component: Record<string, unknown> }[] }).components;
    expect(fields.map(({ component }) => component)).toMatchObject([
      { custom_id: 'words', value: 'fox' },
      { custom_id: 'style', options: expect.arrayContaining([{ value: 'twemoji', label: 'twemoji', default: true }]) },
      { custom_id: 'seed', value: '7' },
      { custom_id: 'more', value: 'count:2 spread:1.5 model:easel' },
    ]);
    const changed = await answer(ben.submits(opened, { words: 'cat', style: 'twemoji' }), hasPictures);
    expect(changed.attachments).toHaveLength(2);
    expect(changed.content).toContain('cat');
    const again = await answer(ana.presses(changed, 'Details'), isPrivate);
    expect(again.content).toContain('seed `7` · style twemoji');
  });

  it('says what is wrong with what was filled in', async () => {
    const message = await answer(ana.commands(channel, 'generate', { prompt: 'fox', count: 1 }), hasPictures);
    const opened = await window(ana.presses(message, '✏️'));
    const told = await answer(ana.submits(opened, { words: 'fox', seed: 'many' }), isPrivate);
    expect(told.content).toContain('`seed` is a whole number');
    const another = await window(ana.presses(message, '✏️'));
    const unknown = await answer(ana.submits(another, { words: 'fox', more: 'sauce:red' }), isPrivate);
    expect(unknown.content).toContain('no option `sauce`');
  });

  it('opens a window on Slack, and paints from it', async () => {
    const { slack } = everywhere;
    const cleo = slack.person('cleo');
    const shows = (words: string) => (message: SlackMessage) =>
      message.text.includes(words) && message.blocks.some(({ type }) => type === 'image');
    await cleo.types('/mix fox cat');
    const message = await slack.sees(shows('fox'));
    await cleo.presses(message, 'Seed, style and model, and how to make it again');
    const details = await slack.sees(({ audience, text }) => audience === cleo.id && text.includes('/mix fox cat'));
    await cleo.presses(details, 'Change the prompt and its options, and paint again');
    await slack.until(() => cleo.asked() !== undefined);
    expect(cleo.asked()).toMatchObject({
      title: 'Change and paint again',
      labels: ['What to mix', 'Style', 'Seed; empty for others', 'Other options'],
    });
    await cleo.fills({ 'What to mix': 'cat fox', Style: 'twemoji' });
    await slack.sees(shows('twemoji'));
  });
});

describe('private:yes', () => {
  it('paints for oneself alone, and Share shows it to everybody', async () => {
    const message = await answer(ana.commands(channel, 'generate', { prompt: 'fox', private: true }), hasPictures);
    expect(message.onlyFor).toBe(ana.user.id);
    expect(labelsOf(message)).toEqual(['1…', '2…', '3…', '4…', 'Share', '🔁', '✏️', 'Details']);
    const seen = [...everywhere.discord.world.messages.values()].filter(
      ({ channel_id: id, onlyFor, deleted }) => id === channel.id && !onlyFor && !deleted,
    );
    const before = seen.length;
    const id = idOf(message);
    for (const [command, option] of [
      ['recall', 'picture'],
      ['delete', 'id'],
    ] as const) {
      const refused = await answer(ben.commands(channel, command, { [option]: id }));
      expect(refused.content).toContain('There is no picture');
    }
    const stolen = await answer(ben.commands(channel, 'edit', { picture: id, change: 'sleepy' }));
    expect(stolen.content).not.toContain('**');
    const mine = await answer(ana.commands(channel, 'gallery', { order: 'mine' }), isPrivate);
    expect(mine.content).toContain(id);
    const theirs = await answer(ben.commands(channel, 'gallery', { order: 'new' }), isPrivate);
    expect(theirs.content).not.toContain(id);

    const opened = await answer(ana.presses(message, '1…'), isPrivate);
    const varied = await answer(ana.presses(opened, 'Vary'), hasPictures);
    expect(varied.onlyFor).toBe(ana.user.id);
    const more = await answer(ana.presses(message, '🔁'), hasPictures);
    expect(more.onlyFor).toBe(ana.user.id);
    const shared = await answer(ana.presses(message, 'Share'), hasPictures);
    expect(shared.onlyFor).toBeUndefined();
    expect(shared.attachments).toHaveLength(4);
    expect(shared.content).toContain('by ana');
    ben.presses(shared, '1 👍');
    await everywhere.discord.world.until('a vote', () => labelsOf(shared).includes('1 👍 1'));
    expect((await answer(ben.commands(channel, 'recall', { picture: id }), hasPictures)).content).toContain(
      'painted from `fox`',
    );
    expect(before).toBeGreaterThan(0);
  });

  it('takes no vote of anybody else, nor a hint in completions', async () => {
    const message = await answer(
      ana.commands(channel, 'generate', { prompt: 'fox', private: true, count: 1 }),
      hasPictures,
    );
    const id = idOf(message);
    const { services, db } = everywhere.easel;
    const caller = await services.people.identify({
      ...{ platform: 'discord', workspace: channel.guild!.id, channel: channel.id, operator: true },
      user: { externalId: ben.user.id, name: 'ben' },
    });
    await expect(services.gallery.vote(caller, id, 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(services.gallery.history(caller, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(services.gallery.share(caller, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(services.gallery.siblings(caller, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await services.studio.suggest('picture', id, caller)).toEqual([]);
    const owner = await db.people.findPerson('discord', ana.user.id);
    await services.gallery.favorite({ ...caller, userId: owner! }, id);
    expect((await db.images.findFavoriteImages(caller.workspaceId)).map((image) => image.id)).not.toContain(id);
  });
});

describe('/gallery', () => {
  let dora: MemoryUser;
  let emil: MemoryUser;
  beforeAll(async () => {
    dora = everywhere.easel.memory.user('dora');
    emil = everywhere.easel.memory.user('emil');
    await dora.says('/generate fox count:2');
    await emil.says('/generate cat count:3');
  });

  it('shows one’s own, somebody’s, and what is searched for', async () => {
    const mine = await dora.says('/gallery mine');
    expect(mine.text).toContain('Newest pictures of yours');
    expect(mine.images).toHaveLength(2);
    expect((await dora.says('/gallery by:emil')).images).toHaveLength(3);
    expect((await dora.says('/gallery by:me since:day')).images).toHaveLength(2);
    const found = await emil.says('/gallery new fox');
    expect(found.text).toContain('that show `fox`');
    expect(found.images).toHaveLength(2);
    expect((await emil.says('/gallery search:wombat')).text).toBe('There are no such pictures.');
    expect((await emil.says('/gallery by:nobody')).text).toContain('I know nobody of that name');
  });

  it('keeps to what was asked for from page to page', async () => {
    for (let times = 0; times < 4; times++) await dora.says('/generate fox count:4');
    const first = await dora.says('/gallery by:dora since:week search:fox');
    expect(first.images).toHaveLength(9);
    await dora.clicks('Next');
    expect(dora.lastReply.text).toContain('of yours that show `fox` of the last week');
    expect(dora.lastReply.images).toHaveLength(9);
    await dora.clicks('Previous');
    expect(dora.lastReply.images!.map(({ id }) => id)).toEqual(first.images!.map(({ id }) => id));
  });
});
