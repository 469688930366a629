import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EmulatedPerson } from './helpers/discord-emulator/person.ts';
import type { EmulatedChannel, EmulatedInteraction, EmulatedMessage } from './helpers/discord-emulator/world.ts';
import { type Everywhere, openEverywhere } from './helpers/everywhere.ts';
import type { SlackMessage } from './helpers/slack-emulator/state.ts';
import { enterAs } from './platforms/web/browser.ts';

let everywhere: Everywhere;
beforeAll(async () => {
  everywhere = await openEverywhere();
});
afterEach(() => {
  expect(everywhere.discord.faults).toEqual([]);
  expect(everywhere.slack.faults).toEqual([]);
});
afterAll(() => everywhere.close());

const labelsOf = (message: EmulatedMessage) =>
  message.components.flatMap(({ components = [] }) => components.map(({ label }) => label));
const hasPictures = ({ attachments }: EmulatedMessage) => attachments.length > 0;
const isPrivate = ({ onlyFor }: EmulatedMessage) => onlyFor !== undefined;
const idOf = (message: EmulatedMessage, index = 0) =>
  message.attachments[index]!.filename.replace(/^SPOILER_|\.png$/g, '');

/** Waits until a message has these files, in this order. */
const names = (message: EmulatedMessage, ...wanted: string[]) =>
  everywhere.discord.world.until(wanted.join(), () => {
    return message.attachments.map(({ filename }) => filename).join() === wanted.join();
  });

/** A server of its own with people in it. */
function openServer(name: string) {
  const { discord } = everywhere;
  const channel: EmulatedChannel = discord.guild(name);
  const [ana, ben, cleo, dan] = ['ana', 'ben', 'cleo', 'dan'].map((who) => discord.person(`${who} of ${name}`));
  const olga = discord.person(`olga of ${name}`, { manager: true });
  const answer = (asked: EmulatedInteraction, matches: (message: EmulatedMessage) => boolean = () => true) =>
    discord.world.until('an answer', () =>
      [...asked.followups, asked.original].find(
        (message) => message && message !== asked.source && !message.deleted && !message.loading && matches(message),
      ),
    );
  const window = (opened: EmulatedInteraction) =>
    discord.world.until('a window', () => opened.callback?.type === 9 && opened);
  const edited = (message: EmulatedMessage, words: string) =>
    discord.world.until(words, () => message.content.includes(words));
  const paint = async (person: EmulatedPerson, count = 1) =>
    answer(person.commands(channel, 'generate', { prompt: 'fox', count }), hasPictures);
  const report = async (person: EmulatedPerson, id: string) =>
    (await answer(person.commands(channel, 'report', { id }))).content;
  return { channel, ana: ana!, ben: ben!, cleo: cleo!, dan: dan!, olga, answer, window, edited, paint, report };
}

