import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moods } from '#studio/making/moods.ts';
import { type PackPicture, packFile } from '#studio/making/pack-files.ts';

const run = promisify(execFile);
const about = {
  subject: 'fox 🦊',
  style: 'noto',
  checkpoint: 'easel',
  seed: 7,
  at: new Date('2026-11-30T12:00:00Z'),
  publicUrl: 'https://easel.example.org',
};

/** A picture that no format keeps small: noise on a clear ground. */
async function noisy(): Promise<Uint8Array> {
  const side = 256;
  const pixels = new Uint8Array(side * side * 4);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i * 2654435761) >>> 24;
  return sharp(pixels, { raw: { width: side, height: side, channels: 4 } })
    .png()
    .toBuffer();
}

async function disc(hue: number): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><circle cx="128" cy="128" r="110" fill="hsl(${hue},90%,50%)"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

let folder: string;
let pictures: PackPicture[];
beforeAll(async () => {
  pictures = await Promise.all(
    moods.slice(0, 4).map(async ({ name }, index) => ({
      id: `000000000${index}`,
      name: `fox_${name}`,
      png: await (index === 0 ? noisy() : disc(60 * index)),
    })),
  );
  const { name, mime, bytes } = await packFile(pictures, about);
  expect({ name, mime }).toEqual({ name: 'fox.zip', mime: 'application/zip' });
  folder = await mkdtemp(join(tmpdir(), 'easel-pack-'));
  const path = join(folder, name);
  await writeFile(path, bytes);
  await run('python3', ['-m', 'zipfile', '-e', path, folder]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = async (...path: string[]) => readFile(join(folder, ...path), 'utf8');
const filesIn = async (...path: string[]) =>
  (await readdir(join(folder, ...path))).map((name) => join(folder, ...path, name));

describe('a pack of emoji', () => {
  it('has each picture by its name, and a licence that names whose shapes they are', async () => {
    for (const { name, png } of pictures) expect(await readFile(join(folder, `${name}.png`))).toEqual(Buffer.from(png));
    const licence = await read('LICENCE.txt');
    expect(licence).toContain('model easel, style noto, seed 7');
    expect(licence).toContain('Noto Emoji by Google');
    expect(licence).toContain('Apache');
  });

  it('has for Slack PNG files of 128 pixels and at most 64 KB, and the list for emojipacks', async () => {
    const files = (await filesIn('slack')).filter((name) => name.endsWith('.png'));
    expect(files).toHaveLength(4);
    for (const file of files) {
      expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width: 128, height: 128 });
      expect((await stat(file)).size).toBeLessThanOrEqual(64 * 1024);
    }
    const yaml = await read('slack', 'fox.yaml');
    expect(yaml.split('\n').slice(0, 4)).toEqual([
      'title: fox',
      'emojis:',
      '  - name: fox_happy',
      '    src: https://easel.example.org/emoji/0000000000.png',
    ]);
  });

  it('has no addresses where nobody could look there', async () => {
    const { bytes } = await packFile(pictures.slice(0, 1), { ...about, publicUrl: undefined });
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).not.toContain('fox.yaml');
    // Three stickers are the least that WhatsApp takes.
    expect(text).not.toContain('whatsapp/tray.png');
  });

  it('has the sizes of Twitch and 7TV', async () => {
    const widths = await Promise.all(
      (await filesIn('twitch-7tv')).map(async (file) => [
        /_(\d+)\.png$/.exec(file)![1],
        (await sharp(file).metadata()).width,
      ]),
    );
    expect(widths).toHaveLength(12);
    for (const [named, width] of widths) expect(String(width)).toBe(named);
  });

  it('has stickers for Telegram and WhatsApp, each under 100 KB, with a tray and their moods', async () => {
    for (const place of ['telegram', 'whatsapp']) {
      const stickers = (await filesIn(place)).filter((name) => name.endsWith('.webp'));
      expect(stickers).toHaveLength(4);
      for (const sticker of stickers) {
        expect(await sharp(sticker).metadata()).toMatchObject({
          format: 'webp',
          width: 512,
          height: 512,
          hasAlpha: true,
        });
        expect((await stat(sticker)).size).toBeLessThan(100 * 1024);
      }
    }
    const tray = join(folder, 'whatsapp', 'tray.png');
    expect(await sharp(tray).metadata()).toMatchObject({ width: 96, height: 96 });
    expect((await stat(tray)).size).toBeLessThan(50 * 1024);
    const [pack] = JSON.parse(await read('whatsapp', 'contents.json')).sticker_packs;
    expect(pack.stickers[1]).toEqual({ image_file: 'fox_laughing.webp', emojis: ['😂'] });
  });

  it('has what Misskey and Mastodon import', async () => {
    const misskey = join(folder, 'unpacked');
    await run('python3', ['-m', 'zipfile', '-e', join(folder, 'misskey.zip'), misskey]);
    const meta = JSON.parse(await readFile(join(misskey, 'meta.json'), 'utf8'));
    expect(meta).toMatchObject({ metaVersion: 2, exportedAt: '2026-11-30T12:00:00.000Z' });
    expect(meta.emojis[0]).toMatchObject({
      downloaded: true,
      fileName: 'fox_happy.png',
      emoji: { name: 'fox_happy', category: 'fox', aliases: ['happy', 'fox 🦊'] },
    });
    const names = await readdir(misskey);
    for (const { fileName } of meta.emojis) expect(names).toContain(fileName);
    const { stdout } = await run('python3', ['-m', 'tarfile', '-l', join(folder, 'mastodon.tar.gz')]);
    expect(stdout.trim().split(/\s+/)).toEqual(pictures.map(({ name }) => `${name}.png`));
  });
});
