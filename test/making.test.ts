import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '#chat/reply.ts';
import { motions } from '#images/motions/motions.ts';
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