describe('Report, on Discord', () => {
  it('stands in Details, under an opened picture and in the menu of a message, for who did not make it', async () => {
    const { channel, ana, ben, olga, answer, window, paint } = openServer('Ways');
    const message = await paint(ana, 4);
    const opened = await answer(ben.presses(message, '2…'), isPrivate);
    expect(labelsOf(opened)).toHaveLength(10);
    const details = await answer(ben.presses(message, 'Details'), isPrivate);
    for (const shown of [opened, details]) expect(labelsOf(shown)).toContain('Report');
    const own = await answer(ana.presses(message, 'Details'), isPrivate);
    expect(labelsOf(own)).not.toContain('Report');
    const asked = await window(ben.picks('Delete or report…', message));
    const told = await answer(ben.submits(asked, { source: idOf(message, 2), reason: 'Makes fun of\nme' }), isPrivate);
    expect(told.content).toContain('The admins here see your report');
    const again = await answer(ben.submits(await window(ben.presses(opened, 'Report')), {}), isPrivate);
    expect(again.content).toContain('The admins here see your report');
    const queue = await answer(olga.commands(channel, 'reports'));
    expect(queue.content).toContain(`reported by 1 person · \`${idOf(message, 2)}\`\n\`Makes fun of me\``);
    expect(queue.attachments.map(({ filename }) => filename)).toEqual([
      `SPOILER_${idOf(message, 1)}.png`,
      `SPOILER_${idOf(message, 2)}.png`,
    ]);
    const question = await answer(ana.picks('Delete or report…', message), isPrivate);
    expect(question.content).toContain('Which of these are to be deleted');
  });

  it('of three people hides a picture until an admin finds it fine', async () => {
    const { channel, ana, ben, cleo, dan, olga, answer, edited, paint, report } = openServer('Three');
    const message = await paint(ana);
    const id = idOf(message);
    const gallery = async () => (await answer(dan.commands(channel, 'gallery', { order: 'new' }), isPrivate)).content;
    expect(await report(ana, id)).toContain('This is your own picture');
    expect(await report(ben, id)).not.toContain('hidden');
    expect(await report(ben, id)).toContain('reported this picture already');
    expect(await report(cleo, id)).not.toContain('hidden');
    expect(await gallery()).toContain(id);
    expect(await report(dan, id)).toContain('out of the gallery');
    expect(await gallery()).not.toContain(id);
    await names(message, `SPOILER_${id}.png`);
    const recalled = await answer(ben.commands(channel, 'recall', { picture: id }), hasPictures);
    expect(recalled.attachments[0]!.filename).toMatch(/^SPOILER_/);
    const varied = await answer(ben.presses(recalled, 'Vary'), hasPictures);
    expect(varied.attachments[0]!.filename).toMatch(/^SPOILER_/);
    const queue = await answer(olga.commands(channel, 'reports'), hasPictures);
    expect(queue.content).toContain('reported by 3 people · hidden');
    expect(labelsOf(queue)).toEqual(['Delete 1', 'Fine 1', 'Block the maker of 1']);
    olga.presses(queue, 'Fine 1');
    await edited(queue, 'may stay');
    expect(queue.content).toContain('Nothing is reported.');
    await names(message, `${id}.png`);
    expect(await gallery()).toContain(id);
    expect(await report(ben, id)).toContain('reported this picture already');
  });

  it('hides one picture of several in its place, and leaves its buttons', async () => {
    const { ana, ben, cleo, dan, channel, answer, paint, report } = openServer('Grid');
    const message = await paint(ana, 4);
    const labels = labelsOf(message);
    const before = message.attachments.map(({ filename }) => filename);
    for (const person of [ben, cleo, dan]) await report(person, idOf(message, 1));
    await names(message, ...before.map((name, index) => (index === 1 ? `SPOILER_${name}` : name)));
    expect(labelsOf(message)).toEqual(labels);
    await answer(ben.presses(message, '2…'), isPrivate);
    // Voted on after that, it stays hidden.
    ben.presses(message, '2 👍');
    await everywhere.discord.world.until('a count', () => labelsOf(message).includes('2 👍 1'));
    await names(message, ...before.map((name, index) => (index === 1 ? `SPOILER_${name}` : name)));
    await answer(ana.commands(channel, 'delete', { id: idOf(message, 1) }), () => true);
  });

  it('goes with its picture', async () => {
    const { channel, ana, ben, olga, answer, edited, paint, report } = openServer('Gone');
    const message = await paint(ana);
    const id = idOf(message);
    await report(ben, id);
    const queue = await answer(olga.commands(channel, 'reports'), hasPictures);
    olga.presses(queue, 'Delete 1');
    await edited(queue, 'was deleted');
    expect(queue.attachments).toEqual([]);
    await everywhere.discord.world.until('the message', () => message.content.includes('This was deleted.'));
    expect(await everywhere.execute(`SELECT * FROM "Report" WHERE "imageId" = '${id}'`)).toEqual([]);
  });

  it('is made ten times a day at most', async () => {
    const { ana, ben, paint, report } = openServer('Many');
    const ids = [...(await paint(ana, 9)).attachments, ...(await paint(ana, 2)).attachments];
    const told: string[] = [];
    for (const { filename } of ids) told.push(await report(ben, filename.replace('.png', '')));
    expect(told.slice(0, 10).every((text) => text.includes('Thank you'))).toBe(true);
    expect(told[10]).toContain('You have reported 10 pictures within a day');
  });

  it('counts two accounts of a person once', async () => {
    const { ana, ben, cleo, channel, answer, paint, report } = openServer('Linked');
    const id = idOf(await paint(ana));
    await report(ben, id);
    const rows = await everywhere.execute(`SELECT id, name FROM "User" WHERE name LIKE '%of Linked'`);
    const idOfPerson = (who: string) => rows.find(({ name }) => String(name).startsWith(who))?.id;
    await answer(cleo.commands(channel, 'gallery', { order: 'mine' }), isPrivate);
    const cleoRows = await everywhere.execute(`SELECT id FROM "User" WHERE name = 'cleo of Linked'`);
    await everywhere.execute(`UPDATE "User" SET "personId" = '${idOfPerson('ben')}' WHERE id = '${cleoRows[0]!.id}'`);
    expect(await report(cleo, id)).toContain('reported this picture already');
  });
});

