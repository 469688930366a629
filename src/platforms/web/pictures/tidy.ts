import type { Log } from '#lib/log.ts';
import { readMessage } from '../channel/body.ts';
import type { MessageStore } from '../store.ts';
import type { FileStore } from './files.ts';

const page = 500;
const hour = 3_600_000;

/**
 * Deletes the files that no message shows, such as the charts of a progress that has gone on. It spares whatever was
 * written within the last hour.
 */
export async function tidyFiles(files: FileStore, store: MessageStore, channel: string, log: Log): Promise<void> {
  const started = Date.now();
  const needed = new Set<string>();
  let before: number | undefined;
  do {
    const messages = await store.list(channel, { before, limit: page });
    const bodies = messages.map((message) => readMessage(message).body);
    const kept = bodies.flatMap(({ images, files: others }) => [...images, ...others]);
    for (const { file } of kept) if (file) needed.add(file);
    before = messages[0]?.sequence;
  } while (before !== undefined);
  const removed = await files.removeAllBut(needed, new Date(started - hour));
  if (removed > 0) log.info({ removed, ...files.usage() }, 'removed pictures that no message shows');
}
