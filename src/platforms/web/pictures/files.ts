import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import { endingOf, mimeOf } from './pictures.ts';

export interface OpenFile {
  mime: string;
  /** In bytes. */
  size: number;
  stream: Readable;
}

/** Keeps pictures; none ever changes. Where there is no room for another one, the oldest go. */
export interface FileStore {
  /**
   * Keeps one of Easel's own pictures under the hash of its content, so that the same twice is one file, and returns its
   * name. Throws `bad_image` for a type that is not kept, `too_large` for what the whole store has no room for.
   */
  save(bytes: Uint8Array, mime: string): Promise<string>;
  /** The same for what is made of the pictures of these ids: the same of others is another file. */
  saveMade(bytes: Uint8Array, mime: string, pictures: readonly string[]): Promise<string>;
  /** The same for what a person sent, under a name that says nothing; it takes room of theirs alone. */
  saveFor(person: string, bytes: Uint8Array, mime: string): Promise<string>;
  open(name: string): Promise<OpenFile | undefined>;
  /** Deletes a file, where it is kept. */
  remove(name: string): Promise<void>;
  /** Deletes what a person sent. */
  removeOf(person: string): Promise<void>;
  read(name: string): Promise<Uint8Array | undefined>;
  /** Bytes in use, and the bound. */
  usage(): { bytes: number; maxBytes: number };
  /** Deletes the files written before `before` that `needed` does not name; returns how many. */
  removeAllBut(needed: ReadonlySet<string>, before: Date): Promise<number>;
}

/** What there is room for, in bytes: in all, what people sent, and what one of them did. */
export interface Room {
  all: number;
  sent: number;
  perPerson: number;
}

const mebibyte = 2 ** 20;
const usualRoom: Room = { all: 2048 * mebibyte, sent: 512 * mebibyte, perPerson: 32 * mebibyte };

const fileName = /^(?:sent-[0-9a-f]{16}-|made-)?[0-9a-f]{64}\.([a-z]{3,4})$/;
const unfinishedStart = '.';
/** How the names of what people sent begin. */
const sent = 'sent-';
const startOf = (person: string) => `${sent}${createHash('sha256').update(person).digest('hex').slice(0, 16)}-`;

/** How the names of what is made of several pictures begin. */
const made = 'made-';

/** Whether a file shows several pictures, and goes with each of them. */
export const goesWithAny = (name: string): boolean => name.startsWith(made);

/** Whether a picture is Easel's own, which everybody may see: what people sent is shown with its message alone. */
export const isForAll = (name: string): boolean => !name.startsWith(sent);

/** The share of a room that is free once it was full, so that the next picture does not fill it again. */
const freed = 0.05;

interface Kept {
  bytes: number;
  /** In milliseconds since 1970. */
  at: number;
}

