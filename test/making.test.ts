import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '#chat/reply.ts';
import { motions } from '#images/motions/names.ts';
import { openTestEasel, type TestEasel } from './helpers/easel.ts';

let easel: TestEasel;
beforeAll(async () => {
  easel = await openTestEasel();
});
afterAll(() => easel.close());

const factsOf = ({ images }: Reply) => sharp(images![0]!.bytes, { animated: true }).metadata();
const bytesOf = ({ images = [] }: Reply) => images.map(({ bytes }) => Buffer.from(bytes).toString('base64'));

/** A blue disc on a clear ground, 200 pixels wide. */
async function disc(): Promise<Uint8Array> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><circle cx="100" cy="100" r="80" fill="#24c"/></svg>';
  return sharp(Buffer.from(svg)).png().toBuffer();
}

describe('/make pattern and /make banner', () => {
  it('makes a tile of 512 pixels and shows it two by two, the same for the same seed', async () => {
    const ana = easel.memory.user('ana');
    const reply = await ana.says('/make pattern fox 🍩 seed:5');
    expect(reply.images!.map(({ width, height }) => [width, height])).toEqual([
      [512, 512],
      [1024, 1024],
    ]);
    expect(bytesOf(await easel.memory.user('ben').says('/make pattern fox 🍩 seed:5'))).toEqual(bytesOf(reply));
    await ana.clicks('🔁');
    expect(ana.lastReply.error).toBeUndefined();
    expect(bytesOf(ana.lastReply)).not.toEqual(bytesOf(reply));
  });

  it('makes a banner of words, attached pictures and those that are there, with its other sizes as a file', async () => {
    const ana = easel.memory.user('ana');
    const source = (await ana.says('/generate fox count:1')).images![0]!.id!;
    const attachments = [{ name: 'disc.png', bytes: await disc() }];
    const banner = await ana.says(`/make banner ${source} text:"Game night"`, { attachments });
    expect(banner.images).toMatchObject([{ width: 1200, height: 400, alt: expect.stringContaining('Game night') }]);
    const archive = Buffer.from(banner.files![0]!.bytes).toString('latin1');
    for (const size of ['discord-server-960x540', 'slack-header-1600x400']) expect(archive).toContain(`${size}.png`);
    const own = await ana.says(`/make banner ${source}`);
    expect(own.error).toBeUndefined();
    expect(own.images![0]!.spoiler).toBeUndefined();
    const hidden = (await ana.says('/generate fox count:1 spoiler:yes')).images![0]!.id!;
    expect((await ana.says(`/make banner ${source} ${hidden}`)).images).toMatchObject([{ spoiler: true }]);
  });

  it('says what it cannot letter, and which colours there are', async () => {
    const ana = easel.memory.user('ana');
    expect((await ana.says('/make banner fox text:"日本 night"')).text).toContain('no letters for 日 本.');
    expect((await ana.says('/make pattern fox colour:blurple')).text).toContain('such as #5865f2');
    expect((await ana.says('/make pattern fox colour:#58f')).error).toBeUndefined();
  });
});

