import sharp from 'sharp';
import { message } from '#lib/i18n.ts';
import { tarGz } from '#lib/tar.ts';
import { type ArchiveFile, zip } from '#lib/zip.ts';
import { type Credit, findCredit } from '#training/data/credits.ts';
import type { PaintedFile } from '../api.ts';
import { moods } from './moods.ts';

/** One picture of a pack. */
export interface PackPicture {
  id: string;
  /** Such as `fox_happy`. */
  name: string;
  /** As chat shows it. */
  png: Uint8Array;
}

export interface PackAbout {
  /** What it is of, such as `fox 🦊`. */
  subject: string;
  style: string;
  checkpoint: string;
  seed: number;
  at: Date;
  /** The address at which others find its pictures by their ids, where there is one. */
  publicUrl?: string;
}

/** The sizes and bytes that each place takes, as its pages say in November 2026. */
const slack = { side: 128, bytes: 64 * 1024 };
const twitchSides = [28, 56, 112] as const;
const sticker = { side: 512, bytes: 100 * 1024 };
const tray = { side: 96, bytes: 50 * 1024 };
/** WhatsApp takes no fewer stickers in a pack. */
const whatsappLeast = 3;
const coarser: readonly { quality: number; blur?: number }[] = [
  { quality: 90 },
  { quality: 70 },
  { quality: 40 },
  { quality: 40, blur: 3 },
  { quality: 10, blur: 12 },
];

/** A pack as one ZIP file: the pictures by their names, and a folder or archive for each tool that reads emoji. */
export async function packFile(pictures: readonly PackPicture[], about: PackAbout): Promise<PaintedFile> {
  const title = titleOf(pictures);
  const forms = await Promise.all(pictures.map(formsOf));
  const small = forms.map(({ name, emoji }) => ({ name: `${name}.png`, bytes: emoji }));
  const [credit, tarball, trayPicture] = await Promise.all([
    findCredit(about.style),
    tarGz(small, about.at),
    toPng(pictures[0]!.png, tray.side, tray.bytes),
  ]);
  const files: ArchiveFile[] = [
    ...pictures.map(({ name, png }) => ({ name: `${name}.png`, bytes: png })),
    ...small.map(({ name, bytes }) => ({ name: `slack/${name}`, bytes })),
    ...(about.publicUrl ? [text(`slack/${title}.yaml`, emojipack(title, pictures, about.publicUrl))] : []),
    ...forms.flatMap(({ name, sizes }) =>
      sizes.map(({ side, bytes }) => ({ name: `twitch-7tv/${name}_${side}.png`, bytes })),
    ),
    { name: 'misskey.zip', bytes: zip([text('meta.json', misskeyMeta(title, forms, about)), ...small], about.at) },
    { name: 'mastodon.tar.gz', bytes: tarball },
    ...forms.map(({ name, webp }) => ({ name: `telegram/${name}.webp`, bytes: webp })),
    ...(pictures.length >= whatsappLeast
      ? [
          ...forms.map(({ name, webp }) => ({ name: `whatsapp/${name}.webp`, bytes: webp })),
          { name: 'whatsapp/tray.png', bytes: trayPicture },
          text('whatsapp/contents.json', whatsappContents(title, forms)),
        ]
      : []),
    text('LICENCE.txt', licence(about, credit)),
    text('README.txt', readme(about)),
  ];
  const what = message('pack.file', { count: pictures.length });
  return { name: `${title}.zip`, mime: 'application/zip', bytes: zip(files, about.at), about: what };
}

/** What the names of a pack have in common: `fox` of `fox_happy`. */
const titleOf = ([first]: readonly PackPicture[]): string => first!.name.replace(/_[^_]+$/, '');

const text = (name: string, words: string): ArchiveFile => ({ name, bytes: Buffer.from(words) });

interface Forms {
  name: string;
  emoji: Uint8Array;
  sizes: { side: number; bytes: Uint8Array }[];
  webp: Uint8Array;
}

