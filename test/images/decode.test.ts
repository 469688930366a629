import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readPicture, readUpload, uploadLimits } from '#images/decode.ts';

const size = 64;
const read = (bytes: Uint8Array, name = 'upload.png') => readUpload(bytes, { name, size });
const svg = (body: string, attributes = '') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" ${attributes}>${body}</svg>`);
const redSquare = '<rect width="40" height="40" fill="#f00"/>';

/** Premultiplied RGBA of one pixel of a framed picture. */
function at(pixels: Uint8Array, x: number, y: number): number[] {
  return [...pixels.subarray((y * size + x) * 4, (y * size + x) * 4 + 4)];
}

const solid = (background: string, width = 40, height = 40) =>
  sharp({ create: { width, height, channels: 4, background } });

describe('a picture that someone sends', () => {
  test.each(['png', 'jpeg', 'webp', 'gif'] as const)('is read as %s', async (format) => {
    const bytes = await solid('#ff0000').toFormat(format).toBuffer();
    const [red, green, blue, alpha] = at(await read(bytes), 32, 32);
    expect(red).toBeGreaterThan(245);
    expect(green! + blue!).toBeLessThan(12);
    expect(alpha).toBe(255);
  });

  test('is told by its content and not by its name', async () => {
    const bytes = await solid('#00ff00').webp({ lossless: true }).toBuffer();
    expect(at(await read(bytes, 'photo.jpg'), 32, 32)).toEqual([0, 255, 0, 255]);
  });

  test('may be an SVG that is whole in itself, however large its units are', async () => {
    const gradient = '<defs><linearGradient id="g"><stop stop-color="#00f"/></linearGradient></defs>';
    expect(at(await read(svg(`${gradient}<circle cx="20" cy="20" r="9" fill="url(#g)"/>`)), 32, 32)).toEqual([
      0, 0, 255, 255,
    ]);
    const vast = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="900000" height="900000"><rect width="100%" height="100%"/></svg>',
    );
    expect(at(await read(vast), 32, 32)).toEqual([0, 0, 0, 255]);
  });

  test('of many frames shows the first', async () => {
    const frames = await Promise.all(['#ff0000', '#0000ff'].map((colour) => solid(colour).raw().toBuffer()));
    const raw = { width: 40, height: 80, channels: 4, pageHeight: 40 } as const;
    const gif = await sharp(Buffer.concat(frames), { raw, animated: true })
      .gif({ delay: [50, 50] })
      .toBuffer();
    expect((await sharp(gif, { animated: true }).metadata()).pages).toBe(2);
    expect(at(await read(gif), 32, 32)).toEqual([255, 0, 0, 255]);
  });

  test('of many frames of which the first are blank shows the first that is not', async () => {
    const frames = await Promise.all(
      ['#0000', '#0000', '#00f', '#f00'].map((colour) => solid(colour).raw().toBuffer()),
    );
    const raw = { width: 40, height: 160, channels: 4, pageHeight: 40 } as const;
    const animation = sharp(Buffer.concat(frames), { raw, animated: true });
    for (const encoded of [animation.clone().gif(), animation.clone().webp({ lossless: true })]) {
      expect(at(await read(await encoded.toBuffer()), 32, 32)).toEqual([0, 0, 255, 255]);
    }
    const blank = sharp(Buffer.concat(frames.slice(0, 2)), { raw: { ...raw, height: 80 }, animated: true });
    await expect(read(await blank.gif().toBuffer())).rejects.toThrow('all transparent');
  });

  test('may be a JPEG without its end marker, as long as its picture is whole', async () => {
    const jpeg = await solid('#ff0000', 96, 96).jpeg().toBuffer();
    expect(jpeg.subarray(-2).toString('hex')).toBe('ffd9');
    expect(at(await read(jpeg.subarray(0, -2)), 32, 32)[0]).toBeGreaterThan(240);
    const bytes = Uint8Array.from({ length: 96 * 96 * 3 }, (_, i) => (i * i * 31) % 251);
    const noise = await sharp(bytes, { raw: { width: 96, height: 96, channels: 3 } })
      .jpeg()
      .toBuffer();
    await expect(read(noise.subarray(0, noise.length / 2))).rejects.toThrow('damaged');
  });

  test('is turned upright as its EXIF says', async () => {
    const left = await solid('#ff0000', 40, 80).png().toBuffer();
    const photo = solid('#0000ff', 80, 80).composite([{ input: left, left: 0, top: 0 }]);
    const turned = await photo.jpeg({ quality: 100 }).withMetadata({ orientation: 6 }).toBuffer();
    const pixels = await read(turned);
    expect(at(pixels, 32, 8)[0]).toBeGreaterThan(240);
    expect(at(pixels, 32, 56)[2]).toBeGreaterThan(240);
  });
});

describe('what is no picture is refused', () => {
  test.each([
    ['a zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 7)])],
    ['text', Buffer.from('hello, I am a picture')],
    ['nothing', Buffer.alloc(0)],
    ['a PDF', Buffer.from('%PDF-1.7 <svg>')],
  ])('%s named .png', async (_, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'bad_image',
      message: expect.stringContaining('upload.png'),
    });
  });

  test('a PNG that breaks off', async () => {
    const noise = await sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    const half = noise.subarray(0, noise.length / 2);
    await expect(read(half)).rejects.toMatchObject({ code: 'bad_image', message: expect.stringMatching(/damaged/) });
  });

  test('an SVG that breaks off, and the next one is drawn', async () => {
    await expect(read(svg('<rect width="40"').subarray(0, 90))).rejects.toMatchObject({ code: 'bad_image' });
    expect(at(await read(svg(redSquare)), 32, 32)).toEqual([255, 0, 0, 255]);
  });

  test('a picture in which nothing can be seen', async () => {
    const bytes = await solid('#00000000').png().toBuffer();
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'bad_image',
      message: expect.stringMatching(/transparent/),
    });
  });

  test('in a message of one plain line, whatever the file is called', async () => {
    const name = `**evil**\n@everyone ${'x'.repeat(500)}.png`;
    const error = await read(Buffer.from('no'), name).catch((thrown: Error) => thrown);
    expect((error as Error).message).not.toMatch(/[*\n@]/);
    expect((error as Error).message.length).toBeLessThan(200);
  });
});

describe('what is too large is refused before it is decoded', () => {
  test('a file of more than 10 MB', async () => {
    const bytes = Buffer.alloc(uploadLimits.bytes + 1);
    await expect(read(bytes)).rejects.toMatchObject({ code: 'too_large', message: expect.stringContaining('11 MB') });
  });

  test('a PNG of few bytes whose header says 100 megapixels', async () => {
    const bytes = Buffer.from(await solid('#fff', 8, 8).png().toBuffer());
    bytes.writeUInt32BE(10_000, 16);
    bytes.writeUInt32BE(10_000, 20);
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/10000 × 10000/),
    });
  });

  test('an SVG of more than 1 MB', async () => {
    await expect(read(svg(`<path d="${'M0 0'.repeat(2 ** 18)}"/>`))).rejects.toMatchObject({ code: 'too_large' });
  });
});

test('a picture is made at most 512 pixels wide and high and keeps its proportions', async () => {
  const { width, height } = await readPicture(await solid('#fff', 2000, 1000).png().toBuffer(), 'wide.png');
  expect([width, height]).toEqual([512, 256]);
});
