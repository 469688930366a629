import type { Log } from '#lib/log.ts';
import { readMessage } from './body.ts';
import type { FileStore } from './files.ts';
import type { MessageStore } from './store.ts';

const page = 500;
const hour = 3_600_000;

/**
 * Deletes the pictures that no message shows, such as the charts of a progress that has gone on. It does so only once
 * the file store is half full, and spares whatever was written within the last hour.
 */
export async function tidyFiles(files: FileStore, store: MessageStore, channel: string, log: Log): Promise<void> {
  const { bytes, maxBytes } = files.usage();
  if (bytes < maxBytes / 2) return;
  const started = Date.now();
  const needed = new Set<string>();
  let before: number | undefined;
  do {
    const messages = await store.list(channel, { before, limit: page });
    for (const message of messages) for (const image of readMessage(message).body.images) needed.add(image.file);
    before = messages[0]?.sequence;
  } while (before !== undefined);
  const removed = await files.removeAllBut(needed, new Date(started - hour));
  log.info({ removed, ...files.usage() }, 'removed pictures that no message shows');
}
