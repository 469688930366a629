import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestEasel, type TestEasel } from './helpers/easel.ts';

let easel: TestEasel;
let ana: ReturnType<TestEasel['memory']['user']>;
let painted: { id?: string; bytes: Uint8Array }[];
beforeAll(async () => {
  easel = await openTestEasel();
  ana = easel.memory.user('ana');
  painted = (await ana.says('/generate fox count:4 seed:7')).images!;
  await ana.says('/generate cat count:4 seed:8');
});
afterAll(() => easel.close());

const recall = (bytes: Uint8Array, who = ana) => who.says('/recall', { attachments: [{ name: 'found.png', bytes }] });
const bare = (bytes: Uint8Array) => sharp(bytes).png().toBuffer();

it('an attached picture is known by its file, with how it was made', async () => {
  for (const { id, bytes } of painted) {
    const { text, images } = await recall(bytes);
    expect(text).toContain(id);
    expect(text).toContain('by ana');
    expect(text).toContain('seed `7`');
    expect(images).toHaveLength(1);
  }
});

it('is known by how it looks where the file says nothing, smaller, or as a JPEG on a ground', async () => {
  const { id, bytes } = painted[2]!;
  const smaller = await sharp(bytes).resize(72, 72).webp().toBuffer();
  const framed = await sharp(await bare(bytes))
    .extend({ top: 9, left: 20, background: '#0000' })
    .png()
    .toBuffer();
  for (const found of [await bare(bytes), smaller, framed]) expect((await recall(found)).text).toContain(id);
  const flat = await sharp(bytes).flatten({ background: '#36393f' }).jpeg().keepXmp().toBuffer();
  expect((await recall(flat)).text).toContain(id);
});

it('another picture is not, whatever its file says of itself', async () => {
  const square = await sharp({ create: { width: 64, height: 64, channels: 4, background: '#3a7' } })
    .png()
    .toBuffer();
  expect(await recall(square)).toMatchObject({
    error: 'not_found',
    text: 'No picture that was painted here is like it. /gallery shows those there are.',
  });
  const { xmpAsString } = await sharp(painted[0]!.bytes).metadata();
  const claims = await sharp(square).withXmp(xmpAsString!).png().toBuffer();
  expect((await recall(claims)).text).toMatch(/^Its file says that an Easel painted it, but no picture of this place/);
});

it('what is private, or of another place, is not told to others', async () => {
  const { images } = await ana.says('/generate fox count:1 private:yes');
  const { id, bytes } = images![0]!;
  expect((await recall(bytes)).text).toContain(id);
  expect((await recall(bytes, easel.memory.user('ben'))).text).not.toContain(id);
});

it('what is no picture is refused by name', async () => {
  expect(await recall(new Uint8Array(50))).toMatchObject({ error: 'bad_image' });
});