describe('/block on Discord', () => {
  it('lets somebody look and nothing else, until they are unblocked', async () => {
    const { channel, ana, ben, olga, answer, edited, paint, report } = openServer('Blocked');
    const others = await paint(ben);
    const message = await paint(ana);
    await report(ben, idOf(message));
    const queue = await answer(olga.commands(channel, 'reports'), hasPictures);
    olga.presses(queue, 'Block the maker of 1');
    await edited(queue, 'can only look here from now on');
    const sentence = 'An admin blocked you here: you can look, but you cannot paint, vote, teach or report.';
    const refused = await answer(ana.commands(channel, 'generate', { prompt: 'fox' }), isPrivate);
    expect(refused.content).toBe(sentence);
    expect((await answer(ana.presses(others, 'Vary'), isPrivate)).content).toBe(sentence);
    expect(await report(ana, idOf(others))).toBe(sentence);
    const opened = await answer(ana.commands(channel, 'recall', { picture: idOf(others) }), hasPictures);
    expect(opened.content).toContain('fox');
    const listed = await answer(olga.commands(channel, 'block'));
    expect(listed.content).toContain('ana of Blocked, since');
    olga.presses(listed, 'Unblock 1');
    await edited(listed, 'can paint, vote, teach and report again');
    await paint(ana);
  });

  it('finds people by their mention, also those who never painted, and outlasts what is kept about them', async () => {
    const { channel, ana, ben, olga, answer, edited, paint } = openServer('Mention');
    const told = await answer(olga.commands(channel, 'block', { person: ben.user.id }));
    expect(told.content).toContain('cannot paint, vote, teach or report');
    expect((await answer(ben.commands(channel, 'generate', { prompt: 'fox' }), isPrivate)).content).toContain(
      'blocked',
    );
    await paint(ana);
    await answer(olga.commands(channel, 'block', { person: ana.user.id }));
    const kept = await answer(ana.commands(channel, 'privacy', { what: 'delete' }), isPrivate);
    ana.presses(kept, 'Delete everything');
    await edited(kept, 'is deleted');
    expect((await answer(ana.commands(channel, 'generate', { prompt: 'fox' }), isPrivate)).content).toContain(
      'blocked',
    );
  });

  it('never holds for who runs the place', async () => {
    const { channel, olga, answer, paint } = openServer('Admins');
    await paint(olga);
    const refused = await answer(olga.commands(channel, 'block', { person: olga.user.id }));
    expect(refused.content).toContain('nobody who does can be blocked');
    const other = everywhere.discord.person('another admin', { manager: true });
    await answer(olga.commands(channel, 'block', { person: other.user.id }));
    await paint(other);
  });
});

describe('on Slack', () => {
  it('a picture is reported from its menu, and its maker blocked', async () => {
    const { slack } = everywhere;
    const [ana, ben] = [slack.person('ana'), slack.person('ben')];
    const olga = slack.person('olga', { admin: true });
    const shows = (message: SlackMessage) => !message.audience && message.blocks.some(({ type }) => type === 'image');
    await ana.types('/generate fox');
    const message = await slack.sees(shows);
    await ben.presses(message, 'Seed, style and model, and how to make it again');
    const details = await slack.sees(({ audience, text }) => audience === ben.id && text.includes('seed'));
    await ben.presses(details, 'Tell the admins that it should not be here');
    await slack.until(() => ben.asked() !== undefined);
    expect(ben.asked()).toMatchObject({ title: 'Report a picture', labels: ['What is wrong with it'] });
    await ben.fills({ 'What is wrong with it': 'Not a fox' });
    await slack.sees(({ audience, text }) => audience === ben.id && text.includes('The admins here see your report'));
    await olga.types('/reports');
    const queue = await slack.sees(({ audience, text }) => audience === olga.id && text.includes('Not a fox'));
    await olga.presses(queue, 'Let ana look here, and do nothing else');
    await slack.sees(({ audience, text }) => audience === olga.id && text.includes('can only look here'));
    await ana.types('/generate cat');
    await slack.sees(({ audience, text }) => audience === ana.id && text.includes('An admin blocked you here'));
    await olga.types(`/unblock <@${ana.id}|ana>`);
    await slack.sees(({ audience, text }) => audience === olga.id && text.includes('report again'));
  });
});