/** Opens the file store in `folder`, which is made where it is missing. */
export async function createFileStore(folder: string, room: Room = usualRoom): Promise<FileStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const kept = await readKept(folder);
  let bytesInUse = sum(kept.values());

  const forget = (name: string) => {
    bytesInUse -= kept.get(name)?.bytes ?? 0;
    kept.delete(name);
  };
  const remove = async (name: string) => {
    forget(name);
    await rm(join(folder, name), { force: true });
  };

  /** Removes the oldest files whose names begin so, but for the newest one, until `most` bytes are not exceeded. */
  const makeRoom = async (start: string, most: number, inUse: number) => {
    if (inUse <= most) return;
    let left = inUse;
    for (const name of [...kept.keys()].filter((each) => each.startsWith(start)).slice(0, -1)) {
      if (left <= most * (1 - freed)) return;
      left -= kept.get(name)?.bytes ?? 0;
      await remove(name);
    }
  };
  const makeRoomFor = async (start: string, most: number) => {
    const theirs = [...kept].filter(([name]) => name.startsWith(start)).map(([, file]) => file);
    await makeRoom(start, most, sum(theirs));
  };

  const write = async (name: string, bytes: Uint8Array, most: number) => {
    if (bytes.length > most)
      throw new AppError('too_large', message('web.large-picture', { size: Math.floor(most / 2 ** 20) }));
    kept.set(name, { bytes: bytes.length, at: Date.now() });
    bytesInUse += bytes.length;
    const unfinished = join(folder, `${unfinishedStart}${createId(16)}`);
    try {
      await writeFile(unfinished, bytes, { flush: true, mode: 0o600 });
      await rename(unfinished, join(folder, name));
    } catch (error) {
      forget(name);
      await rm(unfinished, { force: true });
      throw error;
    }
  };

  /** Counts a file as written now, and says whether there is one. */
  const renew = async (name: string) => {
    const file = kept.get(name);
    if (!file) return false;
    const now = new Date();
    kept.delete(name);
    kept.set(name, { ...file, at: now.getTime() });
    return utimes(join(folder, name), now, now).then(
      () => true,
      () => {
        forget(name);
        return false;
      },
    );
  };

  const saveOwn = async (name: string, bytes: Uint8Array) => {
    if (await renew(name)) return name;
    await write(name, bytes, room.all);
    await makeRoom('', room.all, bytesInUse);
    return name;
  };

  return {
    async save(bytes, mime) {
      return saveOwn(`${createHash('sha256').update(bytes).digest('hex')}.${known(mime)}`, bytes);
    },
    async saveMade(bytes, mime, pictures) {
      const hash = createHash('sha256').update(pictures.join()).update(bytes).digest('hex');
      return saveOwn(`${made}${hash}.${known(mime)}`, bytes);
    },
    async saveFor(person, bytes, mime) {
      const start = startOf(person);
      const name = `${start}${randomBytes(32).toString('hex')}.${known(mime)}`;
      await write(name, bytes, room.perPerson);
      await makeRoomFor(start, room.perPerson);
      await makeRoomFor(sent, room.sent);
      await makeRoom('', room.all, bytesInUse);
      return name;
    },
    async remove(name) {
      if (typeOf(name)) await remove(name);
    },
    async removeOf(person) {
      const start = startOf(person);
      for (const name of [...kept.keys()].filter((each) => each.startsWith(start))) await remove(name);
    },
    async open(name) {
      const mime = typeOf(name);
      const path = join(folder, name);
      const found = mime && (await stat(path).catch(() => undefined));
      return found ? { mime, size: found.size, stream: createReadStream(path) } : undefined;
    },
    async read(name) {
      return typeOf(name) ? readFile(join(folder, name)).catch(() => undefined) : undefined;
    },
    usage: () => ({ bytes: bytesInUse, maxBytes: room.all }),
    async removeAllBut(needed, before) {
      const old = [...kept].filter(([name, { at }]) => !needed.has(name) && at < before.getTime());
      for (const [name] of old) await remove(name);
      return old.length;
    },
  };
}

const sum = (files: Iterable<Kept>) => [...files].reduce((bytes, file) => bytes + file.bytes, 0);

/** The files of a folder, the oldest first; what a crash left unfinished is deleted. */
async function readKept(folder: string): Promise<Map<string, Kept>> {
  const names = await readdir(folder);
  for (const name of names) if (name.startsWith(unfinishedStart)) await rm(join(folder, name));
  const found = names
    .filter((name) => fileName.test(name))
    .map(async (name): Promise<[string, Kept]> => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return [name, { bytes: size, at: mtimeMs }];
    });
  return new Map((await Promise.all(found)).sort(([, one], [, other]) => one.at - other.at));
}

function typeOf(name: string): string | undefined {
  const ending = fileName.exec(name)?.[1];
  return ending ? mimeOf(ending) : undefined;
}

function known(mime: string): string {
  const ending = endingOf(mime);
  if (ending) return ending;
  throw new AppError('bad_image', message('web.kinds'));
}
