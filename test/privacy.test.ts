import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createId } from '#lib/ids.ts';
import type { MessageView } from '#platforms/web/page/views.ts';
import type { EmulatedPerson } from './helpers/discord-emulator/person.ts';
import type { EmulatedChannel, EmulatedInteraction, EmulatedMessage } from './helpers/discord-emulator/world.ts';
import { type Everywhere, openEverywhere } from './helpers/everywhere.ts';
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

/** Which of these words are in which tables, as `table: word`. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  const rows = await everywhere.execute(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
  const found = await Promise.all(
    rows.map(async ({ name }) => {
      const texts = await everywhere.execute(`SELECT row::text AS text FROM "${name}" AS row`);
      return words
        .filter((word) => texts.some(({ text }) => String(text).includes(word)))
        .map((word) => `${name}: ${word}`);
    }),
  );
  return found.flat();
}

async function filesWith(words: readonly string[]): Promise<string[]> {
  const folders = [everywhere.filesFolder, everywhere.easel.folder];
  const all = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    }),
  );
  const found = all.flat().map(async (path) => {
    const bytes = await readFile(path);
    return words.filter((word) => path.includes(word) || bytes.includes(word)).map((word) => `${path}: ${word}`);
  });
  return (await Promise.all(found)).flat();
}

describe('/privacy on Discord', () => {
  let channel: EmulatedChannel;
  let ana: EmulatedPerson;
  let ben: EmulatedPerson;
  const name = `Ana ${createId()}`;
  const words = `fox wombat${createId()}`;
  beforeAll(() => {
    channel = everywhere.discord.guild('Foxes');
    ana = everywhere.discord.person(name);
    ben = everywhere.discord.person('ben');
  });

  const answer = (asked: EmulatedInteraction, matches: (message: EmulatedMessage) => boolean = () => true) =>
    everywhere.discord.world.until('an answer', () =>
      [...asked.followups, asked.original].find(
        (message) => message && message !== asked.source && !message.loading && matches(message),
      ),
    );
  const hasPictures = ({ attachments }: EmulatedMessage) => attachments.length > 0;
  const isPrivate = ({ onlyFor }: EmulatedMessage) => onlyFor !== undefined;

  it('shows what is kept, and hands it over as a zip of JSON and pictures', async () => {
    const message = await answer(ana.commands(channel, 'generate', { prompt: words }), hasPictures);
    ana.presses(message, '2 👍');
    await everywhere.discord.world.until('a vote', () => JSON.stringify(message.components).includes('2 👍 1'));
    const kept = await answer(ana.commands(channel, 'privacy'), isPrivate);
    expect(kept.content).toContain('4 pictures that you asked for');
    expect(kept.content).toContain('1 vote and 0 favourites');
    const handed = await answer(ana.presses(kept, 'Hand it over'), hasPictures);
    expect(handed.onlyFor).toBe(ana.user.id);
    const zip = new AdmZip(Buffer.from(handed.attachments[0]!.bytes));
    const about = JSON.parse(zip.readAsText('about-you.json'));
    expect(about.accounts).toMatchObject([{ platform: 'discord', externalId: ana.user.id, name }]);
    expect(about.requests).toMatchObject([{ prompt: words, kind: 'generate' }]);
    expect(about.votes).toHaveLength(1);
    const ids = message.attachments.map(({ filename }) => filename);
    expect(zip.getEntries().map(({ entryName }) => entryName)).toEqual(
      expect.arrayContaining(ids.map((id) => `pictures/${id}`)),
    );
    expect((await sharp(zip.readFile(`pictures/${ids[0]}`)!).metadata()).width).toBe(128);
  });

  it('keeps others from painting from a profile picture', async () => {
    const zoe = everywhere.discord.person('zoe', { avatar: 'abcdef' });
    const bytes = await sharp({ create: { width: 60, height: 60, channels: 4, background: '#0c0' } })
      .png()
      .toBuffer();
    everywhere.discord.serve(`/cdn/avatars/${zoe.user.id}/abcdef.png`, (response) => response.end(bytes));
    const mix = () => ben.commands(channel, 'mix', { a: `<@${zoe.user.id}>`, b: 'fox' });
    await answer(mix(), hasPictures);
    const kept = await answer(zoe.commands(channel, 'privacy'), isPrivate);
    expect(kept.content).toContain('Others may paint from your profile picture');
    zoe.presses(kept, 'Forbid painting me');
    await everywhere.discord.world.until('it is forbidden', () => kept.content.includes('Nobody but you may paint'));
    await answer(mix(), ({ content }) => content.includes('zoe does not want to be painted'));
    const allowed = await answer(zoe.commands(channel, 'privacy', { avatar: 'allow' }), isPrivate);
    expect(allowed.content).toContain('Others may paint from your profile picture');
    await answer(mix(), hasPictures);
  });

  it('deletes everything, after a question: nothing is found anywhere, and others’ things stay', async () => {
    const message = await answer(ana.commands(channel, 'generate', { prompt: words }), hasPictures);
    const again = await answer(ben.presses(message, '🔁'), hasPictures);
    const theirs = await answer(ben.commands(channel, 'generate', { prompt: 'cat' }), hasPictures);
    ana.presses(theirs, '1 👍');
    await everywhere.discord.world.until('a vote', () => JSON.stringify(theirs.components).includes('1 👍 1'));
    const traces = [ana.user.id, name, words.split(' ')[1]!];
    expect((await tablesWith(traces)).length).toBeGreaterThan(2);
    const question = await answer(ana.commands(channel, 'privacy', { what: 'delete' }), isPrivate);
    ana.presses(question, 'Delete everything');
    await everywhere.discord.world.until('it is done', () => question.content.includes('is deleted'));
    await everywhere.discord.world.until('its message', () => message.content === 'This was deleted.');
    expect(message).toMatchObject({ attachments: [], components: [] });
    const open = () => everywhere.execute('SELECT id, body, answer FROM "SeenEvent" WHERE body IS NOT NULL');
    await expect.poll(open, { timeout: 5000 }).toEqual([]);
    expect(await tablesWith(traces)).toEqual([]);
    expect(await filesWith(traces)).toEqual([]);
    const id = theirs.attachments[0]!.filename.replace('.png', '');
    const [image] = await everywhere.easel.db.images.findImages([id]);
    expect(image!.counts.up).toBe(0);
    expect(again.attachments).toHaveLength(4);
    expect(
      await everywhere.easel.db.images.findImages(again.attachments.map(({ filename }) => filename.slice(0, 10))),
    ).toHaveLength(4);
  });
});

describe('/privacy on the web', () => {
  const name = `Bea ${createId()}`;
  const words = `fox quokka${createId()}`;
  let bea: TestBrowser;
  let ben: TestBrowser;
  beforeAll(async () => {
    bea = await enterAs(everywhere.web.url, name);
    ben = await enterAs(everywhere.web.url, 'Ben');
  });

  const ask = async (browser: TestBrowser, text: string, files: File[] = []): Promise<MessageView> => {
    const clientId = crypto.randomUUID();
    await browser.send(text, clientId, files);
    const heard = await browser.follow(0, (messages) => answerTo(clientId, messages)?.state === 'done');
    return answerTo(clientId, heard)!;
  };
  const press = async (browser: TestBrowser, message: MessageView, label: string) => {
    const { id: buttonId } = message.buttons.flat().find((button) => button.label === label)!;
    expect((await browser.post('/api/press', { messageId: message.id, buttonId })).status).toBe(200);
  };
  const square = () =>
    sharp({ create: { width: 60, height: 60, channels: 4, background: '#0c0' } })
      .png()
      .toBuffer();

  it('downloads what is kept, for that person alone', async () => {
    await ask(bea, `/generate ${words}`);
    const handed = await ask(bea, '/privacy export');
    const [file] = handed.archives!;
    const response = await bea.fetch(file!.url);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="easel-about-you.zip"');
    const about = JSON.parse(new AdmZip(Buffer.from(await response.bytes())).readAsText('about-you.json'));
    expect(about.requests[0].prompt).toBe(words);
    expect(JSON.stringify(about.messages)).toContain(words);
    const others = new AdmZip(Buffer.from(await (await ben.fetch(file!.url)).bytes()));
    expect(others.readAsText('about-you.json')).not.toContain(words);
  });

  it('deletes everything, what was sent and said included', async () => {
    const painted = await ask(bea, `/generate ${words}`);
    const upload = `secret${createId()}.png`;
    await ask(bea, '/restyle noto', [new File([Buffer.from(await square())], upload)]);
    await ask(ben, `/recall ${painted.images[0]!.id}`);
    const { id: person } = await read<{ id: string }>(await bea.post('/api/session', {}));
    const traces = [person, name, words.split(' ')[1]!, upload];
    expect((await tablesWith(traces)).length).toBeGreaterThan(3);
    const urls = painted.images.map(({ url }) => url);
    await press(bea, await ask(bea, '/privacy delete'), 'Delete everything');
    for (const url of urls) expect((await ben.fetch(url)).status).toBe(404);
    expect(await tablesWith(traces)).toEqual([]);
    expect(await filesWith(traces)).toEqual([]);
    expect((await readdir(everywhere.filesFolder)).filter((file) => file.startsWith('sent-'))).toEqual([]);
    const { messages } = await read<{ messages: MessageView[] }>(await ben.fetch('/api/messages'));
    expect(JSON.stringify(messages)).not.toContain(name);
    await bea.fetch('/api/gallery');
    expect(await tablesWith(traces)).toEqual([]);
  });
});

describe('/privacy on Slack', () => {
  it('hands what is kept over in the conversation with that person', async () => {
    const { slack } = everywhere;
    const ana = slack.person('ana');
    await ana.types('/generate fox count:1');
    await slack.sees(({ blocks, audience }) => !audience && blocks.some(({ type }) => type === 'image'));
    await ana.types('/privacy export');
    const handed = await slack.sees(({ files }) => files.length > 0);
    expect(handed.channel).toBe(`D${ana.id.slice(1)}`);
    const zip = new AdmZip(Buffer.from(slack.file(handed.files[0]!)!.bytes));
    expect(JSON.parse(zip.readAsText('about-you.json')).requests).toMatchObject([{ prompt: 'fox' }]);
  });

  it('is not kept for ever where the app was taken away', async () => {
    const { slack, easel } = everywhere;
    await slack.uninstall();
    const left = () => easel.execute('SELECT FROM "Workspace" WHERE platform = \'slack\' AND "leftAt" IS NOT NULL');
    await expect.poll(left).toHaveLength(1);
  });
});