async function formsOf({ name, png }: PackPicture): Promise<Forms> {
  const [emoji, webp, ...sizes] = await Promise.all([
    toPng(png, slack.side, slack.bytes),
    toWebp(png),
    ...twitchSides.map(async (side) => ({ side, bytes: await toPng(png, side, slack.bytes) })),
  ]);
  return { name, emoji, sizes, webp };
}

/** With fewer colours where it would be too large. */
async function toPng(png: Uint8Array, side: number, most: number): Promise<Uint8Array> {
  const small = sharp(png).resize(side, side, { kernel: 'lanczos3' });
  const exact = await small.clone().png({ compressionLevel: 9 }).toBuffer();
  return exact.byteLength <= most ? exact : small.png({ palette: true, quality: 80 }).toBuffer();
}

/** Coarser, and softer in the end, where it would be too large. */
async function toWebp(png: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(png).resize(sticker.side, sticker.side, { kernel: 'lanczos3' });
  let webp = new Uint8Array();
  for (const { quality, blur } of coarser) {
    const shown = blur ? picture.clone().blur(blur) : picture.clone();
    webp = await shown.webp({ quality, alphaQuality: quality, effort: 2 }).toBuffer();
    if (webp.byteLength < sticker.bytes) break;
  }
  return webp;
}

/** As https://github.com/lambtron/emojipacks reads it. */
function emojipack(title: string, pictures: readonly PackPicture[], publicUrl: string): string {
  const entries = pictures.map(({ name, id }) => [
    `  - name: ${name}`,
    `    src: ${new URL(`/emoji/${id}.png`, publicUrl).href}`,
  ]);
  return `${[`title: ${title}`, 'emojis:', ...entries.flat()].join('\n')}\n`;
}

/** As Misskey exports and imports emoji. */
function misskeyMeta(title: string, forms: readonly Forms[], { at, subject }: PackAbout): string {
  const emojis = forms.map(({ name }) => ({
    downloaded: true,
    fileName: `${name}.png`,
    emoji: { name, category: title, aliases: [moodOf(name), subject].filter(Boolean), license: 'See LICENCE.txt' },
  }));
  return JSON.stringify({ metaVersion: 2, host: 'easel', exportedAt: at.toISOString(), emojis }, undefined, 2);
}

/** As WhatsApp's example apps for stickers read it. */
function whatsappContents(title: string, forms: readonly Forms[]): string {
  const stickers = forms.map(({ name }) => ({
    image_file: `${name}.webp`,
    emojis: moods.filter((mood) => mood.name === moodOf(name)).map(({ emoji }) => emoji),
  }));
  const pack = { identifier: title, name: title, publisher: 'Easel', tray_image_file: 'tray.png', stickers };
  return JSON.stringify({ sticker_packs: [pack] }, undefined, 2);
}

const moodOf = (name: string): string => name.slice(name.lastIndexOf('_') + 1);

function licence({ subject, style, checkpoint, seed, at }: PackAbout, credit: Credit | undefined): string {
  const made = `${subject}\nPainted by Easel on ${at.toISOString().slice(0, 10)}: model ${checkpoint}, style ${style}, seed ${seed}.\n`;
  if (!credit) {
    return `${made}\nThe model learnt from pictures of its own: ask who runs Easel how these may be used.\n`;
  }
  const { title, author, licence: terms, url } = credit;
  return `${made}
The style was learnt from, and the pictures begin at shapes of, ${title} by ${author}.
Its licence is ${terms}: ${url}
Use the pictures under the same terms, and keep this file with them.
`;
}

function readme({ subject, publicUrl }: PackAbout): string {
  return `${subject}

NAME.png         as painted
slack/           128 pixels, at most 64 KB each, also for Discord's emoji${publicUrl ? '; the .yaml is for emojipacks' : ''}
twitch-7tv/      28, 56 and 112 pixels
misskey.zip      Control Panel, Custom Emojis, Import
mastodon.tar.gz  tootctl emoji import mastodon.tar.gz
telegram/        512 pixels, for @Stickers
whatsapp/        512 pixels below 100 KB, tray.png and contents.json for a sticker app
`;
}