describe('/make pack', () => {
  it('paints one character in moods that agree, and hands them over as one file', async () => {
    const ana = easel.memory.user('ana');
    const reply = await ana.says('/make pack fox count:16 seed:3');
    expect(reply.error).toBeUndefined();
    const names = [...reply.text.matchAll(/`(fox_[a-z]+)`/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(16);
    expect(names).toContain('fox_happy');
    expect(reply.images).toMatchObject([{ mime: 'image/png' }]);
    const archive = Buffer.from(reply.files![0]!.bytes).toString('latin1');
    for (const name of names) expect(archive).toContain(`slack/${name}.png`);
    const again = await easel.memory.user('ben').says('/make pack fox count:16 seed:3');
    expect(bytesOf(again)).toEqual(bytesOf(reply));
    const id = reply.selects![0]!.entries[11]!.picture!;
    expect((await ana.says(`/recall ${id}`)).text).toContain('packed');
    expect((await ana.says(`/save ${id} silly_fox`)).images).toMatchObject([{ name: 'silly_fox.png' }]);
  });

  it('says what to type for the same pack, pattern or banner', async () => {
    const ana = easel.memory.user('ana');
    await ana.says('/make pack "happy fox" seed:3');
    const { id } = ana.lastReply.selects![0]!.entries.find(({ label }) => label === 'Details')!;
    await ana.clicks('Details');
    expect(ana.lastReply.text, id).toMatch(/`\/make pack "happy fox" style:\S+ seed:3 count:9`/);
    const banner = await ana.says('/make banner fox 🍩 text:"Game night" colour:red seed:4 spoiler:yes');
    await ana.clicks('Details');
    const [, typed] = /`(\/make banner [^`]+)`/.exec(ana.lastReply.text)!;
    expect(typed).toBe('/make banner fox 🍩 seed:4 text:"Game night" colour:red spoiler:yes');
    expect(bytesOf(await ana.says(typed!))).toEqual(bytesOf(banner));
  });

  it('is private where it is said so, and where a picture in it is', async () => {
    const ana = easel.memory.user('ana');
    const own = await ana.says('/generate fox count:1 private:yes');
    const id = own.images?.[0]?.id;
    expect(own.ephemeral).toBe(true);
    for (const made of [`pattern ${id}`, `banner 🍩 ${id}`, `pack ${id}`, 'pattern fox private:yes']) {
      const reply = await ana.says(`/make ${made}`);
      expect([reply.error, reply.ephemeral], made).toEqual([undefined, true]);
    }
    expect((await ana.says(`/make bounce ${id}`)).ephemeral).toBe(true);
    expect((await easel.memory.user('ben').says(`/make pattern ${id}`)).error).toBe('not_found');
  });

  it('gives moods to a picture that is attached, and takes its own from one that has a mood', async () => {
    const ana = easel.memory.user('ana');
    const attachments = [{ name: 'Our Mascot.png', bytes: await disc() }];
    expect((await ana.says('/make pack', { attachments })).text).toContain('`our_mascot_happy`');
    const sleepy = await ana.says('/generate sleepy fox count:1');
    expect((await ana.says(`/make pack ${sleepy.images![0]!.id}`)).text).toContain('_angry`');
  });

  it('keeps to what a workspace and its tools may have', async () => {
    const ana = easel.memory.user('ana');
    const shown = await ana.says('/make pack fox');
    const id = shown.selects![0]!.entries[0]!.picture!;
    const png = await easel.services.emoji.published(id);
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 128 });
    const hidden = await ana.says('/make pack fox spoiler:yes');
    expect(hidden.images).toMatchObject([{ spoiler: true }]);
    expect(await easel.services.emoji.published(hidden.selects![0]!.entries[0]!.picture!)).toBeUndefined();
    const painted = await ana.says('/generate fox count:1');
    expect(await easel.services.emoji.published(painted.images![0]!.id!)).toBeUndefined();
    const boss = easel.memory.user('boss', { operator: true });
    await boss.says('/settings count:4');
    const few = await ana.says('/make pack fox');
    expect(few.text).toContain('One request paints at most 4 pictures here.');
    await boss.says('/settings count:none');
  });
});