describe('a picture that three people report', () => {
  it('goes behind a button on Slack, and comes back when an admin finds it fine', async () => {
    const { slack } = everywhere;
    const [ana, ...others] = ['ana', 'ben', 'cleo', 'dan'].map((name) => slack.person(`${name} of three`));
    const olga = slack.person('olga of three', { admin: true });
    await ana!.types('/generate cat count:1');
    const message = await slack.sees(({ audience, text, blocks }) => {
      return !audience && text.includes('cat') && blocks.some(({ type }) => type === 'image');
    });
    const [, id] = /picture:(\w+)/.exec(JSON.stringify(message.blocks))!;
    for (const person of others) {
      await person.types(`/report ${id}`);
      await slack.sees(
        ({ audience, text }) => audience === person.id && text.includes('The admins here see your report'),
      );
    }
    const isShown = () => message.blocks.some(({ type }) => type === 'image');
    await slack.until(() => !isShown() && JSON.stringify(message.blocks).includes('Show the spoiler'));
    await olga.types('/reports');
    const queue = await slack.sees(
      ({ audience, text }) => audience === olga.id && text.includes('reported by 3 people'),
    );
    await olga.presses(queue, 'Picture 1 may stay, and is shown again');
    await slack.until(isShown);
  });

  it('becomes a spoiler on the web', async () => {
    const { url } = everywhere.web;
    const [ana, ...others] = await Promise.all(['Ana', 'Ben', 'Cleo', 'Dan'].map((name) => enterAs(url, name)));
    const message = await ana!.ask('/generate cat count:1');
    const { id } = message.images[0]!;
    const look = async () => (await ana!.messages()).find((each) => each.id === message.id)?.images[0];
    expect((await look())!.spoiler).toBeFalsy();
    for (const person of others) await person.ask(`/report ${id}`);
    await expect.poll(look).toMatchObject({ id, spoiler: true });
  });
});

describe('/settings words, on Discord', () => {
  it('says which prompts, names and lessons are refused, and tells nobody the word', async () => {
    const { channel, ana, olga, answer, paint } = openServer('Words');
    const message = await paint(ana);
    const refusal = 'Some of these words are not wanted here. Please say it in other words.';
    const said = async (command: string, options: Record<string, string>) =>
      answer(ana.commands(channel, command, options), ({ content }) => content === refusal);
    expect((await said('generate', { prompt: 'a f0x, fucking' })).content).toBe(refusal);
    expect((await said('generate', { prompt: 'fox', wearing: 'd1ldo' })).content).toBe(refusal);
    expect((await said('edit', { picture: idOf(message), change: 'penis' })).content).toBe(refusal);
    expect((await said('mix', { a: 'fox', b: 'pussy' })).content).toBe(refusal);
    expect((await said('save', { picture: idOf(message), name: 'fuck_fox' })).content).toBe(refusal);
    const picture = { name: 'disc.png', bytes: Buffer.from('not looked at') };
    const taught = ana.commands(channel, 'teach', { name: 'a slut', file: picture });
    expect((await answer(taught, isPrivate)).content).toBe(refusal);
    await answer(olga.commands(channel, 'settings', { words: 'cat, purple unicorn' }));
    expect((await said('generate', { prompt: 'a PURPLE  un1corn' })).content).toBe(refusal);
    await answer(olga.commands(channel, 'settings', { wordlist: 'off' }));
    expect((await said('generate', { prompt: 'caat' })).content).toBe(refusal);
    await answer(ana.commands(channel, 'generate', { prompt: 'fox pussy' }), hasPictures);
  });
});

describe('/audit', () => {
  it('tells an admin alone who decided what, the newest first, a page at a time', async () => {
    const { channel, ana, olga, answer, edited, paint } = openServer('Audit');
    await paint(ana);
    for (let count = 1; count <= 9; count++) await answer(olga.commands(channel, 'settings', { count: String(count) }));
    for (let days = 1; days <= 5; days++) await answer(olga.commands(channel, 'settings', { keep: String(days) }));
    await answer(olga.commands(channel, 'block', { person: ana.user.id }));
    const told = await answer(olga.commands(channel, 'audit'), isPrivate);
    const lines = told.content.split('\n');
    expect(lines).toHaveLength(16);
    expect(lines[1]).toMatch(/UTC · olga of Audit blocked ana of Audit$/);
    expect(lines[2]).toMatch(/changed `keep` from `4` to `5`$/);
    olga.presses(told, 'Next');
    await edited(told, 'Nothing earlier.');
    const refused = await answer(ana.commands(channel, 'audit'), isPrivate);
    expect(refused.content).toContain('Only admins may use /audit');
  });
});
