import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { redrawUpload } from '#images/decode.ts';
import { createLog } from '#lib/log.ts';
import { createFileStore, type FileStore } from '#platforms/web/pictures/files.ts';
import type { MessageStore } from '#platforms/web/store.ts';
import { startWeb, type Web, type WebOptions } from '#platforms/web/web.ts';
import { createMemoryMessages } from '../../helpers/memory-messages.ts';
import { createFakeChat, type FakeChat } from './fake-chat.ts';

export const adminToken = 'the-operators-own-token';

export interface TestWeb extends Web {
  chat: FakeChat;
  store: MessageStore;
  files: FileStore;
  /** Stops the server, does something meanwhile, and starts another on the same messages, files and port. */
  restart(meanwhile?: () => Promise<unknown>): Promise<void>;
}

/** A playground on a free port, with a chat that answers at once, messages in memory and files in a new folder. */
export async function startTestWeb(options: Partial<WebOptions> = {}): Promise<TestWeb> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-web-'));
  const chat = createFakeChat();
  const files = await createFileStore(folder);
  const store = createMemoryMessages();
  const start = (port: number) =>
    startWeb({
      chat,
      store,
      files,
      postings: { note: async () => {} },
      redraw: ({ bytes, name }) => redrawUpload(bytes, name),
      log: createLog('silent'),
      host: '127.0.0.1',
      port,
      adminToken,
      secret: 'a secret of the tests',
      health: async () => ({ ready: true }),
      metrics: async () => 'easel_up 1\n',
      heartbeatMs: 50,
      ...options,
    });
  let web = await start(0);
  const { url, port } = web;
  return {
    chat,
    store,
    files,
    url,
    port,
    post: (...news) => web.post(...news),
    takeBack: (removal) => web.takeBack(removal),
    forget: (forgotten) => web.forget(forgotten),
    async restart(meanwhile) {
      await web.close();
      await meanwhile?.();
      // The client hears in the next turns that its connections are closed, and opens others.
      for (let turn = 0; turn < 5; turn++) await setImmediate();
      web = await start(port);
    },
    async close() {
      await web.close();
      await rm(folder, { recursive: true });
    },
  };
}