describe('/make a picture move', () => {
  it.each(motions)('%s: an animation that loops on a clear ground', async (motion) => {
    const reply = await easel.memory.user('ana').says(`/make ${motion} 🐱 format:gif`);
    expect(reply.error).toBeUndefined();
    const { pages, loop, hasAlpha } = await factsOf(reply);
    expect({ loop, hasAlpha }).toEqual({ loop: 0, hasAlpha: true });
    expect(pages).toBeGreaterThanOrEqual(12);
  });

  it('moves a picture as it was painted, and remembers it, its votes and its spoiler', async () => {
    const ana = easel.memory.user('ana');
    const painted = await ana.says('/generate fox count:1 spoiler:yes');
    const source = painted.images![0]!.id!;
    const moving = await ana.says(`/make bounce ${source} format:gif`);
    expect(moving.text).toContain('**fox 🦊, bouncing**, 24 frames');
    expect(moving.images).toMatchObject([{ spoiler: true, width: 128 }]);
    const id = moving.buttons![0]![0]!.picture!;
    await ana.clicks('❤️');
    expect((await ana.says('/favorites')).images!.map((image) => image.id)).toContain(id);
    const recalled = await ana.says(`/recall ${id}`);
    expect(bytesOf(recalled)).toEqual(bytesOf(moving));
    expect(recalled.text).toContain(source);
    await ana.clicks('Slower');
    expect((await factsOf(ana.lastReply)).delay?.[0]).toBe(80);
    const turned = await ana.says(`/make spin ${id}`);
    expect(turned.text).toContain('**fox 🦊, spinning**');
  });

  it('paints words first, each time anew unless told, and keeps to what it painted', async () => {
    const ben = easel.memory.user('ben');
    const [one, same, other] = await Promise.all(
      ['seed:1', 'seed:1', 'seed:2'].map(async (seed, index) =>
        bytesOf(await easel.memory.user(`ben${index}`).says(`/make spin sleepy cat format:gif ${seed}`)),
      ),
    );
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    await ben.says('/make spin cat format:gif speed:1');
    const first = bytesOf(ben.lastReply);
    await ben.clicks('Slower');
    await ben.clicks('Faster');
    expect(bytesOf(ben.lastReply)).toEqual(first);
  });

  it('moves an attached picture as it is, in another style where one is asked for', async () => {
    const ana = easel.memory.user('ana');
    const attachments = [{ name: 'disc.png', bytes: await disc() }];
    const moving = await ana.says('/make shake format:gif', { attachments });
    const { data } = await sharp(moving.images![0]!.bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const middle = (64 * 128 + 64) * 4;
    expect([...data.subarray(middle, middle + 4)].map((value) => Math.round(value / 16))).toEqual([2, 4, 13, 16]);
    expect(moving.buttons!.flat().map(({ label }) => label)).toEqual(['👍', '👎', '❤️']);
    expect(moving.text).toContain('attach it to `/save`');
    const restyled = await ana.says('/make shake format:gif style:twemoji', { attachments });
    expect(restyled.text).toContain('style twemoji');
    expect(bytesOf(restyled)).not.toEqual(bytesOf(moving));
  });

  it('is saved as an emoji that moves for as long, within what a platform takes', async () => {
    const ana = easel.memory.user('ana');
    await ana.says('/make party fox');
    await ana.clicks('Save as emoji');
    await ana.fills({ name: 'party_fox' });
    expect(ana.lastReply.images).toMatchObject([{ name: 'party_fox.gif', mime: 'image/gif', width: 128 }]);
    const { pages, delay = [] } = await factsOf(ana.lastReply);
    expect(pages).toBeGreaterThan(4);
    expect(delay.reduce((sum, one) => sum + one, 0)).toBe(20 * 50);
    expect(ana.lastReply.images![0]!.bytes.byteLength).toBeLessThanOrEqual(128 * 1024);
  });

  it('says what it does not know, and whose picture it is not', async () => {
    const ana = easel.memory.user('ana');
    expect((await ana.says('/make bounce blorbfizz')).error).toBe('unknown_prompt');
    expect((await ana.says('/make bounce 0123456789')).error).toBe('not_found');
    expect((await ana.says('/make bounce fox style:nope')).error).toBe('bad_option');
    const attachments = [{ name: 'cat.png', bytes: Buffer.from('PK\u0003\u0004 no picture at all') }];
    expect((await ana.says('/make bounce', { attachments })).error).toBe('bad_image');
  });
});
