import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as decoding from '#images/decode.ts';
import { loadDataset } from '#training/data/load.ts';

vi.mock('#images/decode.ts', { spy: true });

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-pictures-'));
});

afterEach(() => rm(folder, { recursive: true }));

const square = (shade: number) => {
  const background = { r: shade * 5, g: 255 - shade * 5, b: 99 };
  return sharp({ create: { width: 24, height: 24, channels: 3, background } });
};

/** Different pictures in turn as png, jpg, webp and gif, some in a sub-folder. */
async function fill(count: number): Promise<void> {
  await mkdir(join(folder, 'more'), { recursive: true });
  const endings = ['png', 'jpg', 'webp', 'gif'] as const;
  for (let index = 0; index < count; index++) {
    const name = `${String(index).padStart(2, '0')}.${endings[index % 4]}`;
    await square(index).toFile(join(folder, index % 3 === 0 ? 'more' : '', name));
  }
}

describe("a folder of one's own pictures", () => {
  test('becomes a data set of one style, in the order of its file names', async () => {
    await fill(33);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="3"/></svg>';
    await writeFile(join(folder, 'Zebra.SVG'), svg);
    await writeFile(join(folder, 'README.txt'), 'not a picture, and not meant to be one');
    const dataset = await loadDataset(folder);
    expect(dataset).toMatchObject({ size: 64, styles: ['own'], skipped: [] });
    expect(dataset.pictures).toHaveLength(34);
    expect(dataset.pixels).toHaveLength(34 * 64 * 64 * 4);
    const labels = dataset.pictures.map(({ label }) => label);
    expect([labels[0], labels[1], labels[22], labels[23], labels[33]]).toEqual(['01', '02', 'Zebra', '00', '30']);
    expect(dataset.pictures.find(({ label }) => label === 'Zebra')).toMatchObject({ style: 'own', group: 'own' });
    expect(new Set(dataset.pictures.map(({ concept }) => concept)).size).toBe(34);
    expect((await loadDataset(folder)).hash).toBe(dataset.hash);
  });

  test('is used without its broken files and copies, which are named', async () => {
    await fill(34);
    await writeFile(join(folder, 'broken.png'), (await square(3).png().toBuffer()).subarray(0, 60));
    await writeFile(join(folder, 'archive.png'), 'PK\u0003\u0004 and so on');
    await writeFile(join(folder, 'spy.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///a"/></svg>');
    await square(4).png().toFile(join(folder, 'x-copy.png'));
    const { pictures, skipped } = await loadDataset(folder);
    expect(pictures).toHaveLength(34);
    expect(Object.fromEntries(skipped.map(({ file, reason }) => [file, reason]))).toEqual({
      'broken.png': expect.stringContaining('damaged'),
      'archive.png': expect.stringContaining('not a picture'),
      'spy.svg': expect.stringContaining('refers to other files'),
      'x-copy.png': expect.stringContaining('the same picture as 04.png'),
    });
  });

  test('takes JPEG by all of its endings and what links lead to, each folder once; other formats are named', async () => {
    await fill(32);
    for (const [index, ending] of ['jfif', 'jpe', 'JPEG'].entries()) {
      await writeFile(
        join(folder, `photo.${ending}`),
        await square(35 + 4 * index)
          .jpeg()
          .toBuffer(),
      );
    }
    const elsewhere = await mkdtemp(join(tmpdir(), 'easel-elsewhere-'));
    await square(51).png().toFile(join(elsewhere, 'far.png'));
    await square(47).png().toFile(join(elsewhere, 'alone.png'));
    await symlink(elsewhere, join(folder, 'linked'));
    await symlink(folder, join(elsewhere, 'back'));
    await symlink(join(elsewhere, 'nowhere.png'), join(folder, 'dangling.png'));
    await writeFile(join(folder, 'phone.HEIC'), 'ftypheic');
    await writeFile(join(folder, 'scan.tiff'), 'II*');
    await writeFile(join(folder, '.hidden.png'), '');
    const { pictures, skipped } = await loadDataset(folder);
    await rm(elsewhere, { recursive: true });
    const labels = pictures.map(({ label }) => label);
    expect(labels.filter((label) => label === 'photo')).toHaveLength(3);
    expect(labels).toEqual(expect.arrayContaining(['far', 'alone']));
    expect(pictures).toHaveLength(37);
    expect(Object.fromEntries(skipped.map(({ file, reason }) => [file, reason]))).toEqual({
      'dangling.png': 'it cannot be read.',
      'phone.HEIC': 'it is a HEIC file, which cannot be read. Save it as PNG or JPEG.',
      'scan.tiff': expect.stringContaining('TIFF'),
    });
  });

  test('says what each stage did: backgrounds removed, photographs left alone, look-alikes left out', async () => {
    await fill(32);
    const disc = (fill: string, ground: string) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90" fill="${ground}"/><circle cx="40" cy="45" r="30" fill="${fill}"/></svg>`,
        ),
      );
    await disc('#c22', '#fff').jpeg().toFile(join(folder, 'on-white.jpg'));
    await disc('#2c2', '#fff0').png().toFile(join(folder, 'sticker.png'));
    const wide = disc('#2c2', '#fff0').extend({ left: 30, background: '#0000' });
    await wide.webp({ quality: 60 }).toFile(join(folder, 'sticker-wide.webp'));
    const { pictures, pixels, skipped, stages } = await loadDataset(folder);
    expect(skipped).toEqual([
      { file: 'sticker.png', reason: 'it looks like sticker-wide.webp.', stage: 'look-alikes' },
    ]);
    expect(stages).toEqual([
      { stage: 'collect', pictures: 35, did: {} },
      { stage: 'copies', pictures: 35, did: {} },
      { stage: 'smooth', pictures: 35, did: { 'compression smoothed': 18 } },
      {
        stage: 'segment',
        pictures: 35,
        did: { 'clear already': 1, 'background removed': 1, 'photographs, left as they are': 32 },
      },
      { stage: 'specks', pictures: 35, did: {} },
      { stage: 'normalise', pictures: 35, did: {} },
      { stage: 'look-alikes', pictures: 34, did: { 'left out': 1 } },
    ]);
    const cutOut = pictures.findIndex(({ label }) => label === 'on-white') * 64 * 64 * 4;
    expect(pixels[cutOut + 3], 'the corner is clear').toBe(0);
    expect(pixels[cutOut + (32 * 64 + 3) * 4 + 3], 'the disc reaches the margin on the left').toBe(255);
  });

  test('is prepared once: a later run reads what is kept, and prepares only new pictures', async () => {
    const cacheDir = await mkdtemp(join(tmpdir(), 'easel-cache-'));
    try {
      await fill(33);
      const first = await loadDataset(folder, { cacheDir });
      const decode = vi.mocked(decoding.readPicture).mockClear();
      expect(await loadDataset(folder, { cacheDir })).toEqual(first);
      expect(decode).toHaveBeenCalledTimes(0);
      await square(40).png().toFile(join(folder, 'new.png'));
      await rm(join(folder, '01.jpg'));
      const changed = await loadDataset(folder, { cacheDir });
      expect(decode).toHaveBeenCalledTimes(1);
      expect(changed.pictures).toHaveLength(33);
      expect(changed.hash).toBe((await loadDataset(folder)).hash);
    } finally {
      await rm(cacheDir, { recursive: true });
    }
  });

  test('of fewer than 32 usable pictures is an error with the count and the first reasons', async () => {
    await fill(31);
    for (const name of ['a.png', 'b.gif', 'c.jpg', 'd.webp'])
      await writeFile(join(folder, name), `no picture in ${name}`);
    await expect(loadDataset(folder)).rejects.toMatchObject({
      code: 'no_data',
      message: expect.stringMatching(/31 pictures.*32.*4 could not be used: a\.png.*b\.gif.*c\.jpg/s),
    });
  });

  test('that does not exist is an error that says so', async () => {
    const missing = loadDataset(join(folder, 'nowhere'));
    await expect(missing).rejects.toMatchObject({
      code: 'no_data',
      message: expect.stringContaining('There is no folder'),
    });
  });
});
