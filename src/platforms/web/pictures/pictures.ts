/** File endings of the pictures, and of what Easel packs them into, that the web platform keeps and serves. */
const mimes = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  zip: 'application/zip',
} as const;

export type PictureEnding = keyof typeof mimes;

/** The type that a file with this ending is served with; nothing for an ending that is never served. */
export function mimeOf(ending: string): string | undefined {
  return Object.hasOwn(mimes, ending) ? mimes[ending as PictureEnding] : undefined;
}

/** The ending for a type such as `image/png`. */
export function endingOf(mime: string): PictureEnding | undefined {
  return (Object.keys(mimes) as PictureEnding[]).find((ending) => mimes[ending] === mime);
}

/** What a file is by its first bytes, whatever it is called; nothing for what is no picture. */
export function sniffPicture(bytes: Uint8Array): PictureEnding | undefined {
  const latin = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (latin(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (latin(0, 3) === '\xff\xd8\xff') return 'jpg';
  if (latin(0, 4) === 'RIFF' && latin(8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a$/.test(latin(0, 6))) return 'gif';
  if (/^ftypavi[fs]$/.test(latin(4, 12))) return 'avif';
  const start = Buffer.from(bytes.subarray(0, 256))
    .toString('latin1')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  return /^\s*<(\?xml|!--|!doctype svg|([\w-]+:)?svg[\s>])/i.test(start.replaceAll('\0', '')) ? 'svg' : undefined;
}
