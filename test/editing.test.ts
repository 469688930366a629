import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '#chat/reply.ts';
import { readDepiction } from '#studio/sketches/depiction.ts';
import { fewConcepts } from './helpers/checkpoint.ts';
import { openTestEasel, type TestEasel } from './helpers/easel.ts';

const [fox, crown, sleepy, sunglasses, doughnut] = ['1f98a', '1f451', '1f634', '1f576', '1f369'] as const;

let easel: TestEasel;
beforeAll(async () => {
  easel = await openTestEasel({ concepts: [...fewConcepts, crown, sleepy, sunglasses] });
});
afterAll(() => easel.close());

const ana = () => easel.memory.user('ana');
const idOf = ({ images }: Reply) => images![0]!.id!;
const bytesOf = ({ images }: Reply) => Buffer.from(images![0]!.bytes).toString('base64');

const redPng = () =>
  sharp({ create: { width: 80, height: 60, channels: 4, background: '#c00' } })
    .png()
    .toBuffer();

/** What the database keeps of a reply's first picture. */
async function kept(reply: Reply) {
  const { workspaceId } = await easel.services.people.identify(ana().origin);
  return readDepiction((await easel.db.images.getImage(idOf(reply), workspaceId)).scene)!;
}

describe('/edit', () => {
  it('changes the scene that a picture shows, and says it; what is not named stays', async () => {
    const first = await ana().says('/generate sleepy fox with sunglasses count:1 seed:3');
    expect(first.text).toContain('**a sleepy fox with sunglasses**');
    const crowned = await ana().says(`/edit ${idOf(first)} wearing:👑`);
    expect(crowned.text).toContain('**a sleepy fox with sunglasses and a crown**');
    expect(bytesOf(crowned)).not.toBe(bytesOf(first));
    const before = await kept(first);
    expect(await kept(crowned)).toEqual({
      ...before,
      scenes: [{ subject: fox, mood: sleepy, worn: [sunglasses, crown] }],
    });
    const bare = await ana().says(`/edit ${idOf(crowned)} wearing:none colour:purple`);
    expect((await kept(bare)).scenes).toEqual([{ subject: fox, mood: sleepy, colour: 'purple' }]);
    expect(bare.text).toContain('**a sleepy purple fox**');
  });

  it('takes the change in words too, with what is not wanted any more, and names what it does not know', async () => {
    const first = idOf(await ana().says('/generate fox with a crown count:1 seed:3'));
    const changed = await ana().says(`/edit ${first} sleepy, without a crown, qwxzvk`);
    expect(changed.text).toContain('**a sleepy fox**');
    expect(changed.text).toContain('I left out "qwxzvk".');
    expect((await kept(changed)).scenes).toEqual([{ subject: fox, mood: sleepy }]);
    expect((await kept(await ana().says(`/edit ${first} with a doughnut`))).scenes).toEqual([
      { subject: fox, worn: [crown], held: [doughnut] },
    ]);
  });

  it('takes mood and colour together, as the menu of a grid asks for them', async () => {
    const me = ana();
    const grid = await me.says('/generate fox count:2 seed:3');
    await me.opens('edit');
    await me.fills({ source: grid.images![1]!.id!, words: 'sleepy, purple', holding: '🍩' });
    expect((await kept(me.lastReply)).scenes).toEqual([
      { subject: fox, mood: sleepy, colour: 'purple', held: [doughnut] },
    ]);
  });

  it('gives the same picture for the same change', async () => {
    const fox = idOf(await ana().says('/generate fox count:1 seed:3'));
    const [one, other] = [await ana().says(`/edit ${fox} wearing:👑`), await ana().says(`/edit ${fox} wearing:crown`)];
    expect(bytesOf(one)).toBe(bytesOf(other));
  });

  it('is what /restyle is short for: the scene in the other style', async () => {
    const first = await ana().says('/generate fox with a crown style:noto count:1 seed:3');
    const restyled = await ana().says(`/restyle ${idOf(first)} twemoji`);
    expect(restyled.text).toContain('**a fox with a crown** in twemoji');
    expect(await kept(restyled)).toEqual(await kept(first));
    const edited = await ana().says(`/edit ${idOf(first)} style:twemoji`);
    expect(bytesOf(edited)).toBe(bytesOf(restyled));
  });

  it('puts things on a picture of which nothing is known, and says so', async () => {
    const own = { attachments: [{ name: 'red.png', bytes: await redPng() }] };
    const crowned = await ana().says('/edit wearing:👑', own);
    expect(crowned.text).toContain('**your picture: wearing 👑**');
    expect(crowned.text).toContain('I do not know what it shows, so I changed the picture as it is.');
    const blue = await ana().says('/edit colour:blue', own);
    expect(bytesOf(blue)).not.toBe(bytesOf(crowned));
    expect((await ana().says(`/edit ${idOf(crowned)} mood:😴`)).error).toBeUndefined();
  });

  it('asks what to change where nothing is named, and refuses a colour that is none', async () => {
    const fox = idOf(await ana().says('/generate fox count:1'));
    expect(await ana().says(`/edit ${fox}`)).toMatchObject({
      error: 'bad_option',
      text: expect.stringContaining('wearing:👑'),
    });
    expect(await ana().says(`/edit ${fox} colour:qwxzvk`)).toMatchObject({ error: 'bad_option' });
  });
});

describe('pictures of scenes', () => {
  it('stay what they show when they are varied, and come back byte for byte', async () => {
    const me = ana();
    const first = await me.says('/generate fox with a crown count:1 seed:4');
    await me.clicks('Vary');
    expect((await kept(me.lastReply)).scenes).toEqual((await kept(first)).scenes);
    expect(bytesOf(await me.says(`/recall ${idOf(first)}`))).toBe(bytesOf(first));
  });

  it('are put together with an attached one, which is taken as it is', async () => {
    const mixed = await ana().says('/mix 👑 seed:1', { attachments: [{ name: 'red.png', bytes: await redPng() }] });
    expect(mixed.images!.map(({ alt }) => alt)[0]).toBe('your picture with crown 👑');
    expect(new Set(mixed.images!.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).size).toBe(4);
  });

  it('are mixed by what they show', async () => {
    const crowned = await ana().says('/generate fox with a crown count:1 seed:4');
    const mixed = await ana().says(`/mix ${idOf(crowned)} 🍩 seed:1`);
    expect((await kept(mixed)).scenes).toEqual([{ subject: fox, worn: [crown], pattern: doughnut }]);
  });
});
