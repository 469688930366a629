import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GalleryView, MessageView } from '#platforms/web/page/views.ts';
import type { EmulatedPerson } from './helpers/discord-emulator/person.ts';
import type { EmulatedChannel, EmulatedInteraction, EmulatedMessage } from './helpers/discord-emulator/world.ts';
import { type Everywhere, openEverywhere } from './helpers/everywhere.ts';
import type { SlackPerson } from './helpers/slack-emulator/person.ts';
import type { SlackMessage } from './helpers/slack-emulator/state.ts';
import { answerTo, enterAs, read, type TestBrowser } from './platforms/web/browser.ts';

let everywhere: Everywhere;
beforeAll(async () => {
  everywhere = await openEverywhere();
});
afterEach(() => {
  expect(everywhere.discord.faults).toEqual([]);
  expect(everywhere.slack.faults).toEqual([]);
});
afterAll(() => everywhere.close());

const textsOf = (message: EmulatedMessage) =>
  message.components.flatMap(({ components = [] }) => components.map(({ label }) => label));

const picturesOfMenu = (message: EmulatedMessage) =>
  [...JSON.stringify(message.components).matchAll(/open:(\w+)/g)].map(([, id]) => id);

describe('🗑 on Discord', () => {
  let channel: EmulatedChannel;
  let ana: EmulatedPerson;
  let ben: EmulatedPerson;
  let olga: EmulatedPerson;
  beforeAll(() => {
    channel = everywhere.discord.guild('Foxes');
    ana = everywhere.discord.person('ana');
    ben = everywhere.discord.person('ben');
    olga = everywhere.discord.person('olga', { manager: true });
  });

  const answer = (asked: EmulatedInteraction, matches: (message: EmulatedMessage) => boolean) =>
    everywhere.discord.world.until('an answer', () =>
      [asked.original, ...asked.followups].find((message) => message && !message.loading && matches(message)),
    );
  const paint = (prompt: string) =>
    answer(ana.commands(channel, 'generate', { prompt }), ({ attachments }) => attachments.length === 4);
  const open = (person: EmulatedPerson, message: EmulatedMessage, number: number) =>
    answer(person.presses(message, `${number}…`), ({ onlyFor }) => onlyFor !== undefined);
  const edited = (message: EmulatedMessage, words: string) =>
    everywhere.discord.world.until(words, () => message.content.includes(words));

  it('takes one picture out of its message and the gallery, after a question', async () => {
    const message = await paint('fox');
    const [first, second] = message.attachments.map(({ filename }) => filename.replace('.png', ''));
    const opened = await open(ana, message, 1);
    ana.presses(opened, '🗑');
    await edited(opened, 'That is for good');
    ana.presses(opened, 'Keep');
    await everywhere.discord.world.until('the picture again', () => textsOf(opened).includes('Vary'));
    ana.presses(opened, '🗑');
    await edited(opened, 'That is for good');
    ana.presses(opened, 'Delete');
    await edited(opened, 'This was deleted.');
    expect(opened.attachments).toEqual([]);
    expect(message.attachments.map(({ filename }) => filename)).not.toContain(`${first}.png`);
    expect(message.attachments).toHaveLength(3);
    expect(textsOf(message)).toEqual(['2 👍', '3 👍', '4 👍', '🔁', '2…', '3…', '4…', 'Details']);
    expect(message.content).toContain('fox');
    const recalled = await answer(ben.commands(channel, 'recall', { picture: first! }), () => true);
    expect(recalled.content).toContain('There is no picture');
    const details = await answer(ben.presses(message, 'Details'), ({ onlyFor }) => onlyFor !== undefined);
    expect(details.content).toContain(second);
    ben.presses(message, '2 👍');
    await everywhere.discord.world.until('a count', () => textsOf(message).includes('2 👍 1'));
  });

  it('takes a whole answer away from its menu, where its last picture says so', async () => {
    const message = await paint('fox');
    const question = await answer(ana.picks('Delete or report…', message), ({ onlyFor }) => onlyFor !== undefined);
    expect(textsOf(question)).toEqual(['Delete all 4', 'Delete 1', 'Delete 2', 'Delete 3', 'Delete 4', 'Keep']);
    ana.presses(question, 'Delete all 4');
    await edited(question, 'They were deleted.');
    expect(message).toMatchObject({ content: 'This was deleted.', attachments: [], components: [] });
  });

  it('is for its author and admins, whose deletion is noted', async () => {
    const message = await paint('fox');
    const opened = await open(ben, message, 2);
    expect(textsOf(opened)).not.toContain('🗑');
    const picture = message.attachments[0]!.filename.replace('.png', '');
    const refused = await answer(ben.commands(channel, 'delete', { id: picture }), ({ content }) =>
      content.includes('admin'),
    );
    expect(refused.content).toContain("ana's picture: only they or an admin can delete it");
    const openedByAdmin = await open(olga, message, 2);
    olga.presses(openedByAdmin, '🗑');
    await edited(openedByAdmin, 'That is for good');
    olga.presses(openedByAdmin, 'Delete');
    await edited(openedByAdmin, 'This was deleted.');
    const { id } = await everywhere.easel.db.workspaces.identifyWorkspace('discord', channel.guild!.id);
    const [event] = await everywhere.easel.db.audit.listAuditEvents(id);
    expect(event).toMatchObject({ action: 'picture.remove' });
  });

  it('takes the sheet and the file of a pack away, and shows the others one by one', async () => {
    const pack = await answer(
      ana.commands(channel, 'make', { what: 'pack', picture: 'fox' }),
      ({ attachments }) => attachments.length === 2,
    );
    const names = () => pack.attachments.map(({ filename }) => filename);
    expect(names()).toEqual([expect.stringMatching(/-sheet\.png$/), 'fox.zip']);
    const [first, second] = picturesOfMenu(pack);
    const { published } = everywhere.easel.services.emoji;
    expect(await published(first!)).toBeDefined();
    const question = await answer(ana.commands(channel, 'delete', { id: first! }), () => true);
    ana.presses(question, 'Delete');
    await edited(question, 'deleted');
    await everywhere.discord.world.until('the others', () => names().length === 8);
    expect(names()).toContain(`${second}.png`);
    expect(names()).not.toContain(`${first}.png`);
    expect(await published(first!)).toBeUndefined();
    expect(await published(second!)).toBeDefined();
  });

  it('comes when Discord was away meanwhile', async () => {
    const message = await paint('fox');
    const opened = await open(ana, message, 1);
    everywhere.away.add('discord');
    ana.presses(opened, '🗑');
    await edited(opened, 'That is for good');
    ana.presses(opened, 'Delete');
    await edited(opened, 'This was deleted.');
    expect(message.attachments).toHaveLength(4);
    everywhere.away.clear();
    await everywhere.takeBack.pass();
    expect(message.attachments).toHaveLength(3);
  });
});

