import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createEmojiMaker, type EmojiParts } from '#studio/making/emoji.ts';

/** Uploads need nothing of the rest. */
const maker = createEmojiMaker({} as EmojiParts);
const caller = { userId: 'u', workspaceId: 'w' } as Parameters<typeof maker.make>[0];

async function upload(count: number) {
  const frames = Array.from({ length: count }, (_, frame) => new Uint8Array(32 * 32 * 4).fill(255 - frame * 40));
  const raw = { width: 32, height: 32 * count, channels: 4, pageHeight: 32 } as const;
  return {
    upload: { name: 'dance.gif', bytes: await sharp(Buffer.concat(frames), { raw, animated: true }).gif().toBuffer() },
  };
}

test('an animation stays one, a picture is a PNG', async () => {
  const dance = await maker.make(caller, await upload(4), { side: 128, bytes: 2 ** 18 });
  expect(dance).toMatchObject({ mime: 'image/gif', side: 128, alt: 'dance' });
  expect((await sharp(dance.bytes, { animated: true }).metadata()).pages).toBe(4);
  const still = await maker.make(caller, await upload(1), { side: 128, bytes: 2 ** 18 });
  expect(still).toMatchObject({ mime: 'image/png', side: 128 });
  expect(await sharp(still.bytes).metadata()).toMatchObject({ format: 'png', width: 128 });
});

test('what cannot be made small enough is refused, with its limit', async () => {
  const limits = { side: 128, bytes: 100 };
  await expect(maker.make(caller, await upload(4), limits)).rejects.toThrow('more than 0 KB however coarsely');
  await expect(maker.make(caller, await upload(1), limits)).rejects.toMatchObject({ code: 'too_large' });
});
