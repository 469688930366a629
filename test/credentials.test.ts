import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestEasel, type TestEasel } from './helpers/easel.ts';

let easel: TestEasel;
beforeAll(async () => {
  easel = await openTestEasel(undefined, undefined, { EASEL_CREDENTIALS: 'yes' });
});
afterAll(() => easel.close());

/** Every manifest of C2PA lies in a JUMBF box of this name. */
const signed = (file: Uint8Array) => Buffer.from(file).includes('urn:c2pa:');

it('pictures, animations, patterns and banners are signed where the operator turns it on', async () => {
  const ana = easel.memory.user('ana');
  const painted = await ana.says('/generate fox count:2');
  const images = [...painted.images!];
  expect(images).toHaveLength(2);
  for (const line of [
    '/interpolate fox cat frames:8',
    '/make bounce fox',
    '/make pattern fox cat',
    '/make banner fox text:Hi',
  ]) {
    images.push(...(await ana.says(line)).images!);
  }
  expect(images.length).toBeGreaterThan(5);
  for (const { name, bytes } of images) expect(signed(bytes), name).toBe(true);
});