describe('🗑 on Slack', () => {
  let ana: SlackPerson;
  beforeAll(() => {
    ana = everywhere.slack.person('ana');
  });

  it('draws the grid anew without the picture, and deletes the file that showed it', async () => {
    const { slack } = everywhere;
    await ana.types('/generate fox');
    const isGrid = ({ blocks, audience }: SlackMessage) => !audience && blocks.some(({ type }) => type === 'image');
    const message = await slack.sees(isGrid);
    const image = () => message.blocks.find(({ type }) => type === 'image') as unknown as Record<string, unknown>;
    const before = image() as { block_id: string; slack_file: { id: string } };
    const [first, ...others] = before.block_id.replace('picture:', '').split(',');
    await ana.types(`/delete ${first}`);
    const question = await slack.sees(({ text, audience }) => audience === ana.id && text.includes('That is for good'));
    await ana.presses(question, 'Delete it for good');
    await slack.until(() => image().block_id === `picture:${others.join(',')}`);
    await slack.until(() =>
      slack.calls.some(({ method, args }) => method === 'files.delete' && args.file === before.slack_file.id),
    );
    expect(JSON.stringify(message.blocks)).not.toContain(first);
  });
});

describe('🗑 on Slack, of what stands in a pattern', () => {
  it('takes the pattern and its tile away', async () => {
    const { slack } = everywhere;
    const ana = slack.person('ana');
    await ana.types('/generate cat count:1');
    const isCat = ({ text, audience, blocks }: SlackMessage) =>
      !audience && text.includes('cat') && blocks.some(({ type }) => type === 'image');
    const [, id] = /picture:(\w+)/.exec(JSON.stringify((await slack.sees(isCat)).blocks))!;
    await ana.types(`/make pattern ${id} 🍩`);
    const pattern = await slack.sees(({ text }) => text.includes('doughnut'));
    const files = () => pattern.blocks.flatMap((block) => ('slack_file' in block ? [block.slack_file] : []));
    await slack.until(() => files().length === 2);
    const made = files() as { id: string }[];
    await ana.types(`/delete ${id}`);
    const question = await slack.sees(({ text, audience }) => audience === ana.id && text.includes('That is for good'));
    await ana.presses(question, 'Delete it for good');
    const deleted = () => slack.calls.flatMap(({ method, args }) => (method === 'files.delete' ? [args.file] : []));
    await slack.until(() => made.every((file) => deleted().includes(file.id)));
    for (const file of made) expect(JSON.stringify(pattern.blocks)).not.toContain(file.id);
  });
});

