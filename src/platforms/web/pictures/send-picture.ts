import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { OpenFile } from './files.ts';

/** A picture that is opened on its own can do nothing, whatever was put into it. */
const pictureAlone = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** What no browser shows. */
const archive = 'application/zip';

/** Answers a request with a picture or another kept file; `cacheControl` says how long a browser may keep it. */
export function sendPicture(c: Context, { mime, size, stream }: OpenFile, cacheControl: string): Response {
  return c.body(Readable.toWeb(stream) as ReadableStream, 200, {
    'content-type': mime,
    'content-length': String(size),
    'cache-control': cacheControl,
    'content-security-policy': pictureAlone,
    ...(mime === archive && { 'content-disposition': 'attachment' }),
  });
}

/** Answers a request with a PNG that was made for it. */
export function sendPng(c: Context, png: Uint8Array, cacheControl: string): Response {
  return c.body(new Uint8Array(png), 200, {
    'content-type': 'image/png',
    'cache-control': cacheControl,
    'content-security-policy': pictureAlone,
  });
}