describe('🗑 on the web', () => {
  let ana: TestBrowser;
  let ben: TestBrowser;
  beforeAll(async () => {
    ana = await enterAs(everywhere.web.url, 'Ana');
    ben = await enterAs(everywhere.web.url, 'Ben');
  });

  const ask = async (browser: TestBrowser, text: string): Promise<MessageView> => {
    const clientId = crypto.randomUUID();
    await browser.send(text, clientId, []);
    const heard = await browser.follow(0, (messages) => answerTo(clientId, messages)?.state === 'done');
    return answerTo(clientId, heard)!;
  };

  it('leaves no address that answers, in messages and in the gallery', async () => {
    const painted = await ask(ana, '/generate fox');
    const [first, second] = painted.images;
    const enlarged = await ask(ben, `/recall ${first!.id}`);
    const listed = await read<GalleryView[]>(await ben.fetch('/api/gallery?order=new'));
    const urls = [first!.url, enlarged.images[0]!.url, listed.find(({ id }) => id === first!.id)!.url];
    for (const url of urls) expect((await ben.fetch(url)).status).toBe(200);
    const question = await ask(ana, `/delete ${first!.id}`);
    const { id: buttonId } = question.buttons.flat().find(({ label }) => label === 'Delete')!;
    expect((await ana.post('/api/press', { messageId: question.id, buttonId })).status).toBe(200);
    for (const url of urls) expect((await ben.fetch(url)).status, url).toBe(404);
    expect((await ben.fetch(`/api/gallery/${first!.id}`)).status).toBe(404);
    expect((await ben.fetch(second!.url)).status).toBe(200);
    const { messages } = await read<{ messages: MessageView[] }>(await ben.fetch('/api/messages'));
    const now = messages.find(({ id }) => id === painted.id)!;
    expect(now.images).toHaveLength(3);
    expect(JSON.stringify(messages.map(({ images, buttons }) => [images, buttons]))).not.toContain(first!.id);
  });

  it('leaves no sheet and no file of a pack, which was for its author alone', async () => {
    const pack = await ask(ana, '/make pack fox private:yes');
    expect(pack.private).toBe(true);
    const theirs = await read<{ messages: MessageView[] }>(await ben.fetch('/api/messages'));
    expect(theirs.messages.map(({ id }) => id)).not.toContain(pack.id);
    const picture = pack.buttons.flat().find((button) => button.picture)!.picture!;
    expect(await everywhere.easel.services.emoji.published(picture)).toBeUndefined();
    const urls = [pack.images[0]!.url, pack.files[0]!.url];
    for (const url of urls) expect((await ana.fetch(url)).status).toBe(200);
    const banner = await ask(ana, `/make banner ${picture} 🍩`);
    expect(banner.private).toBe(true);
    urls.push(banner.images[0]!.url, banner.files[0]!.url);
    const opened = await ask(ana, `/recall ${picture}`);
    expect(opened.private).toBe(true);
    const question = await ask(ana, `/delete ${picture}`);
    const { id: buttonId } = question.buttons.flat().find(({ label }) => label === 'Delete')!;
    expect((await ana.post('/api/press', { messageId: question.id, buttonId })).status).toBe(200);
    for (const url of urls) expect((await ana.fetch(url)).status, url).toBe(404);
    const { messages } = await read<{ messages: MessageView[] }>(await ana.fetch('/api/messages'));
    const now = messages.find(({ id }) => id === pack.id)!;
    expect(now.files).toEqual([]);
    expect(now.images).toHaveLength(8);
    expect((await ana.fetch(now.images[0]!.url)).status).toBe(200);
  });

  it('takes what was given to learn from of it, too', async () => {
    const painted = await ask(ana, '/generate fox count:1');
    const { id, url } = painted.images[0]!;
    const png = await (await ana.fetch(url)).bytes();
    const { services, db } = everywhere.easel;
    const caller = await services.people.identify({
      ...{ platform: 'web', workspace: 'web', channel: 'studio', operator: false },
      user: { externalId: 'ben', name: 'Ben' },
    });
    const lesson = await services.lessons.offer(caller, { name: 'saved.png', bytes: png }, 'a fox');
    expect((await sharp(lesson.png).metadata()).width).toBe(128);
    const question = await ask(ana, `/delete ${id}`);
    const { id: buttonId } = question.buttons.flat().find(({ label }) => label === 'Delete')!;
    await ana.post('/api/press', { messageId: question.id, buttonId });
    expect(await db.trainingImages.countTrainingImages({ workspaceId: caller.workspaceId })).toBe(0);
  });
});
